"""The desk on which a timetable is made: slots, cells, pairs (edges, and fixed appointments without one), the day."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nhipcau.fairs.timetable import rooms
from nhipcau.fairs.timetable import slots as of_slots
from nhipcau.fairs.timetable.answer import Gone
from nhipcau.fairs.timetable.building import found_in
from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
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
    may,
    place_for,
    put,
    seated_elsewhere,
)
from nhipcau.fairs.timetable.numbering import Cells, cells_of
from nhipcau.fairs.timetable.pairs import Wanted
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.records import Appointment
from nhipcau.fairs.timetable.slots import Slots

MOVE: Final = 20  # one proposal in so many may move
Told = list[tuple[Appointment, Gone]]


@dataclass(slots=True)
class Laid:
    """`edge` [pairs]: row of the problem's edges, -1: fixed without one. `proposed` [pairs]: 1 where a proposal still could
    stand, in the slot `day.kept_slot`; `standing`: how many those are. `firm` [people]: fixed interviews of each."""

    given: Problem
    slots: Slots
    edge: Whole
    weight: Whole
    day: Day
    held: Held
    cells: Cells
    wanted: Wanted
    proposed: Whole
    firm: Whole
    gone: Told

    @property
    def standing(self) -> int:
        return int(self.proposed.sum())


@dataclass(frozen=True, slots=True)
class Pinned:
    """Appointments as rows: `person`, `slot` (-1: gone, and `why`)."""

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
    return Pinned(person, np.where(person < 0, -1, slot), why)


def laid(given: Problem) -> Laid:
    slots = of_slots.slots_of(given)
    gone: Told = []
    fixed, before = (pinned(given, slots, list(some)) for some in (given.fixed, given.proposed))
    person, enterprise, weight, edge = with_fixed(given, slots, fixed)
    day = day_of(given, slots, person, enterprise, weight)
    firm = np.bincount(fixed.person[fixed.slot >= 0], minlength=len(given.people.id))
    held = empty(day, int(np.maximum(given.people.most, firm).max(initial=0)), 0)
    pair = person * len(given.enterprise_id) + enterprise
    for row in at_a_table_first(slots, fixed):
        appointment = given.fixed[row]
        reason = fixed.why[row] or stands(day, held, pair, fixed.person[row], int(fixed.slot[row]), lock=True)
        gone += [(appointment, reason)] if reason else []
    proposed = np.zeros(len(person), np.int64)
    for row in at_a_table_first(slots, before):
        appointment = given.proposed[row]
        reason = before.why[row] or stands(day, held, pair, before.person[row], int(before.slot[row]), lock=False)
        gone += [(appointment, reason)] if reason else []
    gone += together(given, slots, day, held)
    proposed[day.kept_slot >= 0] = 1
    held.spare[0] = int(proposed.sum()) // MOVE
    kinds = of_slots.kinds_of(given, slots)
    taken = (held.occupant != FREE).astype(np.int64)
    cells = cells_of(slots.at, kinds.of, kinds.fits, person, enterprise, taken)
    cells = cells._replace(way=np.where(day.locked == 1, -1, cells.way))
    wanted = wanted_of(given, slots, kinds, day, held)
    return Laid(given, slots, edge, weight, day, held, cells, wanted, proposed, held.count.copy(), gone)


def at_a_table_first(slots: Slots, some: Pinned) -> list[int]:
    """Rows in the order given, those online after the others: they can be held from more than one place."""
    online = (some.slot >= 0) & (slots.site[some.slot] < 0)
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


def stands(day: Day, held: Held, pair: Whole, person: int, slot: int, *, lock: bool) -> Gone | None:
    """Puts a fixed appointment where it is, or notes where a proposal was; or says why it cannot be."""
    enterprise = int(np.searchsorted(day.slot_at, slot, side="right")) - 1
    code = person * (len(day.slot_at) - 1) + enterprise
    edge = int(np.searchsorted(pair, code))
    if edge == len(pair) or pair[edge] != code:
        return Gone.PAIR
    places = [
        place_for(day, person, slot, choice) for choice in range(max(1, day.site_at[person + 1] - day.site_at[person]))
    ]
    if not comes(day, person, slot) or all(place == MANY for place in places):
        return Gone.AWAY
    if held.slot_of[edge] >= 0 or day.kept_slot[edge] >= 0 or held.occupant[slot] != FREE:
        return Gone.CLASH
    for place in places:
        clear = place != MANY and in_the_way(day, held, edge, NOBODY, slot, place) == NOBODY
        clear = clear and computer_free(day, held, slot, place)
        if clear or (place != MANY and seated_elsewhere(day, held, edge, slot, place)):
            if lock:
                day.locked[edge] = 1
                put(day, held, edge, slot, place)
            else:
                day.kept_slot[edge] = slot
            return None
    return Gone.CLASH


def together(given: Problem, slots: Slots, day: Day, held: Held) -> Told:
    """Proposals that could stand each alone, and not all at once: who met somebody since may have fewer, a site has fewer
    computers, the time between is longer. Those at a table first, then the heaviest, then the earliest; the others are taken back, with the reason."""
    pairs = np.flatnonzero(day.kept_slot >= 0)
    slot = day.kept_slot[pairs]
    order = pairs[np.lexsort((pairs, day.start[slot], -day.gain[pairs], day.site[slot] < 0))]
    trial = Held(*(column.copy() for column in held))
    settled_again(day, trial, order)
    out = np.sort(order[trial.slot_of[order] < 0])
    full = trial.count[day.person[out]] >= day.most[day.person[out]]
    people, desks = given.people.id[day.person[out]], given.interviewers.id[slots.interviewer[day.kept_slot[out]]]
    starts = slots.start[day.kept_slot[out]]
    day.kept_slot[out] = -1
    rows = zip(people.tolist(), desks.tolist(), starts.tolist(), full.tolist(), strict=True)
    return [(Appointment(*row), Gone.ENOUGH if enough else Gone.TOGETHER) for *row, enough in rows]


@compiled
def settled_again(day: Any, held: Any, stay: Any) -> None:
    """Each in the slot it was proposed for, where nothing stands against it."""
    for edge in stay:
        slot, person = day.kept_slot[edge], day.person[edge]
        for choice in range(max(1, day.site_at[person + 1] - day.site_at[person])):
            place = place_for(day, person, slot, choice)
            if place == MANY or held.count[person] >= day.most[person] or not comes(day, person, slot):
                continue
            if may(day, held, edge, slot, place) or seated_elsewhere(day, held, edge, slot, place):
                put(day, held, edge, slot, place)
                break


def wanted_of(given: Problem, slots: Slots, kinds: of_slots.Kinds, day: Day, held: Held) -> Wanted:
    """Nothing earns anything beside its weight yet; what is fixed is not wanted any more."""
    left = np.maximum(0, rooms.most_of(day) - held.count)
    at_most, alone = of_slots.computer_most(given, slots), np.diff(given.people.site_at) == 1
    only_online = alone & ~kinds.fits[:, kinds.site >= 0].any(axis=1)
    pool = np.full(len(left), -1, np.int64)
    pool[only_online] = given.people.sites[given.people.site_at[:-1][only_online]]
    inside = pool >= 0
    used = np.bincount(pool[inside], held.count[inside], len(at_most)).astype(np.int64)
    first = np.zeros(len(left), np.int64)
    return Wanted(day.person, day.gain.copy(), left, first, pool, np.maximum(0, at_most - used))
