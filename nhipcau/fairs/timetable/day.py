"""The day while it is being filled: what never changes, who holds which slot, and the moves between. Compiled."""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.compiled import compiled

FREE: Final = -1
NOBODY: Final = -1
MANY: Final = -2
FIRMLY: Final = 1 << 20  # more than any two confirmed ones that are too near


class Day(NamedTuple):
    """`slot_at` [enterprises + 1]: their slots, as `start`, `end`, `site` [slots]. `gain` and `locked` [edges]; `kept_slot`:
    the slot an edge was proposed for, or -1. `zero`: the minute that `busy` begins with."""

    slot_at: Any
    start: Any
    end: Any
    site: Any
    window_at: Any
    windows: Any
    site_at: Any
    sites: Any
    most: Any
    edge_at: Any
    person: Any
    enterprise: Any
    gain: Any
    locked: Any
    kept_slot: Any
    computers: Any
    walk: Any
    between: int
    zero: int


class Held(NamedTuple):
    """`occupant` [slots]: an edge or -1; `slot_of`, `place_of` [edges]; `rows` [people, most]: edges held, `count` of them;
    `busy` [sites, minutes]: computers in use; `spare` [1]: proposals that may still move."""

    occupant: Any
    slot_of: Any
    place_of: Any
    rows: Any
    count: Any
    busy: Any
    spare: Any


def empty(day: Day, most: int, spare: int) -> Held:
    minutes = int(day.end.max()) - day.zero if len(day.end) else 0
    return Held(
        np.full(len(day.start), FREE, np.int64),
        np.full(len(day.person), FREE, np.int64),
        np.full(len(day.person), NOBODY, np.int64),
        np.full((len(day.most), max(most, 1)), NOBODY, np.int64),
        np.zeros(len(day.most), np.int64),
        np.zeros((len(day.computers), minutes), np.int64),
        np.array([spare], np.int64),
    )


@compiled
def comes(day: Any, person: int, slot: int) -> bool:
    """Whether the person is there for the whole of the slot."""
    for w in range(day.window_at[person], day.window_at[person + 1]):
        if day.windows[w, 0] <= day.start[slot] and day.end[slot] <= day.windows[w, 1]:
            return True
    return False


@compiled
def place_for(day: Any, person: int, slot: int, choice: int) -> int:
    """Where the person would be for it: a site, -1 at home, -2 not possible; choice 0, 1, ... goes through their sites."""
    begin, stop = day.site_at[person], day.site_at[person + 1]
    if begin == stop:
        return NOBODY if day.site[slot] < 0 and choice == 0 else MANY
    if begin + choice >= stop:
        return MANY
    site: int = day.sites[begin + choice]
    fits = day.computers[site] > 0 if day.site[slot] < 0 else day.site[slot] == site
    return site if fits else MANY


@compiled
def computer_free(day: Any, held: Any, slot: int, place: int) -> bool:
    if day.site[slot] >= 0 or place < 0:
        return True
    for minute in range(day.start[slot] - day.zero, day.end[slot] - day.zero):
        if held.busy[place, minute] >= day.computers[place]:
            return False
    return True


@compiled
def apart(day: Any, one: int, here: int, other: int, there: int) -> bool:
    """Whether a person can be in both slots, in the one here and in the other there, in either order."""
    onward = day.between + (day.walk[here, there] if here != there else 0)
    back = day.between + (day.walk[there, here] if here != there else 0)
    return bool(day.start[other] >= day.end[one] + onward or day.start[one] >= day.end[other] + back)


@compiled
def in_the_way(day: Any, held: Any, edge: int, instead: int, slot: int, place: int) -> int:
    """What has to leave for `edge` to take the slot: -1 nothing, an edge, or -2 more than one. `instead` has left already."""
    found: int = held.occupant[slot]
    if found in (instead, edge):
        found = NOBODY
    person = day.person[edge]
    for i in range(held.count[person]):
        other = held.rows[person, i]
        if other in (edge, instead, found):
            continue
        if not apart(day, slot, place, held.slot_of[other], held.place_of[other]):
            if found != NOBODY:
                return MANY
            found = other
    return found


@compiled
def put(day: Any, held: Any, edge: int, slot: int, place: int) -> None:
    person = day.person[edge]
    held.occupant[slot] = edge
    held.slot_of[edge], held.place_of[edge] = slot, place
    held.rows[person, held.count[person]] = edge
    held.count[person] += 1
    use(day, held, slot, place, 1)


@compiled
def take(day: Any, held: Any, edge: int) -> None:
    person, slot = day.person[edge], held.slot_of[edge]
    for i in range(held.count[person]):
        if held.rows[person, i] == edge:
            held.rows[person, i] = held.rows[person, held.count[person] - 1]
            break
    held.count[person] -= 1
    held.rows[person, held.count[person]] = NOBODY
    use(day, held, slot, held.place_of[edge], -1)
    held.occupant[slot] = FREE
    held.slot_of[edge] = FREE


@compiled
def use(day: Any, held: Any, slot: int, place: int, by: int) -> None:
    if day.site[slot] < 0 and place >= 0:
        for minute in range(day.start[slot] - day.zero, day.end[slot] - day.zero):
            held.busy[place, minute] += by


@compiled
def may(day: Any, held: Any, edge: int, slot: int, place: int) -> bool:
    """Whether the edge can take the slot now, with nobody leaving."""
    person = day.person[edge]
    if held.count[person] >= day.most[person] or held.occupant[slot] != FREE or not comes(day, person, slot):
        return False
    return computer_free(day, held, slot, place) and in_the_way(day, held, edge, NOBODY, slot, place) == NOBODY


@compiled
def seated_elsewhere(day: Any, held: Any, edge: int, slot: int, place: int) -> bool:
    """Whether one other of the person's, held online, can be held from another site so that nothing stands in the way.

    Their minutes stay as they are; where somebody sits at a computer is promised to nobody.
    """
    person = day.person[edge]
    if held.occupant[slot] != FREE or not computer_free(day, held, slot, place):
        return False
    before = crowded(day, held, person)
    for i in range(held.count[person]):
        other = held.rows[person, i]
        at, here = held.slot_of[other], held.place_of[other]
        if day.site[at] >= 0 or apart(day, slot, place, at, here):
            continue
        for choice in range(day.site_at[person + 1] - day.site_at[person]):
            there = place_for(day, person, at, choice)
            if there in (MANY, here) or not computer_free(day, held, at, there):
                continue
            use(day, held, at, here, -1)
            held.place_of[other] = there
            use(day, held, at, there, 1)
            if crowded(day, held, person) <= before and in_the_way(day, held, edge, NOBODY, slot, place) == NOBODY:
                return True
            use(day, held, at, there, -1)
            held.place_of[other] = here
            use(day, held, at, here, 1)
    return False


@compiled
def crowded(day: Any, held: Any, person: int) -> int:
    """Pairs of the person's interviews that are too near to each other: two confirmed ones may be, no others."""
    found = 0
    for i in range(held.count[person]):
        for j in range(i):
            one, other = held.rows[person, i], held.rows[person, j]
            if not apart(day, held.slot_of[one], held.place_of[one], held.slot_of[other], held.place_of[other]):
                found += 1 if day.locked[one] and day.locked[other] else FIRMLY
    return found
