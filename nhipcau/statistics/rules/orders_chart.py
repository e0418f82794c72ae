"""The burn-down as a drawing: whole numbers in a box of 600 by 200, so that the page stays small. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from nhipcau.statistics.rules.orders import BurnDown, expected_by

WIDTH: Final = 600
HEIGHT: Final = 200
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Chart:
    """Paths of what remains (stairs), of an even pace, and of what comes if it goes on so; `now` is today's place."""

    left: str
    even: str
    likely: str
    now: int
    top: int
    ends: date


def chart_of(progress: BurnDown) -> Chart:
    box = Box(progress)
    return Chart(
        left=_left(progress, box),
        even=_even(progress, box),
        likely=_likely(progress, box),
        now=box.x(progress.today),
        top=box.top,
        ends=box.ends,
    )


class Box:
    """From the placing to the last day, or to today while people are missing; from nobody to the most asked for."""

    def __init__(self, progress: BurnDown) -> None:
        self.begins = progress.placed_on
        self.ends = max(progress.due_on, progress.today if progress.remaining else progress.due_on)
        self.days = max(1, (self.ends - self.begins).days + 1)
        self.top = max(target.headcount for target in progress.targets)

    def x(self, day: date) -> int:
        """At the end of this day."""
        return min(WIDTH, round(WIDTH * ((day - self.begins).days + 1) / self.days))

    def y(self, people: int) -> int:
        return round(HEIGHT - HEIGHT * max(0, people) / self.top)


def _left(progress: BurnDown, box: Box) -> str:
    """A step at the end of each week, the running one steps today; another number asked for steps on its own day."""
    steps = [(min(week.last, progress.today), 0, week.hired) for week in progress.weeks if week.first <= progress.today]
    asked = [target.headcount for target in progress.targets]
    changes = zip(progress.targets[1:], asked, asked[1:], strict=False)
    steps += [(target.since - DAY, now - before, 0) for target, before, now in changes]
    left = progress.targets[0].headcount
    path = f"M{box.x(progress.placed_on - DAY)} {box.y(left)}"
    for day, more, hired in sorted(steps):
        before, left = left, left + more - hired
        path += f"H{box.x(day)}" + (f"V{box.y(left)}" if box.y(left) != box.y(before) else "")
    return path


def _even(progress: BurnDown, box: Box) -> str:
    """Straight from change to change, down to nobody on the day."""
    first = progress.targets[0]
    path = f"M{box.x(first.since - DAY)} {box.y(first.headcount)}"
    for before, target in zip(progress.targets, progress.targets[1:], strict=False):
        eve = target.since - DAY
        reached = expected_by(progress.targets, eve)
        path += f"L{box.x(eve)} {box.y(before.headcount - reached)}V{box.y(target.headcount - reached)}"
    return f"{path}L{box.x(progress.due_on)} {box.y(0)}"


def _likely(progress: BurnDown, box: Box) -> str:
    outlook = progress.outlook
    if outlook is None or progress.today >= progress.due_on or not progress.remaining:
        return ""
    end = outlook.done_on or progress.due_on
    rest = 0 if outlook.done_on else progress.headcount - outlook.people
    return f"M{box.x(progress.today)} {box.y(progress.remaining)}L{box.x(end)} {box.y(rest)}"
