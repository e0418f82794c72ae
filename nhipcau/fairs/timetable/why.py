"""Why one person, or one enterprise, got what they got: the interviews they have, and what kept them from the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from nhipcau.fairs.timetable import slots as of_slots
from nhipcau.fairs.timetable.answer import Explanation, IdleDesk, PairWhy, Timetable, Unserved
from nhipcau.fairs.timetable.building import found_in
from nhipcau.fairs.timetable.columns import NOWHERE, Refused, Whole
from nhipcau.fairs.timetable.day import Held, empty
from nhipcau.fairs.timetable.fixing import day_of
from nhipcau.fairs.timetable.reasons import CODES, Rows, kept_apart
from nhipcau.fairs.timetable.slots import Slots


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of edges that were not served, by person, the heaviest of each first: `why` (place in `CODES`), `at` (-1: none) and
    `instead` [edges, most], which of the person's interviews are in the way. `least` [enterprises]: the lightest weight met."""

    timetable: Timetable
    edge: Whole
    why: Whole
    at: Whole
    instead: Whole
    person_at: Whole
    row_at: Whole
    least: Whole

    def of_people(self) -> Iterator[tuple[int, range]]:
        """Of each person by the caller's id, the places of their unserved edges."""
        at = self.person_at.tolist()
        for row, person in enumerate(self.timetable.problem.people.id.tolist()):
            yield person, range(at[row], at[row + 1])

    def pair(self, place: int) -> PairWhy:
        given, edge = self.timetable.problem, int(self.edge[place])
        person, enterprise = int(given.edges.person[edge]), int(given.edges.enterprise[edge])
        opening, at, least = int(given.edges.opening[edge]), int(self.at[place]), int(self.least[enterprise])
        why = CODES[int(self.why[place])]
        return PairWhy(
            person=int(given.people.id[person]),
            enterprise=int(given.enterprise_id[enterprise]),
            weight=int(given.edges.weight[edge]),
            opening=opening if opening >= 0 else None,
            why=why,
            at=at if at >= 0 else None,
            least_weight=least if why is Unserved.PEOPLE_BEFORE and least >= 0 else None,
            instead=self._instead(place, person, why),
        )

    def _instead(self, place: int, person: int, why: Unserved) -> tuple[int, ...]:
        mine = np.arange(self.row_at[person], self.row_at[person + 1])
        if why is Unserved.MOST_REACHED:
            return tuple(self._enterprises(mine))
        if why is Unserved.PERSON_BUSY:
            return tuple(sorted({*self._enterprises(mine[self.instead[place, : len(mine)] > 0])}))
        return ()

    def _enterprises(self, rows: Whole) -> list[int]:
        given = self.timetable.problem
        found: list[int] = given.enterprise_id[given.interviewers.enterprise[self.timetable.interviewer[rows]]].tolist()
        return found

    def missed(self) -> Iterator[tuple[int, Mapping[Unserved, int]]]:
        """Of each enterprise by the caller's id, how many it does not meet and why."""
        given = self.timetable.problem
        size = len(CODES)
        codes = given.edges.enterprise[self.edge] * size + self.why
        counted = np.bincount(codes, minlength=len(given.enterprise_id) * size).reshape(-1, size)
        for enterprise, counts in zip(given.enterprise_id.tolist(), counted.tolist(), strict=True):
            yield enterprise, {code: count for code, count in zip(CODES, counts, strict=True) if count}


def explain_all(timetable: Timetable) -> Reasons:
    """Of every pair without an interview, in one pass."""
    left = np.ones(len(timetable.problem.edges.person), bool)
    left[timetable.edge[timetable.edge >= 0]] = False
    return reasons_of(timetable, np.flatnonzero(left))


def explain_person(timetable: Timetable, person: int) -> Explanation:
    """By the caller's id of the person. Heaviest unserved pair first."""
    given = timetable.problem
    row = row_in(given.people.id, person)
    return explanation(timetable, timetable.person == row, given.edges.person == row)


