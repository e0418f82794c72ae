"""How many interviews a person has time for, and whether a set of them can be held by one person. Compiled."""

from typing import Any, Final

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import MANY, Day, comes, place_for

LATE: Final = 1 << 40


def most_of(day: Day) -> Whole:
    """[people]: interviews that the person may have and has the time for, whoever they are with."""
    found = np.zeros(len(day.most), np.int64)
    in_a_row(day, found)
    return found


@compiled
def in_a_row(day: Any, found: Any) -> None:
    """One after another, always the one that ends first: nobody can have more. Walking is left out."""
    for person in range(len(found)):
        free = -LATE
        while found[person] < day.most[person]:
            ends = LATE
            for edge in range(day.edge_at[person], day.edge_at[person + 1]):
                enterprise = day.enterprise[edge]
                for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
                    if day.start[slot] >= free and day.end[slot] < ends and possible(day, person, slot):
                        ends = day.end[slot]
            if ends == LATE:
                break
            found[person] += 1
            free = ends + day.between


@compiled
def possible(day: Any, person: int, slot: int) -> bool:
    """Whether the person could be in the slot if they and it were free."""
    if not comes(day, person, slot):
        return False
    for choice in range(max(1, day.site_at[person + 1] - day.site_at[person])):
        if place_for(day, person, slot, choice) != MANY:
            return True
    return False
