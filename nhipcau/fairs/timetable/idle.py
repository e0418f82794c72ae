"""Why slots stay empty: of everybody with an edge to the enterprise, who came nearest to the slot. Compiled."""

from typing import Any, Final

import numpy as np

from nhipcau.fairs.timetable.answer import Idle, IdleDesk
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import FREE, MANY, Day, Held, apart, comes, computer_free, place_for
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.slots import Slots

NEAREST_LAST: Final = tuple(Idle)
NOBODY_WISHES, ALL_MET, ELSEWHERE, NO_COMMON_TIME, COMPUTERS_TAKEN, PEOPLE_FULL, PEOPLE_BUSY, LEFT_OPEN = range(8)


def idle_desks(given: Problem, slots: Slots, day: Day, held: Held) -> tuple[IdleDesk, ...]:
    """Every interviewer with an empty slot, in order of their rows."""
    empty = np.flatnonzero(held.occupant == FREE)
    by_enterprise = np.argsort(day.enterprise, kind="stable")
    pair_at = np.searchsorted(day.enterprise[by_enterprise], np.arange(len(day.slot_at)))
    codes = np.zeros(len(empty), np.int64)
    nearest(day, held, empty, slots.enterprise, pair_at, by_enterprise, codes)
    order = np.lexsort((slots.start[empty], slots.interviewer[empty]))
    empty, codes = empty[order], codes[order]
    desks, counts = given.interviewers, np.bincount(slots.interviewer, minlength=len(given.interviewers.id))
    last = np.full(len(desks.id), -1, np.int64)
    taken = np.flatnonzero(held.occupant != FREE)
    np.maximum.at(last, slots.interviewer[taken], slots.start[taken] - day.zero)
    who, at = np.unique(slots.interviewer[empty], return_index=True)
    starts = slots.start[empty].tolist()
    coded, ends, lasts = codes.tolist(), [*at[1:].tolist(), len(empty)][: len(who)], last.tolist()
    found = []
    for desk, begin, end in zip(who.tolist(), at.tolist(), ends, strict=True):
        after = next((start for start in starts[begin:end] if start - day.zero > lasts[desk]), None)
        reasons = {code: coded[begin:end].count(number) for number, code in enumerate(NEAREST_LAST)}
        ids = int(desks.id[desk]), int(given.enterprise_id[desks.enterprise[desk]])
        some = {code: count for code, count in reasons.items() if count}
        found.append(IdleDesk(*ids, int(counts[desk]), end - begin, starts[begin], after, some))
    return tuple(found)


@compiled
def nearest(day: Any, held: Any, empty: Any, enterprise: Any, pair_at: Any, pairs: Any, codes: Any) -> None:
    for i, slot in enumerate(empty):
        begin, end = pair_at[enterprise[slot]], pair_at[enterprise[slot] + 1]
        code = NOBODY_WISHES if begin == end else ALL_MET
        for k in range(begin, end):
            person = day.person[pairs[k]]
            full = held.count[person] >= day.most[person]
            if held.slot_of[pairs[k]] < 0 and code < (PEOPLE_FULL if full else LEFT_OPEN):
                code = max(code, kept_from(day, held, person, slot))
        codes[i] = code


@compiled
def kept_from(day: Any, held: Any, person: int, slot: int) -> int:
    """What keeps this person from this empty slot."""
    code = ELSEWHERE
    for choice in range(max(1, day.site_at[person + 1] - day.site_at[person])):
        place = place_for(day, person, slot, choice)
        if place == MANY:
            continue
        if not comes(day, person, slot):
            return NO_COMMON_TIME
        if held.count[person] >= day.most[person]:
            return PEOPLE_FULL
        if not computer_free(day, held, slot, place):
            code = max(code, COMPUTERS_TAKEN)
            continue
        clear = True
        for row in range(held.count[person]):
            other = held.rows[person, row]
            clear = clear and apart(day, slot, place, held.slot_of[other], held.place_of[other])
        code = max(code, LEFT_OPEN if clear else PEOPLE_BUSY)
    return code
