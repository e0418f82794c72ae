"""People who all like the same few openings, and the whole grid to check against."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nhipcau.matching.attention import NONE, Lists

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Crowd:
    openings: Array
    scores: Array
    places: Array

    @property
    def given(self) -> tuple[Array, Array, Array]:
        return self.openings, self.scores, self.places


def crowd(*, people: int = 300, openings: int = 80, k: int = 30, seed: int = 1) -> Crowd:
    """Everybody has another number of candidates: every seventh has three, every eleventh none."""
    chance = np.random.default_rng(seed)
    liked = chance.integers(0, 500, openings)
    grid = liked[None, :] + chance.integers(100, 500, (people, openings))
    order = np.argsort(-grid, axis=1, kind="stable")[:, :k]
    scores = np.take_along_axis(grid, order, axis=1)
    few = np.full(people, k)
    few[::7], few[::11] = 3, 0
    there = np.arange(k) < few[:, None]
    places = chance.integers(1, 7, openings)
    return Crowd(np.where(there, order, NONE).astype(np.int32), np.where(there, scores, NONE).astype(np.int32), places)


def seen(market: Crowd, lists: Lists) -> Array:
    """People who are shown each opening."""
    return np.bincount(lists.openings[lists.openings != NONE], minlength=len(market.places))
