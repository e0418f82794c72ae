"""What people might do with their lists. SIMULATED: an assumption about behaviour, never an observation of it.

Everybody applies to three openings of their list; an opening takes its best applicants up to its free places; who is turned
down asks the next of their three. Chance belongs to the pair: two ways of making lists that both show a pair meet
the same chance, and the same lists always end the same way.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numba import njit

from nhipcau.matching.attention.lists import Lists
from nhipcau.matching.attention.settling import NONE, Whole

APPLICATIONS: Final = 3
MOST_POINTS: Final = 1000
Chances = np.ndarray[Any, np.dtype[np.float64]]


class Behaviour(StrEnum):
    BY_SCORE = "by score"  # drawn with chances in proportion to the score
    FIRST_SEEN = "first seen"  # in proportion to 1/line, as people click
    CHOOSY = "choosy"  # as by score, and then sent only with the chance score/1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """`taken`: the opening row that takes each person, or NONE. `offers`: people whom some opening wanted at first."""

    taken: Whole
    offers: int


def played(lists: Lists, places: Whole, *, seed: int = 0, behaviour: Behaviour = Behaviour.BY_SCORE) -> Outcome:
    people, lines = _applications(lists, seed, behaviour)
    openings, scores = (side[people, lines].astype(np.int64) for side in (lists.openings, lists.scores))
    # Both sides order by score, then by number, so the one stable result is to go through the pairs in that order.
    order = np.lexsort((people, openings, -scores))
    taken = np.full(len(lists.openings), NONE, dtype=np.int64)
    _take(people[order], openings[order], places.copy(), taken)
    return Outcome(taken, _offers(people, openings, scores, places))


def _applications(lists: Lists, seed: int, behaviour: Behaviour) -> tuple[Whole, Whole]:
    """Person and line of everything that is sent."""
    listed = lists.openings != NONE
    lines = np.arange(1, lists.openings.shape[1] + 1)
    wanted = 1 / lines if behaviour == Behaviour.FIRST_SEEN else np.maximum(lists.scores, 1) / MOST_POINTS
    # The largest of logarithm of chance plus Gumbel noise: drawing without putting back.
    keys = np.where(listed, np.log(wanted) - np.log(-np.log(_luck(lists, 2 * seed))), -np.inf)
    chosen = np.zeros_like(listed)
    np.put_along_axis(chosen, np.argsort(-keys, axis=1, kind="stable")[:, :APPLICATIONS], True, axis=1)
    if behaviour == Behaviour.CHOOSY:
        chosen &= _luck(lists, 2 * seed + 1) < lists.scores / MOST_POINTS
    people, at = np.nonzero(chosen & listed)
    return people, at


def _luck(lists: Lists, seed: int) -> Chances:
    """Between 0 and 1, the same for the same person, opening and seed (the finisher of splitmix64)."""
    people = np.arange(len(lists.openings), dtype=np.uint64)[:, None]
    bits = (people << np.uint64(32)) ^ lists.openings.astype(np.uint64) ^ np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, spread in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(spread)
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53


@njit(cache=True)
def _take(people: Whole, openings: Whole, left: Whole, taken: Whole) -> None:
    for at in range(len(people)):
        if taken[people[at]] < 0 and left[openings[at]] > 0:
            taken[people[at]] = openings[at]
            left[openings[at]] -= 1


def _offers(people: Whole, openings: Whole, scores: Whole, places: Whole) -> int:
    """People among the best applicants of an opening, as many as it has places, before anybody answers."""
    order = np.lexsort((people, -scores, openings))
    asked = openings[order]
    rank = np.arange(len(asked)) - np.searchsorted(asked, asked)
    return len(np.unique(people[order][rank < places[asked]]))
