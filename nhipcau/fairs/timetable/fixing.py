"""What is confirmed is a wall: it stands where it is whatever else is asked for, and what is new keeps clear of it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nhipcau.fairs.timetable.answer import Gone
from nhipcau.fairs.timetable.building import found_in
from nhipcau.fairs.timetable.columns import UNREACHED, Whole
from nhipcau.fairs.timetable.day import (
    FREE,
    MANY,
    NOBODY,
    Day,
    Held,
    comes,
    computer_free,
    empty,
    in_the_way,
    place_for,
    put,
    seated_elsewhere,
)
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.records import Appointment
from nhipcau.fairs.timetable.slots import Slots

Told = list[tuple[Appointment, Gone]]


@dataclass(frozen=True, slots=True)
class Pinned:
    """Appointments as rows: `person`, `slot` (-1: gone, and `why`)."""

    of: list[Appointment]
    person: Whole
    slot: Whole
    why: list[Gone | None]


def pinned(given: Problem, slots: Slots, appointments: list[Appointment]) -> Pinned:
    numbers = np.array([(a.person, a.interviewer, a.starts) for a in appointments], np.int64).reshape(-1, 3)
    person, desk = found_in(given.people.id, numbers[:, 0]), found_in(given.interviewers.id, numbers[:, 1])
    begin = int(slots.start.min()) if len(slots.start) else 0
    span = int(slots.start.max()) - begin + 1 if len(slots.start) else 1
    within = (numbers[:, 2] >= begin) & (numbers[:, 2] < begin + span)
    codes = slots.interviewer * span + slots.start - begin
    slot = np.where(within & (desk >= 0), found_in(codes, desk * span + numbers[:, 2] - begin), -1)
    why = [
        Gone.PERSON if p < 0 else Gone.INTERVIEWER if d < 0 else Gone.SLOT if s < 0 else None
        for p, d, s in zip(person.tolist(), desk.tolist(), slot.tolist(), strict=True)
    ]
    return Pinned(appointments, person, np.where(person < 0, -1, slot), why)


class Firm(NamedTuple):
    """The day with what is fixed in it, and why the others are gone. `edge` [pairs]: row of the problem's edges, -1: none."""

    edge: Whole
    weight: Whole
    day: Day
    held: Held
    gone: Told


def firmly(given: Problem, slots: Slots, fixed: Pinned) -> Firm:
    """A pair without an edge is there only for a fixed appointment that stands: if that one is gone, the two do not meet."""
    while True:
        person, enterprise, weight, edge = with_fixed(given, slots, fixed)
        day = day_of(given, slots, person, enterprise, weight)
        firm = np.bincount(fixed.person[fixed.slot >= 0], minlength=len(given.people.id))
        held = empty(day, int(np.maximum(given.people.most, firm).max(initial=0)), 0)
        pair = person * len(given.enterprise_id) + enterprise
        for row in at_a_table_first(slots, fixed):
            fixed.why[row] = fixed.why[row] or confirmed(day, held, pair, fixed.person[row], int(fixed.slot[row]))
        if not ((edge < 0) & (day.locked == 0)).any():
            gone = [(one, why) for one, why in zip(fixed.of, fixed.why, strict=True) if why]
            return Firm(edge, weight, day, held, gone)
        fixed.slot[[why is not None for why in fixed.why]] = -1


def at_a_table_first(slots: Slots, some: Pinned) -> list[int]:
    """Rows in the order given, those online after the others: they can be held from more than one place."""
    online, there = np.zeros(len(some.slot), bool), some.slot >= 0
    online[there] = slots.site[some.slot[there]] < 0
    return [int(row) for row in np.argsort(online, kind="stable")]


