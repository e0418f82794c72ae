"""How right the told waiting times were."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

ENOUGH: Final = 20  # estimates from which the share is said


@dataclass(frozen=True)
class Told:
    """What was told, in minutes, and what came: the call, or so many minutes without one until they left or now."""

    p50: float
    p90: float
    came: float
    called: bool = True

    @property
    def is_known(self) -> bool:
        """Whether the estimate can be judged: a call came, or the cautious figure passed without one."""
        return self.called or self.came > self.p90


@dataclass(frozen=True)
class Score:
    """`told` is every estimate; `scored` those that can be judged: for the others the queue ended while they were open.

    Of the scored: `within`, the share called no later than the cautious figure; `early`, no later than the middle one;
    `loss50` and `loss90`, mean pinball losses; `error`, the median absolute error of the middle, in minutes. Who was
    never called counts in the last three with the minutes they had waited: what came was longer.
    """

    told: int = 0
    scored: int = 0
    within: float = 0.0
    early: float = 0.0
    loss50: float = 0.0
    loss90: float = 0.0
    error: float = 0.0

    @property
    def of_100(self) -> int | None:
        """For how many of a hundred the time was right; None while too few can be judged."""
        return round(self.within * 100) if self.scored >= ENOUGH else None

    @property
    def at_least_of_100(self) -> int:
        """For how many of a hundred of everything told, if all that nobody can judge had been wrong."""
        return int(self.within * self.scored / self.told * 100 + 1e-9) if self.told else 0

    @property
    def unknown(self) -> int:
        return self.told - self.scored


def score(told: Iterable[Told]) -> Score:
    everything = list(told)
    known = [one for one in everything if one.is_known]
    if not known:
        return Score(told=len(everything))
    n = len(known)
    return Score(
        told=len(everything),
        scored=n,
        within=sum(one.called and one.came <= one.p90 for one in known) / n,
        early=sum(one.called and one.came <= one.p50 for one in known) / n,
        loss50=sum(pinball(one.came, one.p50, 0.5) for one in known) / n,
        loss90=sum(pinball(one.came, one.p90, 0.9) for one in known) / n,
        error=median(abs(one.came - one.p50) for one in known),
    )


def pinball(came: float, told: float, share: float) -> float:
    """The loss that is least when `share` of all come no later than told."""
    return max(share * (came - told), (share - 1) * (came - told))
