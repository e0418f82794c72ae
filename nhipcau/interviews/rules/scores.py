"""How right the told waiting times were."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

ENOUGH: Final = 20  # estimates from which the share is said


@dataclass(frozen=True)
class Pair:
    """What was told and what came, in minutes."""

    p50: float
    p90: float
    came: float


@dataclass(frozen=True)
class Score:
    """`within`: share called no later than the cautious figure; `early`: share called no later than the middle one.

    `loss50` and `loss90` are mean pinball losses and `error` the median absolute error of the middle, in minutes.
    """

    told: int = 0
    within: float = 0.0
    early: float = 0.0
    loss50: float = 0.0
    loss90: float = 0.0
    error: float = 0.0

    @property
    def of_100(self) -> int | None:
        """For how many of a hundred the time was right; None while too few were told."""
        return round(self.within * 100) if self.told >= ENOUGH else None


def score(pairs: Iterable[Pair]) -> Score:
    told = list(pairs)
    if not told:
        return Score()
    n = len(told)
    return Score(
        told=n,
        within=sum(pair.came <= pair.p90 for pair in told) / n,
        early=sum(pair.came <= pair.p50 for pair in told) / n,
        loss50=sum(pinball(pair.came, pair.p50, 0.5) for pair in told) / n,
        loss90=sum(pinball(pair.came, pair.p90, 0.9) for pair in told) / n,
        error=median(abs(pair.came - pair.p50) for pair in told),
    )


def pinball(came: float, told: float, share: float) -> float:
    """The loss that is least when `share` of all come no later than told."""
    return max(share * (came - told), (share - 1) * (came - told))
