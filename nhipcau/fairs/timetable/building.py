"""From records to columns; refuses what contradicts itself."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from nhipcau.fairs.timetable.columns import (
    MOST_WEIGHT,
    NOWHERE,
    UNREACHED,
    Edges,
    Interviewers,
    People,
    Refused,
    Sites,
    Whole,
)
from nhipcau.fairs.timetable.records import Edge, Floor, Interviewer, Person, Site

GROUPS = 63


def column(records: Sequence[Any], name: str) -> Whole:
    return np.fromiter(map(attrgetter(name), records), np.int64, len(records))


def sites(records: list[Site]) -> Sites:
    rows = rows_of(records)
    wrong = next((record.id for record in records if record.computers < 0), None)
    if wrong is not None:
        raise Refused(f"site {wrong}: fewer computers than none")
    walk = np.full((len(records), len(records)), UNREACHED, np.int64)
    np.fill_diagonal(walk, 0)
    for here, record in enumerate(records):
        for there, minutes in record.walks.items():
            if there in rows and minutes >= 0:
                back = records[rows[there]].walks.get(record.id, minutes)
                walk[here, rows[there]], walk[rows[there], here] = minutes, back
            else:
                raise Refused(f"site {record.id} walks {minutes} minutes to {there}")
    return Sites(column(records, "id"), column(records, "computers"), walk)


def people(records: list[Person], places: Sites) -> People:
    rows_of(records)
    known = {int(number): row for row, number in enumerate(places.id)}
    where = [unknown_refused(record, known) for record in records]
    wrong = next((r.id for r in records if r.most < 0 or not 0 <= r.groups < 1 << GROUPS), None)
    if wrong is not None:
        raise Refused(f"person {wrong}: how many interviews, or which groups?")
    at, windows = windows_of(records)
    site_at, stands = listed(where)
    most, groups = column(records, "most"), column(records, "groups")
    return People(column(records, "id"), most, groups, at, windows, site_at, stands)


def interviewers(records: list[Interviewer], places: Sites) -> tuple[Interviewers, Whole]:
    """And the ids of the enterprises they speak for, ascending."""
    rows_of(records)
    known: dict[int | None, int] = {int(number): row for row, number in enumerate(places.id)} | {None: NOWHERE}
    wrong = next((r.id for r in records if r.slot < 1 or r.gap < 0 or r.site not in known), None)
    if wrong is not None:
        raise Refused(f"interviewer {wrong}: no such site, or slots of no length")
    ids, enterprise = np.unique(column(records, "enterprise"), return_inverse=True)
    site = np.array([known[record.site] for record in records], np.int64)
    at, windows = windows_of(records)
    slot, gap = column(records, "slot"), column(records, "gap")
    return Interviewers(column(records, "id"), enterprise.astype(np.int64), site, slot, gap, at, windows), ids


def edges(records: Iterable[Edge] | Whole, everybody: People, enterprise_id: Whole) -> Edges:
    """An enterprise without any interviewer is no refusal: nobody can meet it, so its edges go."""
    if not isinstance(records, np.ndarray):
        each = [
            (one.person, one.enterprise, one.weight, NOWHERE if one.opening is None else one.opening) for one in records
        ]
        records = np.array(each, np.int64)
    of, with_whom, weight, opening = records.reshape(-1, 4).T
    return edges_of(found_in(everybody.id, of), found_in(enterprise_id, with_whom), weight, opening)


def edges_of(person: Whole, enterprise: Whole, weight: Whole, opening: Whole) -> Edges:
    """From columns of rows (NOWHERE in `enterprise` goes): sorted, the heaviest of each pair."""
    if len(person) and (person.min() < 0 or weight.min() < 1 or weight.max() > MOST_WEIGHT):
        raise Refused(f"an edge of nobody, or of a weight that is not 1 to {MOST_WEIGHT}")
    order = np.lexsort((-weight, enterprise, person))
    order = order[enterprise[order] != NOWHERE]
    first = np.ones(len(order), bool)
    first[1:] = np.diff(person[order]).astype(bool) | np.diff(enterprise[order]).astype(bool)
    kept = order[first]
    return Edges(person[kept], enterprise[kept], weight[kept], opening[kept])


def floors(records: list[Floor]) -> tuple[Floor, ...]:
    for record in records:
        if not 0 <= record.share <= 1 or not 0 <= record.group < GROUPS:
            raise Refused(f"a floor of {record.share} for the group {record.group}")
    return tuple(records)


def rows_of(records: Sequence[Any]) -> dict[int, int]:
    rows = {record.id: row for row, record in enumerate(records)}
    if len(rows) < len(records):
        raise Refused(f"{type(records[0]).__name__}: an id stands there twice")
    return rows


def found_in(ids: Whole, wanted: Whole) -> Whole:
    """Row of each wanted id, NOWHERE where there is none."""
    if not len(ids):
        return np.full(len(wanted), NOWHERE, np.int64)
    order = np.argsort(ids, kind="stable")
    at = np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)
    return np.where(ids[order[at]] == wanted, order[at], NOWHERE)


def unknown_refused(record: Person, known: dict[int, int]) -> list[int]:
    if any(site not in known for site in record.sites):
        raise Refused(f"person {record.id}: no such site")
    return [known[site] for site in record.sites]


def windows_of(records: Sequence[Any]) -> tuple[Whole, Whole]:
    """Windows that touch or overlap become one; an empty one goes."""
    at, joined = listed([merged(record.windows) for record in records])
    return at, np.array(joined, np.int64).reshape(-1, 2)


def merged(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for begins, ends in sorted(windows):
        if begins >= ends:
            continue
        if whole and begins <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(whole[-1][1], ends)
        else:
            whole.append((begins, ends))
    return whole


def listed(lists: Sequence[Sequence[Any]]) -> tuple[Whole, Whole]:
    at = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(one) for one in lists], out=at[1:])
    return at, np.array([item for one in lists for item in one], np.int64)
