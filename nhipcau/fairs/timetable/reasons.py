"""Why each pair has no interview: every slot of the enterprise is looked at as it stands when all is placed. Compiled."""

from typing import Any, Final, NamedTuple

from nhipcau.fairs.timetable.answer import Unserved
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import MANY, apart, comes, computer_free, place_for

CODES: Final = tuple(Unserved)
ELSEWHERE, NO_COMMON_TIME, MOST_REACHED, PEOPLE_BEFORE, PERSON_BUSY, COMPUTERS_TAKEN, LEFT_OUT = range(7)
LATE: Final = 1 << 40
CLEAR, SHUT = 0, 1 << 20  # interviews in the way of a slot: none; nowhere a computer is free


class Rows(NamedTuple):
    """Interviews by person and time: those of person p stand at `at[p]` up to `at[p + 1]` of `slot` and `place`."""

    at: Any
    slot: Any
    place: Any


@compiled
def kept_apart(
    day: Any,
    held: Any,
    rows: Any,
    taken: Any,
    desk_at: Any,
    desk_site: Any,
    edges: Any,
    why: Any,
    at: Any,
    instead: Any,
) -> None:
    """Fills `why`, `at` and `instead` for each of `edges`."""
    for i, edge in enumerate(edges):
        person, enterprise = day.person[edge], day.enterprise[edge]
        mine = rows.at[person + 1] - rows.at[person]
        there, fits = False, False
        free, open_, clear = LATE, LATE, LATE
        for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
            reached = reaches(day, person, day.site[slot])
            there = there or reached
            if not reached or not comes(day, person, slot):
                continue
            fits = True
            if taken[slot]:
                continue
            start = day.start[slot]
            free = min(free, start)
            if mine >= day.most[person]:
                continue
            ways = in_the_way_of(day, held, rows, person, slot, instead[i])
            if ways != SHUT:
                open_ = min(open_, start)
            if ways == CLEAR:
                clear = min(clear, start)
        if not there:
            for desk in range(desk_at[enterprise], desk_at[enterprise + 1]):
                there = there or reaches(day, person, desk_site[desk])
        why[i], at[i] = verdict(there, fits, mine >= day.most[person], free, open_, clear)


@compiled
def verdict(there: bool, fits: bool, full: bool, free: int, open_: int, clear: int) -> tuple[int, int]:
    """The reason and the minute of the slot that came nearest, -1: none. LATE: no slot is free, open, clear."""
    if not there:
        return ELSEWHERE, -1
    if not fits:
        return NO_COMMON_TIME, -1
    if free == LATE:
        return PEOPLE_BEFORE, -1
    if full:
        return MOST_REACHED, free
    if open_ == LATE:
        return COMPUTERS_TAKEN, free
    if clear == LATE:
        return PERSON_BUSY, open_
    return LEFT_OUT, clear


@compiled
def reaches(day: Any, person: int, site: int) -> bool:
    """Whether the person could be there for a desk of that site, or online (-1)."""
    begin, stop = day.site_at[person], day.site_at[person + 1]
    if begin == stop:
        return bool(site < 0)
    for row in range(begin, stop):
        own = day.sites[row]
        if day.computers[own] > 0 if site < 0 else own == site:
            return True
    return False


@compiled
def in_the_way_of(day: Any, held: Any, rows: Any, person: int, slot: int, instead: Any) -> int:
    """How many interviews of the person leave no time for the slot, where the fewest do; those are marked in `instead`."""
    fewest, best = SHUT, MANY
    for choice in range(max(1, day.site_at[person + 1] - day.site_at[person])):
        place = place_for(day, person, slot, choice)
        if place == MANY or not computer_free(day, held, slot, place):
            continue
        count = 0
        for row in range(rows.at[person], rows.at[person + 1]):
            count += not apart(day, slot, place, rows.slot[row], rows.place[row])
        if count < fewest:
            fewest, best = count, place
    if best != MANY:
        for row in range(rows.at[person], rows.at[person + 1]):
            if not apart(day, slot, best, rows.slot[row], rows.place[row]):
                instead[row - rows.at[person]] = 1
    return fewest
