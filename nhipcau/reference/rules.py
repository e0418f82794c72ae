"""Days off, working days and distances. Pure: no queries, no clock."""

from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

import holidays

EARTH_KM = 6371.0
SATURDAY = 5
# People travel home before the official days off and come back after them.
TET_BEFORE, TET_AFTER = timedelta(days=3), timedelta(days=6)
NEW_YEAR = "Tết Nguyên Đán"


class Somewhere(Protocol):
    """Anything with a place on the map: a commune, usually."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


def distance_km(here: Somewhere, there: Somewhere) -> float:
    """As the crow flies, between the middles of two communes."""
    north, south = radians(here.latitude), radians(there.latitude)
    across = radians(there.longitude - here.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


@lru_cache(maxsize=64)
def _named_days(year: int, language: str) -> dict[date, str]:
    return dict(sorted(holidays.country_holidays("VN", years=year, language=language).items()))


def public_holidays(year: int, *, language: str = "vi") -> dict[date, str]:
    """Every official day off of a year with its name, in order; Tết and days off in lieu too."""
    return dict(_named_days(year, "en_US" if language == "en" else "vi"))


def is_holiday(day: date) -> bool:
    return day in _named_days(day.year, "vi")


def lunar_new_year(year: int) -> date:
    """The first day of the first lunar month."""
    return next(day for day, name in _named_days(year, "vi").items() if name == NEW_YEAR)


def is_tet_week(day: date) -> bool:
    """From three days before the lunar New Year to its seventh day: halls are closed, people are home."""
    first = lunar_new_year(day.year)
    return first - TET_BEFORE <= day <= first + TET_AFTER


@lru_cache(maxsize=64)
def _made_up(year: int) -> frozenset[date]:
    """Saturdays that are worked in exchange for another day off, as the government decided for that year."""
    return frozenset(holidays.country_holidays("VN", years=year).weekend_workdays)


def is_working_day(day: date) -> bool:
    return (day.weekday() < SATURDAY and not is_holiday(day)) or day in _made_up(day.year)


def working_days_after(day: date, count: int) -> date:
    """The day when `count` working days have passed since `day`, as the law counts time limits."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
