"""The desk on which a timetable is made: slots, cells, pairs (edges, and fixed appointments without one), the day."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nhipcau.fairs.timetable import fixing, rooms
from nhipcau.fairs.timetable import slots as of_slots
from nhipcau.fairs.timetable.answer import Gone
from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import (
    FREE,
    MANY,
    NOBODY,
    Day,
    Held,
    comes,
    may,
    place_for,
    put,
    seated_elsewhere,
)
from nhipcau.fairs.timetable.fixing import Told
from nhipcau.fairs.timetable.numbering import Cells, cells_of
from nhipcau.fairs.timetable.pairs import Wanted
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.records import Appointment
from nhipcau.fairs.timetable.slots import Slots

MOVE: Final = 20  # one proposal in so many may move


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


def laid(given: Problem) -> Laid:
    slots = of_slots.slots_of(given)
    confirmed = list(dict.fromkeys(given.fixed))
    firmly = fixing.firmly(given, slots, fixing.pinned(given, slots, confirmed))
    day, held = firmly.day, firmly.held
    gone = firmly.gone
    told = [one for one in dict.fromkeys(given.proposed) if one not in {*confirmed}]
    before = fixing.pinned(given, slots, told)
    pair = day.person * len(given.enterprise_id) + day.enterprise
    for row in fixing.at_a_table_first(slots, before):
        reason = before.why[row] or stands(day, held, pair, before.person[row], int(before.slot[row]))
        gone += [(told[row], reason)] if reason else []
    gone += together(given, slots, day, held)
    proposed = np.where(day.kept_slot >= 0, 1, 0)
    held.spare[0] = int(proposed.sum()) // MOVE
    kinds = of_slots.kinds_of(given, slots)
    taken = (held.occupant != FREE).astype(np.int64)
    cells = cells_of(slots.at, kinds.of, kinds.fits, day.person, day.enterprise, taken)
    cells = cells._replace(way=np.where(day.locked == 1, -1, cells.way))
    wanted = wanted_of(given, slots, kinds, day, held)
    return Laid(given, slots, firmly.edge, firmly.weight, day, held, cells, wanted, proposed, held.count.copy(), gone)


def stands(day: Day, held: Held, pair: Whole, person: int, slot: int) -> Gone | None:
    """Notes where a proposal was; or says why it cannot be there any more."""
    edge = fixing.edge_of(day, pair, person, slot)
    if edge == NOBODY:
        return Gone.PAIR
    places = fixing.places_of(day, person, slot)
    if not comes(day, person, slot) or not places:
        return Gone.AWAY
    if held.slot_of[edge] >= 0 or held.occupant[slot] != FREE:
        return Gone.CLASH
    if day.kept_slot[edge] >= 0:
        return Gone.TOGETHER
    if fixing.clear_place(day, held, edge, slot, places) == MANY:
        return Gone.CLASH
    day.kept_slot[edge] = slot
    return None


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
    left = rooms.left_of(day, held)
    at_most, alone = of_slots.computer_most(given, slots), np.diff(given.people.site_at) == 1
    only_online = alone & ~kinds.fits[:, kinds.site >= 0].any(axis=1)
    pool = np.full(len(left), -1, np.int64)
    pool[only_online] = given.people.sites[given.people.site_at[:-1][only_online]]
    used = rooms.seated(day, held, pool, given.sites.computers)
    first = np.zeros(len(left), np.int64)
    return Wanted(day.person, day.gain.copy(), left, first, pool, np.maximum(0, at_most - used))
