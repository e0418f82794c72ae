"""Openings that are among nobody's best candidates, and how they come in: with the people who suit them best.

A list of the best eighty is exact for a person; an opening that is everybody's eighty-first would still wait in vain.
"""

from typing import Final

import numpy as np

from nhipcau.matching.attention.settling import NONE, Rows, Whole

ROOM: Final = 8  # openings that one person may be introduced to in this way


def among_nobodys(openings: Rows, places: Whole) -> Whole:
    """Rows of openings with free places that no person has among the candidates."""
    wanted = np.bincount(openings[openings != NONE], minlength=len(places)) > 0
    return np.flatnonzero((places > 0) & ~wanted)


def introduced(openings: Rows, scores: Rows, *, rows: Whole, people: Rows, points: Rows) -> tuple[Rows, Rows]:
    """The candidates with ROOM more columns at their end. `rows`: openings among nobody's candidates; `people` and
    `points`: the best people of each and their scores, `rows × any`, NONE where there are no more.

    An introduced opening suits its person no better than the last of their own candidates, so lines stay best first.
    """
    at, line = np.nonzero(people != NONE)
    who, what, worth = people[at, line], np.asarray(rows)[at], points[at, line]
    order = np.lexsort((what, -worth, who))
    who, what, worth = who[order], what[order], worth[order]
    column = np.arange(len(who)) - np.searchsorted(who, who)
    kept = column < ROOM
    sides = []
    for side, new in ((openings, what), (scores, worth)):
        more = np.full((len(side), ROOM), NONE, dtype=np.int32)
        more[who[kept], column[kept]] = new[kept]
        sides.append(np.concatenate((side.astype(np.int32), more), axis=1))
    return sides[0], sides[1]
