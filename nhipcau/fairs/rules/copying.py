"""The next day for a session like the last one. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

MOST_WEEKS: Final = 26
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class NextDay:
    """The day proposed, and the same weekdays before it that were passed over: holidays by name, taken ones as ""."""

    day: date
    passed: dict[date, str] = field(default_factory=dict)


def next_day(*, like: date, today: date, taken: Collection[date], holiday_on: Callable[[date], str]) -> NextDay:
    """The first day after today of the same weekday that is free and no holiday."""
    first = today + timedelta(days=(like.weekday() - today.weekday() - 1) % 7 + 1)
    passed: dict[date, str] = {}
    for week in range(MOST_WEEKS):
        day = first + week * WEEK
        name = holiday_on(day)
        if not name and day not in taken:
            return NextDay(day, passed)
        passed[day] = name
    return NextDay(first, {})
