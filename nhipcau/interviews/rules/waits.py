"""How long a person still waits: a middle and a cautious figure, never capped."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 8  # talks after which a queue is judged by its own times alone
UNSURE: Final = 2  # stand-by is less sure than the talks ahead: appointments come, and people are called elsewhere
NINE_OF_TEN: Final = 1.2816  # standard deviations to the 90th percentile of a normal distribution


@dataclass(frozen=True)
class Sample:
    """Times of talks in seconds: how many, their sum, the sum of their squares."""

    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    @property
    def mean(self) -> float:
        return self.total / self.count if self.count else 0.0

    @property
    def variance(self) -> float:
        return max(0.0, self.squares / self.count - self.mean**2) if self.count else 0.0


@dataclass(frozen=True)
class TalkTime:
    mean: float
    variance: float


@dataclass(frozen=True)
class Wait:
    """Minutes: half of the people wait no longer than `p50`, nine of ten no longer than `p90`."""

    p50: int
    p90: int


BEFORE_ANY: Final = TalkTime(mean=8 * 60, variance=(5 * 60) ** 2)  # seconds; until the first talks are over


def shrunk(own: Sample, towards: TalkTime) -> TalkTime:
    weight = min(own.count, ENOUGH) / ENOUGH
    return TalkTime(
        mean=weight * own.mean + (1 - weight) * towards.mean,
        variance=weight * own.variance + (1 - weight) * towards.variance,
    )


def talk_time(own: Sample, everyone: Sample) -> TalkTime:
    """The queue's own times, leaning on the whole occasion's until eight talks are over."""
    return shrunk(own, shrunk(everyone, BEFORE_ANY))


def wait_for(*, ahead: int, desks: int, busy: int, time: TalkTime) -> Wait | None:
    """None when no desk is at work: then nobody can say."""
    if desks < 1:
        return None
    ends = ahead - (desks - busy) + 1  # talks that must end before this person's turn
    if ends < 1:
        return Wait(0, 1)
    middle = (ends - 0.5) * time.mean / desks  # the talks of this moment are half over on average
    spread = math.sqrt(ends * time.variance + time.mean**2 / 12) / desks
    return Wait(math.floor(middle / 60), math.ceil((middle + NINE_OF_TEN * spread) / 60))


def wait_for_stand_by(
    *,
    ahead: int,
    desks: int,
    busy: int,
    time: TalkTime,
    booked: Sequence[float] = (),
    taken: Sequence[tuple[float, float]] = (),
) -> Wait | None:
    """Appointments of others that come first join the line; nobody is called during appointments of their own.

    `booked` are minutes from which a desk is kept free for somebody else, `taken` spans when this person is not free.
    """
    before = 0
    while (wait := wait_for(ahead=ahead + before, desks=desks, busy=busy, time=time)) is not None:
        overtaking = sum(minutes <= wait.p50 for minutes in booked)
        if overtaking <= before:
            break
        before = overtaking
    if wait is None:
        return None
    middle, unsure = wait.p50, math.ceil(UNSURE * (wait.p90 - wait.p50))
    for begins, ends in sorted(taken):
        middle = math.floor(ends) if begins < middle < ends else middle
    return Wait(middle, middle + unsure)


def wait_for_appointment(*, due: float, before: int, busy: bool, time: TalkTime) -> Wait | None:
    """The booked time, and a talk that may still be on then. A desk with nobody else may call earlier.

    `due` in minutes, below zero when it has passed; `before` are due earlier at the same desk.
    """
    now = wait_for(ahead=before, desks=1, busy=int(busy), time=time)
    if due <= 0 or now is None:
        return now
    running = wait_for(ahead=0, desks=1, busy=1, time=time)
    return Wait(math.floor(due), math.ceil(due) + (running.p90 if running else 0))


@dataclass(frozen=True)
class Free:
    """Minutes until a talk of the person's own is over: the middle, and how much later nine of ten are over."""

    middle: float
    spread: float


@dataclass(frozen=True)
class Own:
    """One of the queues that a person stands in: the wait as its line alone tells it, and how long a talk takes there.

    `kept`: the time is an appointment's. `gap`: minutes until a desk is free there when somebody else was called instead.
    """

    wait: Wait
    time: TalkTime
    kept: bool = False
    gap: float = 0.0


def rest_of_talk(time: TalkTime, minutes: float) -> Free:
    """Of a talk that has been on for so many minutes. One that takes longer than usual is over soon."""
    unsure = math.sqrt(time.variance) / 60
    return Free(max(time.mean / 60 - minutes, unsure / 2), NINE_OF_TEN * unsure)


def one_after_another(queues: Sequence[Own], talk: Free | None = None) -> list[Wait]:
    """Nobody is in two talks: what each queue would tell by itself, after `talk` that is on and the talks that come first.

    In the order of `queues`. An appointment keeps its time, unless the talk of now is longer.
    """
    told: dict[int, Wait] = {}
    free = talk
    for n in sorted(range(len(queues)), key=lambda n: (queues[n].wait.p50, queues[n].wait.p90, n)):
        one, until = queues[n], talk if queues[n].kept else free
        middle, spread = float(one.wait.p50), float(one.wait.p90 - one.wait.p50)
        if until is not None and until.middle > middle:
            middle, spread = until.middle + (0 if one.kept else one.gap), math.hypot(spread, until.spread)
        told[n] = Wait(math.floor(middle), max(one.wait.p90, math.ceil(middle + spread)))
        unsure = NINE_OF_TEN * math.sqrt(one.time.variance) / 60
        after = Free(middle + one.time.mean / 60, math.hypot(spread, unsure))
        free = after if free is None or after.middle > free.middle else free
    return [told[n] for n in range(len(queues))]
