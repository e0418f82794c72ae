"""Chains of changes that keep a limit where no single change can: this person takes that line, and leaves theirs to the next.

Openings and people are levels away from the openings whose limit is broken; every round follows as many of the shortest
chains as there are beside each other (Dinic's way), until there is none. A round looks at every candidate once.
"""

import numpy as np
from numba import njit

from nhipcau.matching.attention.settling import NONE, Marks, Rows, Whole


@njit(cache=True)
def relieve(openings: Rows, listed: Marks, seen: Whole, least: Whole, most: Whole, first: Whole, edges: Rows) -> int:
    """Fewest possible lines over `most`, then fewest possible missing to `least`. How many chains it took."""
    done = 0
    for outwards in (True, False):
        limit = most if outwards else least
        while True:
            followed = _round(openings, listed, seen, limit, first, edges, outwards)
            done += followed
            if followed == 0:
                break
    return done


@njit(cache=True)
def _round(openings: Rows, listed: Marks, seen: Whole, limit: Whole, first: Whole, edges: Rows, outwards: bool) -> int:
    """`outwards`: from openings shown too often to those that may be shown more; else back from those shown too rarely."""
    level, of_person = np.full(len(seen), NONE, np.int64), np.full(len(openings), NONE, np.int64)
    broken = seen > limit if outwards else seen < limit
    if not broken.any() or not _levels(openings, listed, seen, limit, first, edges, outwards, level, of_person):
        return 0
    at_edge, at_line, followed = first[:-1].copy(), np.zeros(len(openings), np.int64), 0
    for row in range(len(seen)):
        while (seen[row] > limit[row]) if outwards else (seen[row] < limit[row]):
            if not _walk(
                row, openings, listed, seen, limit, first, edges, outwards, level, of_person, at_edge, at_line
            ):
                break
            followed += 1
    return followed


@njit(cache=True)
def _levels(
    openings: Rows,
    listed: Marks,
    seen: Whole,
    limit: Whole,
    first: Whole,
    edges: Rows,
    outwards: bool,
    level: Whole,
    of_person: Whole,
) -> bool:
    """How far everybody is from a broken limit, as far as the nearest ends of chains; whether there is an end."""
    marks, rows, width = listed.ravel(), openings.ravel(), openings.shape[1]
    queue, ahead, end = np.empty(len(seen), np.int64), 0, -1
    starts = np.flatnonzero(seen > limit if outwards else seen < limit)
    behind = len(starts)
    queue[:behind], level[starts] = starts, 0
    while ahead < behind and (end < 0 or level[queue[ahead]] < end):
        row = queue[ahead]
        ahead += 1
        for edge in edges[first[row] : first[row + 1]]:
            person = edge // width
            if marks[edge] != outwards or of_person[person] >= 0:
                continue
            of_person[person] = level[row] + 1
            for line in range(person * width, (person + 1) * width):
                to = rows[line]
                if to < 0 or marks[line] == outwards or level[to] >= 0 or first[to] == first[to + 1]:
                    continue
                level[to], queue[behind] = level[row] + 2, to
                behind += 1
                if (seen[to] < limit[to]) if outwards else (seen[to] > limit[to]):
                    end = level[to]
    return end >= 0


@njit(cache=True)
def _walk(
    start: int,
    openings: Rows,
    listed: Marks,
    seen: Whole,
    limit: Whole,
    first: Whole,
    edges: Rows,
    outwards: bool,
    level: Whole,
    of_person: Whole,
    at_edge: Whole,
    at_line: Whole,
) -> bool:
    """Follows one chain down the levels; what led nowhere is not looked at again in this round."""
    marks, rows, width = listed.ravel(), openings.ravel(), openings.shape[1]
    here, there, row = [start][:0], [start][:0], start
    while True:
        if here and ((seen[row] < limit[row]) if outwards else (seen[row] > limit[row])):
            for step in range(len(here)):
                marks[here[step]], marks[there[step]] = not outwards, outwards
            seen[start] -= 1 if outwards else -1
            seen[row] += 1 if outwards else -1
            return True
        edge, line = _next(row, marks, rows, width, first, edges, outwards, level, of_person, at_edge, at_line)
        if line != NONE:
            here.append(edge)
            there.append(line)
            row = rows[line]
            continue
        level[row] = NONE
        if not here:
            return False
        at_line[there.pop() // width] += 1
        row = rows[here.pop()]


@njit(cache=True)
def _next(
    row: int,
    marks: Marks,
    rows: Rows,
    width: int,
    first: Whole,
    edges: Rows,
    outwards: bool,
    level: Whole,
    of_person: Whole,
    at_edge: Whole,
    at_line: Whole,
) -> tuple[int, int]:
    """A line of this opening and the line that its person could change it for, one level down."""
    while at_edge[row] < first[row + 1]:
        edge = edges[at_edge[row]]
        person = edge // width
        if marks[edge] == outwards and of_person[person] == level[row] + 1:
            while at_line[person] < width:
                line = person * width + at_line[person]
                if rows[line] >= 0 and marks[line] != outwards and level[rows[line]] == level[row] + 2:
                    return edge, line
                at_line[person] += 1
        at_edge[row] += 1
    return NONE, NONE
