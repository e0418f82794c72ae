"""Chains of changes that keep a limit where no single change can: this person takes that line, and leaves theirs to the next.

Breadth first over openings. Where no chain exists, the openings that were reached are given up together: none of them
will ever have one, so all failures together cost one look at every candidate.
"""

from typing import Final

import numpy as np
from numba import njit

from nhipcau.matching.attention.settling import Marks, Rows, Whole

GIVEN_UP: Final = -1


@njit(cache=True)
def relieve(openings: Rows, listed: Marks, seen: Whole, least: Whole, most: Whole, first: Whole, edges: Rows) -> int:
    """Fewest possible lines over `most`, then fewest possible missing to `least`. How many chains it took."""
    done = 0
    for outwards in (True, False):
        reached = np.zeros(len(seen), np.int64)
        for row in range(len(seen)):
            while (seen[row] > most[row]) if outwards else (seen[row] < least[row]):
                if reached[row] == GIVEN_UP:
                    break
                limit = most if outwards else least
                if not _chain(row, openings, listed, seen, limit, first, edges, reached, done + 1, outwards):
                    break
                done += 1
    return done


@njit(cache=True)
def _chain(
    start: int,
    openings: Rows,
    listed: Marks,
    seen: Whole,
    limit: Whole,
    first: Whole,
    edges: Rows,
    reached: Whole,
    turn: int,
    outwards: bool,
) -> bool:
    """From an opening shown too often to one that may be shown more (`outwards`), or back from one shown too rarely."""
    width = openings.shape[1]
    marks, rows = listed.ravel(), openings.ravel()
    here, there = np.empty(len(seen), np.int64), np.empty(len(seen), np.int64)
    queue, ahead, behind = np.empty(len(seen), np.int64), 0, 1
    queue[0], reached[start] = start, turn
    while ahead < behind:
        row = queue[ahead]
        ahead += 1
        for edge in edges[first[row] : first[row + 1]]:
            if marks[edge] != outwards:
                continue
            for other in range(edge // width * width, edge // width * width + width):
                to = rows[other]
                if to < 0 or marks[other] == outwards or first[to] == first[to + 1]:
                    continue
                if reached[to] == turn or reached[to] == GIVEN_UP:
                    continue
                reached[to], here[to], there[to] = turn, edge, other
                if (seen[to] < limit[to]) if outwards else (seen[to] > limit[to]):
                    _follow(start, to, marks, rows, seen, here, there)
                    return True
                queue[behind] = to
                behind += 1
    for row in queue[:behind]:
        reached[row] = GIVEN_UP
    return False


@njit(cache=True)
def _follow(start: int, end: int, marks: Marks, rows: Rows, seen: Whole, here: Whole, there: Whole) -> None:
    """Every person on the chain changes one line for another."""
    seen[end] += 1 if marks[here[end]] else -1
    seen[start] -= 1 if marks[here[end]] else -1
    while end != start:
        marks[here[end]], marks[there[end]] = not marks[here[end]], not marks[there[end]]
        end = rows[here[end]]
