"""Why one person, or one enterprise, got what they got, pair by pair in plain Python: what the product's own answer
(`nhipcau/fairs/timetable/why.py`, all pairs at once) is compared and measured with."""

from collections.abc import Iterator

import numpy as np

from nhipcau.fairs.timetable.answer import Explanation, PairWhy, Row, Timetable, Unserved
from nhipcau.fairs.timetable.building import found_in
from nhipcau.fairs.timetable.columns import UNREACHED, Refused, Whole
from nhipcau.fairs.timetable.records import Window


def explain_person(timetable: Timetable, person: int) -> Explanation:
    """By the caller's id of the person. Heaviest unserved pair first."""
    given = timetable.problem
    row = row_in(given.people.id, person)
    edges = np.flatnonzero(given.edges.person == row)
    return Explanation(rows_of(timetable, timetable.person == row), unserved(timetable, edges))


def explain_enterprise(timetable: Timetable, enterprise: int) -> Explanation:
    """By the caller's id of the enterprise. Its desks with empty slots too."""
    given = timetable.problem
    row = row_in(given.enterprise_id, enterprise)
    edges = np.flatnonzero(given.edges.enterprise == row)
    own = given.interviewers.enterprise[timetable.interviewer] == row
    idle = tuple(desk for desk in timetable.idle if desk.enterprise == enterprise)
    return Explanation(rows_of(timetable, own), unserved(timetable, edges), idle)


def row_in(ids: Whole, wanted: int) -> int:
    row = int(found_in(ids, np.array([wanted]))[0])
    if row < 0:
        raise Refused(f"nobody has the number {wanted}")
    return row


def rows_of(timetable: Timetable, chosen: Whole) -> tuple[Row, ...]:
    return tuple(timetable.some(np.flatnonzero(chosen)))


def unserved(timetable: Timetable, edges: Whole) -> tuple[PairWhy, ...]:
    left = edges[~np.isin(edges, timetable.edge)]
    heaviest = left[np.argsort(-timetable.problem.edges.weight[left], kind="stable")]
    return tuple(pair_why(timetable, int(edge)) for edge in heaviest)


def pair_why(timetable: Timetable, edge: int) -> PairWhy:
    given = timetable.problem
    person, enterprise = int(given.edges.person[edge]), int(given.edges.enterprise[edge])
    desks = np.flatnonzero(given.interviewers.enterprise == enterprise)
    mine = np.flatnonzero(timetable.person == person)
    theirs = np.flatnonzero(given.interviewers.enterprise[timetable.interviewer] == enterprise)
    there = [desk for desk in desks.tolist() if places(timetable, person, desk)]
    fitting = [
        (desk, start) for desk in there for start in starts_of(timetable, desk) if comes(timetable, person, desk, start)
    ]
    taken = {*zip(timetable.interviewer[theirs].tolist(), timetable.starts[theirs].tolist(), strict=True)}
    free = [slot for slot in fitting if slot not in taken]
    weights = given.edges.weight[timetable.edge[theirs][timetable.edge[theirs] >= 0]]
    why, at, instead = reason(timetable, person, mine, there, fitting, free)
    opening, weight = int(given.edges.opening[edge]), int(given.edges.weight[edge])
    return PairWhy(
        person=int(given.people.id[person]),
        enterprise=int(given.enterprise_id[enterprise]),
        weight=weight,
        opening=opening if opening >= 0 else None,
        why=why,
        at=at,
        least_weight=int(weights.min()) if why is Unserved.PEOPLE_BEFORE and len(weights) else None,
        instead=instead,
    )


Slots = list[tuple[int, int]]