def with_fixed(given: Problem, slots: Slots, fixed: Pinned) -> tuple[Whole, Whole, Whole, Whole]:
    """`person`, `enterprise`, `weight`, row of the edge; sorted by person, then enterprise."""
    edges, there = given.edges, fixed.slot >= 0
    size = len(given.enterprise_id)
    extra = np.unique(fixed.person[there] * size + slots.enterprise[fixed.slot[there]])
    extra = np.setdiff1d(extra, edges.person * size + edges.enterprise)
    if not len(extra):
        return edges.person, edges.enterprise, edges.weight, np.arange(len(edges.person))
    nothing = np.zeros(len(extra), np.int64)
    person = np.concatenate((edges.person, extra // size))
    enterprise = np.concatenate((edges.enterprise, extra % size))
    weight = np.concatenate((edges.weight, nothing))
    edge = np.concatenate((np.arange(len(edges.person)), nothing - 1))
    order = np.lexsort((enterprise, person))
    return person[order], enterprise[order], weight[order], edge[order]


def day_of(given: Problem, slots: Slots, person: Whole, enterprise: Whole, weight: Whole) -> Day:
    people, edge_at = given.people, np.searchsorted(person, np.arange(len(given.people.id) + 1))
    locked, kept = np.zeros(len(person), np.int64), np.full(len(person), -1, np.int64)
    zero = int(slots.start.min()) if len(slots.start) else 0
    return Day(
        slots.at, slots.start, slots.end, slots.site, people.window_at, people.windows, people.site_at, people.sites,
        people.most, edge_at, person, enterprise, weight.astype(np.int64), locked, kept, given.sites.computers,
        given.sites.walk, given.between, zero,
    )  # fmt: skip


def confirmed(day: Day, held: Held, pair: Whole, person: int, slot: int) -> Gone | None:
    """Puts a fixed appointment where it is. Neither minutes between, nor a way, nor a computer takes it from the person:
    only what nobody can do, be at two desks at one minute."""
    edge = edge_of(day, pair, person, slot)
    places = places_of(day, person, slot)
    if not comes(day, person, slot) or not places:
        return Gone.AWAY
    others = held.rows[person][: held.count[person]]
    at = held.slot_of[others]
    at_once = (day.start[at] < day.end[slot]) & (day.end[at] > day.start[slot])
    if held.slot_of[edge] >= 0 or held.occupant[slot] != FREE or at_once.any():
        return Gone.CLASH
    place = clear_place(day, held, edge, slot, places)
    if place == MANY:
        place = min(
            places, key=lambda one: (not computer_free(day, held, slot, one), short_of(day, held, edge, slot, one))
        )
    day.locked[edge] = 1
    put(day, held, edge, slot, place)
    return None


def edge_of(day: Day, pair: Whole, person: int, slot: int) -> int:
    enterprise = int(np.searchsorted(day.slot_at, slot, side="right")) - 1
    code = person * (len(day.slot_at) - 1) + enterprise
    edge = int(np.searchsorted(pair, code))
    return edge if edge < len(pair) and pair[edge] == code else NOBODY


def places_of(day: Day, person: int, slot: int) -> list[int]:
    """Where the person could be for it."""
    choices = range(max(1, day.site_at[person + 1] - day.site_at[person]))
    return [place for choice in choices if (place := place_for(day, person, slot, choice)) != MANY]


def clear_place(day: Day, held: Held, edge: int, slot: int, places: list[int]) -> int:
    """The first where nothing stands against it, or MANY. Somebody may have to be seated at another site for it."""
    for place in places:
        clear = in_the_way(day, held, edge, NOBODY, slot, place) == NOBODY and computer_free(day, held, slot, place)
        if clear or seated_elsewhere(day, held, edge, slot, place):
            return place
    return MANY


def short_of(day: Day, held: Held, edge: int, slot: int, place: int) -> int:
    """Minutes that are missing between it and the others of the person, together."""
    missing, person = 0, day.person[edge]
    for other in held.rows[person][: held.count[person]].tolist():
        missing += max(0, -spare_between(day, slot, place, held.slot_of[other], held.place_of[other]))
    return missing


def spare_between(day: Day, one: int, here: int, other: int, there: int) -> int:
    """Minutes left from the end of the earlier to the start of the later, after the way and what is asked between."""
    if day.start[other] < day.start[one]:
        one, here, other, there = other, there, one, here
    walk = 0 if here == there else UNREACHED if min(here, there) < 0 else int(day.walk[here, there])
    return int(day.start[other] - day.end[one] - day.between - walk)
