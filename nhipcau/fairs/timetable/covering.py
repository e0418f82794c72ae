"""Nobody is left out who could be in: one slot for each person, as many people as there can be, minute by minute.

A largest matching of people and slots (augmenting paths); computers are not counted in it. What it says is brought into the
day by force: who is in the way and has another interview gives this one up. Compiled.
"""

from typing import Any

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import FREE, MANY, NOBODY, Day, Held, apart, computer_free, place_for, put, take
from nhipcau.fairs.timetable.rooms import possible


def cover(day: Day, held: Held) -> int:
    """Gives an interview to as many as can have one; how many that would be if computers were without number."""
    people, slots = len(day.most), len(day.start)
    of_person, owner = np.full(people, FREE, np.int64), np.full(slots, NOBODY, np.int64)
    by, queue = np.empty(slots, np.int64), np.empty(people, np.int64)
    matched(day, held, of_person, owner)
    while (last := path(day, of_person, owner, by, queue)) != FREE:
        moved = along(day, of_person, owner, by, last)
        forced(day, held, owner, np.array(moved, np.int64))
    return int((of_person != FREE).sum())


@compiled
def matched(day: Any, held: Any, of_person: Any, owner: Any) -> None:
    """One interview of everybody who has any: a fixed one if there is one."""
    for person in range(len(of_person)):
        for i in range(held.count[person]):
            edge = held.rows[person, i]
            slot = held.slot_of[edge]
            if day.locked[edge]:
                owner[slot] = person
            if of_person[person] == FREE or day.locked[edge]:
                if of_person[person] != FREE and not day.locked[held.occupant[of_person[person]]]:
                    owner[of_person[person]] = NOBODY
                of_person[person], owner[slot] = slot, person


@compiled
def path(day: Any, of_person: Any, owner: Any, by: Any, queue: Any) -> int:
    """The last slot of a shortest path from somebody without an interview to a slot that nobody needs; or -1."""
    by[:] = NOBODY
    count, at = 0, 0
    for person in range(len(of_person)):
        if of_person[person] == FREE and day.most[person] > 0:
            queue[count] = person
            count += 1
    while at < count:
        person = queue[at]
        at += 1
        for edge in range(day.edge_at[person], day.edge_at[person + 1]):
            enterprise = day.enterprise[edge]
            for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
                if by[slot] != NOBODY or not possible(day, person, slot):
                    continue
                by[slot] = edge
                if owner[slot] == NOBODY:
                    return slot
                if not movable(day, owner[slot]):
                    continue
                if of_person[owner[slot]] == slot:
                    queue[count] = owner[slot]
                    count += 1
    return FREE


@compiled
def movable(day: Any, person: int) -> bool:
    """Who has a fixed interview needs no other, and does not leave that one."""
    edge = day.edge_at[person]
    while edge < day.edge_at[person + 1] and not day.locked[edge]:
        edge += 1
    return bool(edge == day.edge_at[person + 1])


def along(day: Day, of_person: Whole, owner: Whole, by: Whole, slot: int) -> list[tuple[int, int]]:
    """Edges and their new slots, all along the path."""
    moved = []
    while slot != FREE:
        edge = int(by[slot])
        person = int(day.person[edge])
        before, of_person[person], owner[slot] = int(of_person[person]), slot, person
        moved.append((edge, slot))
        slot = before
    return moved


def forced(day: Day, held: Held, owner: Whole, moved: Whole) -> bool:
    """Everybody takes the new slot; if that helps nobody, or moves too many proposals, all is as before."""
    before = Held(*(column.copy() for column in held))
    leaves(day, held, moved)
    if all(entered(day, held, owner, int(edge), int(slot)) for edge, slot in moved):
        held.spare[0] -= kept(day, before) - kept(day, held)
        allowed = held.spare[0] >= min(0, int(before.spare[0]))
        if allowed and np.count_nonzero(held.count) > np.count_nonzero(before.count):
            return True
    for column, old in zip(held, before, strict=True):
        column[...] = old
    return False


def kept(day: Day, held: Held) -> int:
    """Proposals that stand where they were."""
    return int(((day.kept_slot >= 0) & (held.slot_of == day.kept_slot)).sum())


def leaves(day: Day, held: Held, moved: Whole) -> None:
    """Whoever has one of these slots, and the pairs themselves where they are now."""
    for edge, slot in moved.tolist():
        if held.slot_of[edge] >= 0:
            take(day, held, edge)
        if held.occupant[slot] != FREE:
            take(day, held, held.occupant[slot])


def entered(day: Day, held: Held, owner: Whole, edge: int, slot: int) -> bool:
    person = int(day.person[edge])
    for choice in range(max(1, int(day.site_at[person + 1] - day.site_at[person]))):
        place = place_for(day, person, slot, choice)
        if place == MANY or not (computer_free(day, held, slot, place) or freed(day, held, owner, slot, place)):
            continue
        for other in held.rows[person][: held.count[person]].tolist():
            if not apart(day, slot, place, held.slot_of[other], held.place_of[other]):
                take(day, held, other)
        while held.count[person] >= day.most[person]:
            take(day, held, int(held.rows[person, 0]))
        put(day, held, edge, slot, place)
        return True
    return False


def freed(day: Day, held: Held, owner: Whole, slot: int, place: int) -> bool:
    """Somebody's second interview gives way to this one at a computer."""
    for other in np.flatnonzero((held.place_of == place) & (held.slot_of >= 0)).tolist():
        at = held.slot_of[other]
        overlaps = day.start[at] < day.end[slot] and day.start[slot] < day.end[at]
        if day.site[at] < 0 and overlaps and owner[at] != day.person[other] and not day.locked[other]:
            take(day, held, other)
            if computer_free(day, held, slot, place):
                return True
    return False
