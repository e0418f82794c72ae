"""Limits are kept by those who lose least: who leaves an opening that too many see, who takes one that too few see.

The opening chooses, not the turn of the people: otherwise the first rows would carry the limits of all.
"""

from typing import Final

import numpy as np
from numba import njit

from nhipcau.matching.attention.settling import BEYOND, NONE, THOUSAND, Marks, Rows, Whole, crowding

OUT_OF_THE_QUESTION: Final = -2 * BEYOND


@njit(cache=True)
def by_opening(openings: Rows, places: Whole) -> tuple[Whole, Rows]:
    """Edges of each opening, as positions in the flattened candidates, one opening after another."""
    flat = openings.ravel()
    first = np.zeros(len(places) + 1, np.int64)
    for row in flat:
        if row >= 0 and places[row] > 0:
            first[row + 1] += 1
    first = np.cumsum(first)
    to, edges = first.copy(), np.empty(first[-1], np.int32)
    for edge in range(len(flat)):
        row = flat[edge]
        if row >= 0 and places[row] > 0:
            edges[to[row]] = edge
            to[row] += 1
    return first, edges


@njit(cache=True)
def keep(
    openings: Rows,
    scores: Rows,
    listed: Marks,
    seen: Whole,
    places: Whole,
    least: Whole,
    most: Whole,
    logs: Whole,
    price: int,
    first: Whole,
    edges: Rows,
) -> None:
    """Changes `listed` and `seen`: first the crowded openings, then the ones that are seen too rarely."""
    for away in (True, False):
        limit = most if away else least
        for row in range(len(seen)):
            if (seen[row] <= most[row]) if away else (seen[row] >= least[row]):
                continue
            own = edges[first[row] : first[row + 1]]
            own = own[listed.ravel()[own] == away]
            gains = np.empty(len(own), np.int64)
            for number in range(len(own)):
                gains[number] = _change(own[number], away, openings, scores, listed, seen, places, limit, logs, price)[
                    1
                ]
            for number in np.argsort(-gains, kind="mergesort"):
                if seen[row] == limit[row]:
                    break
                edge = own[number]
                other, _gain = _change(edge, away, openings, scores, listed, seen, places, limit, logs, price)
                if other != NONE:
                    listed.ravel()[edge], listed.ravel()[other] = not away, away
                    seen[row] -= 1 if away else -1
                    seen[openings.ravel()[other]] += 1 if away else -1


@njit(cache=True)
def _change(
    edge: int,
    away: bool,
    openings: Rows,
    scores: Rows,
    listed: Marks,
    seen: Whole,
    places: Whole,
    limit: Whole,
    logs: Whole,
    price: int,
) -> tuple[int, int]:
    """The line to change `edge` for, so that nobody else's limit breaks, and what the person gains (mostly less than 0)."""
    marks, rows, points, width = listed.ravel(), openings.ravel(), scores.ravel(), openings.shape[1]
    best, other = OUT_OF_THE_QUESTION, NONE
    for line in range(edge // width * width, edge // width * width + width):
        row = rows[line]
        if row < 0 or marks[line] == away or places[row] <= 0:
            continue
        if (seen[row] >= limit[row]) if away else (seen[row] <= limit[row]):
            continue
        worth = THOUSAND * points[line] - crowding(seen[row] - marks[line], places[row], price, logs)
        if not away:
            worth = -worth
        if worth > best:
            best, other = worth, line
    if other == NONE:
        return other, best
    here = rows[edge]
    own = THOUSAND * points[edge] - crowding(seen[here] - marks[edge], places[here], price, logs)
    return other, best - own if away else best + own
