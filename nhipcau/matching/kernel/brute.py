"""Every pair looked at: the reference of the kernel. Not for daily use."""

from typing import Any

import numpy as np

from nhipcau.matching.kernel.columns import Array, Openings, People
from nhipcau.matching.kernel.compiled import compiled
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.lists import NOBODY, Lists, empty, enter
from nhipcau.matching.kernel.pair import score
from nhipcau.matching.suitability.facts import USUAL

USUALLY = np.full(6, USUAL, np.int32)


@compiled
def _openings(people: Any, openings: Any, km: Any, rows: Any, scores: Any) -> None:
    for p in range(len(people.place)):
        w = people.weights[p]
        for o in range(len(openings.place)):
            earned = score(people, p, openings, o, km, w)
            if earned >= 0:
                enter(rows[p], scores[p], o, earned)


@compiled
def _people(people: Any, openings: Any, km: Any, usually: Any, rows: Any, scores: Any) -> None:
    for o in range(len(openings.place)):
        for p in range(len(people.place)):
            earned = score(people, p, openings, o, km, usually)
            if earned >= 0:
                enter(rows[o], scores[o], p, earned)


@compiled
def _scores(people: Any, openings: Any, km: Any, scores: Any) -> None:
    for p in range(len(people.place)):
        w = people.weights[p]
        for o in range(len(openings.place)):
            scores[p, o] = max(score(people, p, openings, o, km, w), NOBODY)


def scores_of(people: People, openings: Openings) -> Array:
    """`people × openings`: the score of every pair; NOBODY where a gate is shut."""
    scores = np.zeros((len(people.place), len(openings.place)), np.int16)
    _scores(people, openings, kilometres(people, openings), scores)
    return scores


def score_all(people: People, opening: Openings) -> Array:
    """Of every person the score with one opening; NOBODY where a gate is shut."""
    scores: Array = scores_of(people, opening)[:, 0]
    return scores


def best_openings(people: People, openings: Openings, k: int) -> Lists:
    """For every person, with the person's own weights."""
    found = empty(len(people.place), k)
    _openings(people, openings, kilometres(people, openings), *found)
    return found


def best_people(people: People, openings: Openings, k: int) -> Lists:
    """For every opening, with usual weights: what one person weighs differently moves nobody else."""
    found = empty(len(openings.place), k)
    _people(people, openings, kilometres(people, openings), USUALLY, *found)
    return found
