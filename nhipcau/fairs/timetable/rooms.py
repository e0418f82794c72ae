"""How many interviews a person has time for, and whether a set of them can be held by one person. Compiled."""

from typing import Any, Final

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import MANY, Day, Held, comes, place_for

LATE: Final = 1 << 40


def left_of(day: Day, held: Held) -> Whole:
    """[people]: interviews that the person may have and has the time for beside those held, whoever they are with."""
    found = np.zeros(len(day.most), np.int64)
    in_a_row(day, held, found)
    return found


@compiled
def in_a_row(day: Any, held: Any, found: Any) -> None:
    """One after another, always the one that ends first: nobody can have more. Walking is left out."""
    for person in range(len(found)):
        free = -LATE
        while found[person] < day.most[person] - held.count[person]:
            ends = LATE
            for edge in range(day.edge_at[person], day.edge_at[person + 1]):
                enterprise = day.enterprise[edge]
                if held.slot_of[edge] >= 0:
                    continue
                for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
                    if day.start[slot] < free or day.end[slot] >= ends or not possible(day, person, slot):
                        continue
                    if clear(day, held, person, slot):
                        ends = day.end[slot]
            if ends == LATE:
                break
            found[person] += 1
            free = ends + day.between


@compiled
def clear(day: Any, held: Any, person: int, slot: int) -> bool:
    """Whether the minutes between are there before and after everything that the person has."""
    for i in range(held.count[person]):
        other = held.slot_of[held.rows[person, i]]
        if day.start[slot] < day.end[other] + day.between and day.start[other] < day.end[slot] + day.between:
            return False
    return True


def seated(day: Day, held: Held, pool: Whole, computers: Whole) -> Whole:
    """[sites]: of the interviews held by people who need its computers, as many as its computers can carry."""
    free = [[-LATE] * int(count) for count in computers]
    found = np.zeros(len(computers), np.int64)
    edges = np.flatnonzero((held.slot_of >= 0) & (pool[day.person] >= 0))
    slot = held.slot_of[edges]
    order = np.argsort(day.end[slot], kind="stable")
    for site, starts, ends in zip(
        pool[day.person[edges]][order].tolist(),
        day.start[slot[order]].tolist(),
        day.end[slot[order]].tolist(),
        strict=True,
    ):
        ready = [one for one in free[site] if one <= starts]
        if ready:
            free[site][free[site].index(max(ready))] = ends
            found[site] += 1
    return found


@compiled
def possible(day: Any, person: int, slot: int) -> bool:
    """Whether the person could be in the slot if they and it were free."""
    if not comes(day, person, slot):
        return False
    for choice in range(max(1, day.site_at[person + 1] - day.site_at[person])):
        if place_for(day, person, slot, choice) != MANY:
            return True
    return False
