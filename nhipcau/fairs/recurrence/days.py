"""Which days a series has a fair on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from nhipcau.fairs.recurrence.rule import read

HORIZON: Final = timedelta(weeks=8)


@dataclass(frozen=True)
class Plan:
    """The days of a stretch of time, sorted into what happens on them. `asked`: a holiday, by its name."""

    held: list[date] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)
    asked: dict[date, str] = field(default_factory=dict)


def days_of(rule: str, *, first: date, since: date, until: date) -> list[date]:
    """Every day of the rule from `since` to `until`, both included."""
    starts, ends = datetime.combine(since, time()), datetime.combine(until, time())
    return [moment.date() for moment in read(rule, first).between(starts, ends, inc=True)]


def plan_of(
    days: Collection[date],
    *,
    skipped: Collection[date],
    kept: Collection[date],
    holiday_on: Callable[[date], str],
) -> Plan:
    """Skipped days stay free; a holiday that nobody has spoken of yet is asked about, not decided."""
    plan = Plan()
    for day in sorted(days):
        if day in skipped:
            plan.skipped.append(day)
        elif day not in kept and (name := holiday_on(day)):
            plan.asked[day] = name
        else:
            plan.held.append(day)
    return plan
