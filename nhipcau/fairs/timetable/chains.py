"""Chains of moves: a pair takes a slot, who held it takes another, until one is free, or until somebody can do without.

What Kempe chains are to colours, for slots of any length, windows, gaps, walking and computers. The shortest chain is
looked for first; one that crosses itself is tried and put back. Compiled.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import MANY, NOBODY, comes, computer_free, in_the_way, may, place_for, put, take

PLACE, COVER, BETTER = 0, 1, 2  # nobody leaves; who has two may lose one; the whole must be worth more
LONGEST: Final = 64  # interviews that leave in one chain


class Search(NamedTuple):
    """Nodes of a search: `edge` is to find a slot; it left `via`, `place` to its `parent`; it comes instead of `dropped`.

    `sum` is what the chain up to here brings beside the first edge. `seen` [edges] and `round`: looked at in this search.
    """

    edge: Any
    parent: Any
    via: Any
    place: Any
    dropped: Any
    sum: Any
    seen: Any
    round: Any
    path: Any
    old_slot: Any
    old_place: Any


def searching(edges: int, nodes: int) -> Search:
    sizes = [nodes] * 6 + [edges, 1] + [2 * LONGEST] * 3
    return Search._make(np.zeros(size, np.int64) for size in sizes)


@compiled
def find(day: Any, held: Any, search: Any, root: int, mode: int, most: int) -> bool:
    """Finds a place for the edge with at most so many nodes looked at; whether it did."""
    search.round[0] += 1
    if held.count[day.person[root]] >= day.most[day.person[root]]:
        return False
    search.seen[root] = search.round[0]
    search.edge[0], search.parent[0], search.dropped[0], search.sum[0] = root, NOBODY, NOBODY, 0
    count, at = 1, 0
    while at < count and count < most:
        count = opened(day, held, search, at, count, most, mode)
        if count < 0:
            return True
        at += 1
    return False


@compiled
def opened(day: Any, held: Any, search: Any, at: int, count: int, most: int, mode: int) -> int:
    """Every slot for the edge of this node: done (-1), or how many nodes there are after it."""
    edge, dropped = search.edge[at], search.dropped[at]
    person, enterprise = day.person[edge], day.enterprise[edge]
    choices = max(1, day.site_at[person + 1] - day.site_at[person])
    for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
        if slot == held.slot_of[edge] or not comes(day, person, slot):
            continue
        for choice in range(choices):
            place = place_for(day, person, slot, choice)
            if place == MANY or not computer_free(day, held, slot, place):
                continue
            other = in_the_way(day, held, edge, dropped, slot, place)
            if other == NOBODY:
                if carried(day, held, search, at, slot, place, NOBODY):
                    return -1
                continue
            if other == MANY or day.locked[other] or search.seen[other] == search.round[0]:
                continue
            leaves = mode != PLACE and spared(day, held, search, at, other, mode)
            if leaves and carried(day, held, search, at, slot, place, other):
                return -1
            count = entered(day, held, search, at, count, most, mode, other, slot, place)
    return count


@compiled
def spared(day: Any, held: Any, search: Any, at: int, other: int, mode: int) -> bool:
    """Whether the whole can do without this interview for the sake of the first edge."""
    if held.count[day.person[other]] < 2 and day.person[other] != day.person[search.edge[0]]:
        return False
    return mode == COVER or day.gain[search.edge[0]] + search.sum[at] > day.gain[other]


@compiled
def entered(
    day: Any, held: Any, search: Any, at: int, count: int, most: int, mode: int, other: int, slot: int, place: int
) -> int:
    """Who leaves may take another slot, or (where pairs may change) meet somebody else instead."""
    search.seen[other] = search.round[0]
    if day.kept_slot[other] == held.slot_of[other] and held.spare[0] <= 0:
        return count
    count = noted(search, count, most, other, at, slot, place, NOBODY, search.sum[at])
    if mode == PLACE:
        return count
    person = day.person[other]
    for edge in range(day.edge_at[person], day.edge_at[person + 1]):
        gained = search.sum[at] + day.gain[edge] - day.gain[other]
        if held.slot_of[edge] >= 0 or search.seen[edge] == search.round[0] or day.locked[edge]:
            continue
        if mode == COVER or day.gain[search.edge[0]] + gained > 0:
            search.seen[edge] = search.round[0]
            count = noted(search, count, most, edge, at, slot, place, other, gained)
    return count


@compiled
def noted(
    search: Any, count: int, most: int, edge: int, parent: int, via: int, place: int, dropped: int, total: int
) -> int:
    if count >= most:
        return count
    search.edge[count], search.parent[count], search.dropped[count] = edge, parent, dropped
    search.via[count], search.place[count], search.sum[count] = via, place, total
    return count + 1


@compiled
def carried(day: Any, held: Any, search: Any, leaf: int, slot: int, place: int, left: int) -> bool:
    """Everybody on the chain leaves, then everybody takes the new slot; if one cannot, all is as before."""
    length, node, kept = 0, leaf, 0
    if left != NOBODY:
        length, kept = released(day, held, search, left, length, kept)
    while node != NOBODY and length < LONGEST - 2:
        for edge in (search.edge[node], search.dropped[node]):
            if edge != NOBODY and held.slot_of[edge] >= 0:
                length, kept = released(day, held, search, edge, length, kept)
        node = search.parent[node]
    done, node, good = 0, leaf, node == NOBODY
    while good and node != NOBODY:
        edge = search.edge[node]
        good = may(day, held, edge, slot, place)
        if good:
            put(day, held, edge, slot, place)
            search.old_slot[LONGEST + done] = edge
            done += 1
            kept -= int(day.kept_slot[edge] == slot)
            slot, place, node = search.via[node], search.place[node], search.parent[node]
    if good and kept <= max(held.spare[0], 0):
        held.spare[0] -= kept
        return True
    for i in range(done):
        take(day, held, search.old_slot[LONGEST + i])
    for i in range(length):
        put(day, held, search.path[i], search.old_slot[i], search.old_place[i])
    return False


@compiled
def released(day: Any, held: Any, search: Any, edge: int, length: int, kept: int) -> tuple[int, int]:
    search.path[length] = edge
    search.old_slot[length], search.old_place[length] = held.slot_of[edge], held.place_of[edge]
    kept += int(day.kept_slot[edge] == held.slot_of[edge])
    take(day, held, edge)
    return length + 1, kept


@compiled
def placed(day: Any, held: Any, search: Any, order: Any, mode: int, most: int) -> int:
    """Finds a place for each of the edges that has none, in this order; how many it found."""
    found = 0
    for edge in order:
        if held.slot_of[edge] >= 0:
            continue
        if mode == COVER and held.count[day.person[edge]] > 0:
            continue
        found += int(find(day, held, search, edge, mode, most))
    return found