def explain_enterprise(timetable: Timetable, enterprise: int) -> Explanation:
    """By the caller's id of the enterprise. Its desks with empty slots too."""
    given = timetable.problem
    row = row_in(given.enterprise_id, enterprise)
    own = given.interviewers.enterprise[timetable.interviewer] == row
    idle = tuple(desk for desk in timetable.idle if desk.enterprise == enterprise)
    return explanation(timetable, own, given.edges.enterprise == row, idle)


def explanation(timetable: Timetable, own: Whole, pairs: Whole, idle: tuple[IdleDesk, ...] = ()) -> Explanation:
    edges = np.flatnonzero(pairs)
    found = reasons_of(timetable, edges[~np.isin(edges, timetable.edge)])
    heaviest = np.argsort(-timetable.problem.edges.weight[found.edge], kind="stable")
    rows = tuple(timetable.some(np.flatnonzero(own)))
    return Explanation(rows, tuple(found.pair(place) for place in heaviest.tolist()), idle)


def row_in(ids: Whole, wanted: int) -> int:
    row = int(found_in(ids, np.array([wanted]))[0])
    if row < 0:
        raise Refused(f"nobody has the number {wanted}")
    return row


def reasons_of(timetable: Timetable, edges: Whole) -> Reasons:
    """`edges`: rows of the problem's edges that have no interview, in order."""
    given = timetable.problem
    edges = edges[np.lexsort((edges, -given.edges.weight[edges], given.edges.person[edges]))]
    slots = of_slots.slots_of(given)
    day = day_of(given, slots, given.edges.person, given.edges.enterprise, given.edges.weight)
    rows = rows_of(timetable, slots)
    taken = np.zeros(len(slots.start), bool)
    taken[rows.slot] = True
    most = int(np.diff(rows.at).max(initial=1))
    why, at = np.zeros(len(edges), np.int64), np.full(len(edges), -1, np.int64)
    instead = np.zeros((len(edges), most), np.uint8)
    by_enterprise = np.argsort(given.interviewers.enterprise, kind="stable")
    whose = given.interviewers.enterprise[by_enterprise]
    desk_at = np.searchsorted(whose, np.arange(len(given.enterprise_id) + 1))
    held = in_use(timetable, empty(day, 1, 0), day.zero)
    kept_apart(day, held, rows, taken, desk_at, given.interviewers.site[by_enterprise], edges, why, at, instead)
    person_at = np.searchsorted(given.edges.person[edges], np.arange(len(given.people.id) + 1))
    return Reasons(timetable, edges, why, at, instead, person_at, rows.at, lightest(timetable))


def rows_of(timetable: Timetable, slots: Slots) -> Rows:
    given = timetable.problem
    begin = int(slots.start.min()) if len(slots.start) else 0
    span = int(slots.start.max()) - begin + 1 if len(slots.start) else 1
    codes, wanted = (
        desk * span + start - begin
        for desk, start in ((slots.interviewer, slots.start), (timetable.interviewer, timetable.starts))
    )
    at = np.searchsorted(timetable.person, np.arange(len(given.people.id) + 1))
    return Rows(at, found_in(codes, wanted), timetable.site)


def in_use(timetable: Timetable, held: Held, zero: int) -> Held:
    """The computers as the timetable uses them, minute by minute."""
    desks = timetable.problem.interviewers
    online = np.flatnonzero((desks.site[timetable.interviewer] == NOWHERE) & (timetable.site >= 0))
    begins = timetable.starts[online] - zero
    change = np.zeros((held.busy.shape[0], held.busy.shape[1] + 1), np.int64)
    np.add.at(change, (timetable.site[online], begins), 1)
    np.add.at(change, (timetable.site[online], begins + desks.slot[timetable.interviewer[online]]), -1)
    return held._replace(busy=np.ascontiguousarray(np.cumsum(change, axis=1)[:, :-1]))


def lightest(timetable: Timetable) -> Whole:
    """[enterprises]: the least weight of an edge that it meets, -1: none."""
    given = timetable.problem
    with_edge = timetable.edge >= 0
    enterprise = given.interviewers.enterprise[timetable.interviewer[with_edge]]
    none = np.iinfo(np.int64).max
    least = np.full(len(given.enterprise_id), none)
    np.minimum.at(least, enterprise, given.edges.weight[timetable.edge[with_edge]].astype(np.int64))
    return np.where(least == none, -1, least)
