"""When open orders call for an online session, and on which day. Pure."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, time, timedelta
from typing import Final

AHEAD: Final = timedelta(days=7)
STARTS_AT: Final = time(8)
ENDS_AT: Final = time(11)


def still_open(headcount: int, hired: int) -> int:
    return max(0, headcount - hired)


def uncovered(missing: Mapping[int, int], covered: Collection[int]) -> dict[int, int]:
    """Places by order, without the orders that a coming online session was made for, and without the filled ones."""
    return {order: places for order, places in missing.items() if places and order not in covered}


def calls_for_session(places: int, *, threshold: int, least: int | None) -> bool:
    """`least`: the fewest places since a proposal was set aside; it comes back when they grew by a threshold."""
    return places > 0 and places >= threshold + (least or 0)


def day_for(today: date, *, taken: Collection[date], is_working_day: Callable[[date], bool]) -> date:
    """The first working day, a week from today or later, on which the centre has no other session."""
    day = today + AHEAD
    while day in taken or not is_working_day(day):
        day += timedelta(days=1)
    return day
