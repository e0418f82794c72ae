"""How an order for people comes along: what is missing against an even pace, and what is needed each week. Pure.

Weeks run from Monday to Sunday; days are days of this country. A person counts once, on the day of the first hire.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Final

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
LOOKED_BACK: Final = 28  # days; "the present pace" is that of the last four weeks

SHOWN_BEFORE: Final = 3


@dataclass(frozen=True)
class Target:
    """From this day on so many people are asked for, by that day."""

    since: date
    headcount: int
    due_on: date


@dataclass(frozen=True)
class Week:
    """`planned` is what an even pace asks of the week, `missing` what is behind it at its end; None before it is over."""

    first: date
    last: date
    headcount: int
    planned: int
    hired: int
    started: int
    hired_so_far: int
    missing: int | None
    is_now: bool
    changed: bool

    @property
    def is_over(self) -> bool:
        return self.missing is not None and not self.is_now


class State(StrEnum):
    DONE = "done"
    LATE = "late"
    BEHIND = "behind"
    ON_PACE = "on_pace"


@dataclass(frozen=True)
class Need:
    """What is still to be done: `each_week` people in each of the weeks left, or, in the last one, all in `days`."""

    people: int
    days: int
    each_week: int | None


@dataclass(frozen=True)
class Outlook:
    """If it goes on like in the last four weeks: `people` hired by the day, all of them on `done_on` if before it."""

    people: int
    done_on: date | None


@dataclass(frozen=True)
class BurnDown:
    placed_on: date
    today: date
    targets: tuple[Target, ...]
    hired: int
    started: int
    behind: int
    need: Need
    outlook: Outlook | None
    state: State
    weeks: tuple[Week, ...]

    @property
    def headcount(self) -> int:
        return self.targets[-1].headcount

    @property
    def due_on(self) -> date:
        return self.targets[-1].due_on

    @property
    def remaining(self) -> int:
        return max(0, self.headcount - self.hired)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def expected_by(targets: Sequence[Target], day: date) -> int:
    """Whom an even pace has found by the end of this day. A change goes on from what was expected until then."""
    reached = Fraction(0)
    for number, target in enumerate(targets):
        if day < target.since:
            break
        following = targets[number + 1].since - DAY if number + 1 < len(targets) else day
        until = min(day, following)
        length = (target.due_on - target.since).days + 1
        passed = Fraction((until - target.since).days + 1, length) if length > 0 else Fraction(1)
        start = min(reached, Fraction(target.headcount))
        reached = start + (target.headcount - start) * min(passed, Fraction(1))
    return floor(reached)


def burn_down(targets: Sequence[Target], *, hires: Sequence[date], starts: Sequence[date], today: date) -> BurnDown:
    """`targets` in the order of their days, the first from the day the order was placed. `today`: or the day it closed."""
    placed_on, last = targets[0].since, targets[-1]
    hired = sum(day <= today for day in hires)
    remaining = max(0, last.headcount - hired)
    behind = remaining if today > last.due_on else max(0, min(expected_by(targets, today - DAY) - hired, remaining))
    return BurnDown(
        placed_on=placed_on,
        today=today,
        targets=tuple(targets),
        hired=hired,
        started=sum(day <= today for day in starts),
        behind=behind,
        need=_need(remaining, last.due_on, today),
        outlook=_outlook(hires, last, placed_on, today),
        state=_state(targets, remaining, behind, today),
        weeks=tuple(_weeks(targets, hires, starts, today, behind)),
    )


def _state(targets: Sequence[Target], remaining: int, behind: int, today: date) -> State:
    """People are hired at fairs, once a week: behind by a week's share is on pace, as long as a week is left."""
    if not remaining:
        return State.DONE
    if today > targets[-1].due_on:
        return State.LATE
    share = max(0, expected_by(targets, today - DAY) - expected_by(targets, today - DAY - WEEK))
    in_the_last_week = targets[-1].due_on - today < WEEK - DAY
    return State.BEHIND if behind > (0 if in_the_last_week else share) else State.ON_PACE


def _need(remaining: int, due_on: date, today: date) -> Need:
    """Today counts as a day that is left."""
    days = max(0, (due_on - today).days + 1)
    return Need(remaining, days, ceil(Fraction(remaining * 7, days)) if days >= 7 else None)


def _outlook(hires: Sequence[date], target: Target, placed_on: date, today: date) -> Outlook | None:
    """In its first week an order has no pace yet."""
    if (today - placed_on).days + 1 < 7:
        return None
    passed = min(LOOKED_BACK, (today - placed_on).days + 1)
    hired = sum(day <= today for day in hires)
    pace = Fraction(sum(today - timedelta(days=passed) < day <= today for day in hires), passed)
    left = max(0, (target.due_on - today).days)
    people = hired + floor(pace * left)
    if people < target.headcount or not left:
        return Outlook(people, None)
    return Outlook(people, today + timedelta(days=max(0, ceil((target.headcount - hired) / pace))) if pace else today)


def _weeks(
    targets: Sequence[Target], hires: Sequence[date], starts: Sequence[date], today: date, behind: int
) -> list[Week]:
    """From the week of the placing to that of the last day; on to this week while people are still missing."""
    final = targets[-1]
    missing = sum(day <= today for day in hires) < final.headcount
    end = max(final.due_on, today if missing else final.due_on, targets[0].since)
    weeks, first = [], monday_of(targets[0].since)
    while first <= end:
        last = first + WEEK - DAY
        is_now = first <= today <= last
        in_force = [target for target in targets if target.since <= last]
        so_far = sum(day <= min(last, today) for day in hires)
        expected = expected_by(targets, last)
        weeks.append(
            Week(
                first=first,
                last=last,
                headcount=in_force[-1].headcount,
                planned=max(0, expected - expected_by(targets, first - DAY)),
                hired=sum(first <= day <= min(last, today) for day in hires),
                started=sum(first <= day <= min(last, today) for day in starts),
                hired_so_far=so_far,
                missing=behind if is_now else max(0, expected - so_far) if last < today else None,
                is_now=is_now,
                changed=any(first <= target.since <= last for target in targets[1:]),
            )
        )
        first += WEEK
    return weeks


def around(weeks: Sequence[Week]) -> tuple[int, int]:
    """From where to where to look first: the last weeks that are over, this one and the next."""
    now = next((number for number, week in enumerate(weeks) if week.is_now), len(weeks) - 1)
    return max(0, now - SHOWN_BEFORE), now + 2


def trouble(progress: BurnDown) -> tuple[int, int, date]:
    """For sorting: past the day first, then the farthest behind pace, then due soonest."""
    return (0 if progress.state == State.LATE else 1, -progress.behind, progress.due_on)
