"""Everybody takes the best list at the prices that the others make, in turn, until nobody would change theirs.

The price of an opening grows with the logarithm of the people a place who see it, so every change makes one common sum
larger (score less the crowding, a convex transport with entropy on the side of the openings): it always ends, in a few
rounds. Whole numbers throughout: thousandths of a point. Compiled; memory is one byte an edge and a few numbers an opening.
"""

from typing import Any, Final

import numpy as np
from numba import njit

from nhipcau.matching.attention.trade import FREE

Rows = np.ndarray[Any, np.dtype[np.int32]]
Whole = np.ndarray[Any, np.dtype[np.int64]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]
NONE: Final = -1
THOUSAND: Final = 1000
BEYOND: Final = 1_000_000_000  # more than any sum of points of one list: limits come before scores


def logarithms(most: int) -> Whole:
    """Thousandths of the natural logarithm of 1 … most; the first stands for nothing."""
    whole: Whole = np.rint(THOUSAND * np.log(np.maximum(np.arange(most + 1), 1))).astype(np.int64)
    return whole


@njit(cache=True)
def crowding(seen: int, places: int, price: int, logs: Whole) -> int:
    """What it costs to show an opening to one more person than the `seen`."""
    return int(price * (logs[seen + FREE * places] - logs[FREE * places]))


@njit(cache=True)
def cost(seen: int, places: int, price: int, least: int, most: int, logs: Whole) -> int:
    """The same, with the limits: below `least` an opening is worth more than any list, from `most` on it costs more."""
    crowd = crowding(seen, places, price, logs)
    if seen < least:
        return crowd - BEYOND
    return crowd + BEYOND if seen >= most else crowd


@njit(cache=True)
def settle(
    openings: Rows,
    scores: Rows,
    listed: Marks,
    seen: Whole,
    places: Whole,
    least: Whole,
    most: Whole,
    logs: Whole,
    length: int,
    price: int,
    rounds: int,
) -> int:
    """Changes `listed` and `seen`; the rounds it took. Who is indifferent stays with what they have."""
    people, width = openings.shape
    values, best = np.zeros(width, np.int64), np.zeros(length, np.int64)
    for turn in range(rounds):
        changed = 0
        for person in range(people):
            found = 0
            for at in range(width):
                row = openings[person, at]
                if row < 0 or places[row] <= 0:
                    continue
                mine = 1 if listed[person, at] else 0
                charge = cost(seen[row] - mine, places[row], price, least[row], most[row], logs)
                values[at] = 2 * (THOUSAND * scores[person, at] - charge) + mine
                if found < length:
                    found += 1
                elif values[at] <= values[best[length - 1]]:
                    continue
                to = found - 1
                while to > 0 and values[best[to - 1]] < values[at]:
                    best[to] = best[to - 1]
                    to -= 1
                best[to] = at
            changed += _take(openings[person], listed[person], seen, best[:found])
        if changed == 0:
            return turn + 1
    return rounds


@njit(cache=True)
def _take(openings: Rows, listed: Marks, seen: Whole, best: Whole) -> int:
    """One person's list becomes `best`; how many lines are new."""
    before = listed.copy()
    listed[:] = False
    for at in best:
        listed[at] = True
    new = 0
    for at in range(len(listed)):
        if listed[at] and not before[at]:
            seen[openings[at]] += 1
            new += 1
        elif before[at] and not listed[at]:
            seen[openings[at]] -= 1
    return new