def reason(
    timetable: Timetable, person: int, mine: Whole, there: list[int], fitting: Slots, free: Slots
) -> tuple[Unserved, int | None, tuple[int, ...]]:
    """The code, the minute of the nearest free slot, the enterprises met instead."""
    met = tuple(row.enterprise for row in timetable.some(mine))
    if not there:
        return Unserved.ELSEWHERE, None, ()
    if not fitting:
        return Unserved.NO_COMMON_TIME, None, ()
    if not free:
        return Unserved.PEOPLE_BEFORE, None, ()
    first = min(start for _, start in free)
    if len(mine) >= timetable.problem.people.most[person]:
        return Unserved.MOST_REACHED, first, met
    no_computer = [slot for slot in free if not places(timetable, person, slot[0], slot[1])]
    if len(no_computer) == len(free):
        return Unserved.COMPUTERS_TAKEN, first, ()
    open_ = [slot for slot in free if slot not in no_computer]
    clashes = [clashing(timetable, person, mine, slot) for slot in open_]
    if all(clashes):
        enterprises = {row.enterprise for row in timetable.some(np.unique(np.concatenate(clashes)).astype(np.int64))}
        return Unserved.PERSON_BUSY, min(start for _, start in open_), tuple(sorted(enterprises))
    return Unserved.LEFT_OUT, min(slot[1] for slot, busy in zip(open_, clashes, strict=True) if not busy), ()


def starts_of(timetable: Timetable, desk: int) -> Iterator[int]:
    desks = timetable.problem.interviewers
    slot, step = int(desks.slot[desk]), int(desks.slot[desk] + desks.gap[desk])
    for begins, ends in windows_of(desks.window_at, desks.windows, desk):
        yield from range(begins, ends - slot + 1, step)


def windows_of(at: Whole, windows: Whole, row: int) -> list[Window]:
    return [(begins, ends) for begins, ends in windows[at[row] : at[row + 1]].tolist()]


def comes(timetable: Timetable, person: int, desk: int, start: int) -> bool:
    people, end = timetable.problem.people, start + int(timetable.problem.interviewers.slot[desk])
    return any(a <= start and end <= b for a, b in windows_of(people.window_at, people.windows, person))


def places(timetable: Timetable, person: int, desk: int, start: int | None = None) -> list[int]:
    """Sites (-1: at home) where the person could be for it; with a start, only where a computer is free then."""
    given = timetable.problem
    sites = given.people.sites[given.people.site_at[person] : given.people.site_at[person + 1]].tolist()
    where = int(given.interviewers.site[desk])
    if not sites:
        return [-1] if where < 0 else []
    if where >= 0:
        return [site for site in sites if site == where]
    with_computers = [site for site in sites if given.sites.computers[site] > 0]
    if start is None:
        return with_computers
    return [
        site
        for site in with_computers
        if computer_free(timetable, site, start, start + int(given.interviewers.slot[desk]))
    ]


def computer_free(timetable: Timetable, site: int, start: int, end: int) -> bool:
    desks = timetable.problem.interviewers
    ends = timetable.starts + desks.slot[timetable.interviewer]
    there = (
        (timetable.site == site) & (desks.site[timetable.interviewer] < 0) & (timetable.starts < end) & (ends > start)
    )
    moments = [start, *timetable.starts[there].tolist()]
    used = [int(((timetable.starts <= at) & (ends > at) & there).sum()) for at in moments if start <= at < end]
    return bool(max(used, default=0) < timetable.problem.sites.computers[site])


def clashing(timetable: Timetable, person: int, mine: Whole, slot: tuple[int, int]) -> list[int]:
    """Rows of the person's interviews that leave no time for this slot, wherever they would be for it."""
    given, (desk, start) = timetable.problem, slot
    end = start + int(given.interviewers.slot[desk])
    found: list[list[int]] = []
    for place in places(timetable, person, desk, start):
        busy = []
        for row in mine.tolist():
            here, begins = int(timetable.site[row]), int(timetable.starts[row])
            ends = begins + int(given.interviewers.slot[timetable.interviewer[row]])
            to, back = (walk(timetable, place, here), walk(timetable, here, place))
            if not (begins >= end + given.between + to or start >= ends + given.between + back):
                busy.append(row)
        found.append(busy)
    return min(found, key=len, default=[])


def walk(timetable: Timetable, here: int, there: int) -> int:
    if here == there:
        return 0
    return int(timetable.problem.sites.walk[here, there]) if min(here, there) >= 0 else UNREACHED
