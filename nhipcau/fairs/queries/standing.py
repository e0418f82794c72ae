"""Of the times that people were told, what stands, and what stands against what is asked for now. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import QuerySet

from nhipcau.fairs import timetable as solver
from nhipcau.fairs.models import Appointment, Registration, SessionSite, Timetable
from nhipcau.fairs.queries.pairs import spoken_in
from nhipcau.fairs.rules import timetable as rules
from nhipcau.fairs.timetable.building import merged

MINUTE = timedelta(minutes=1)


def still_ahead(appointments: QuerySet[Appointment]) -> list[Appointment]:
    """Of one session, without those of people who were called there already: their time is behind them."""
    rows = list(appointments.select_related("registration", "participation", "desk").order_by("pk"))
    spoken = spoken_in(rows[0].registration.session_id) if rows else set()
    return [one for one in rows if (one.registration.seeker_id, one.participation.employer_id) not in spoken]


@dataclass(frozen=True)
class Standing:
    """Of the times that were told: `fixed` are confirmed and fit a slot, `proposed` fit one; `walls` stay and fit none.

    `soon` of the walls begin too near to now to be moved.
    """

    live: int
    soon: int
    fixed: list[Appointment]
    proposed: list[solver.Appointment]
    walls: list[Appointment]

    def by_person(self) -> dict[int, list[Appointment]]:
        """What is fixed."""
        found: dict[int, list[Appointment]] = defaultdict(list)
        for one in self.fixed:
            found[one.registration_id].append(one)
        return found


def standing(
    people: list[Registration], desks: list[solver.Interviewer], zero: datetime, span: solver.Window, now: datetime
) -> Standing:
    """What begins before the span is too near to be moved, whether confirmed or not.

    A confirmed time at a table of another site than the person's stays theirs until they give it up.
    """
    site_of, sits = {desk.id: desk.site for desk in desks}, {one.pk: where(one).pk for one in people}
    live = still_ahead(Appointment.objects.filter(registration__in=people, state__in=rules.LIVE, ends__gt=now))
    soon = {one for one in live if (one.starts - zero) // MINUTE < span[0]}
    stands = Standing(len(live), len(soon), [], [], [*soon])
    slots = _slots(desks)
    for one in live:
        if one in soon:
            continue
        there = site_of.get(one.desk_id) in (None, sits[one.registration_id])
        fits = there and _fits(one, slots, zero)
        if one.state == Appointment.State.CONFIRMED:
            (stands.fixed if fits else stands.walls).append(one)
        elif fits:
            stands.proposed.append(told_of(one, zero))
    while lost := _without_slot(stands, desks, zero):
        stands.walls.extend(lost)
        stands.fixed[:] = [one for one in stands.fixed if one not in lost]
    return stands


def _without_slot(stands: Standing, desks: list[solver.Interviewer], zero: datetime) -> set[Appointment]:
    """Confirmed ones that fit no slot any more, because a wall of their table moved the slots after it."""
    slots = _slots(without(desk, stands.walls, zero) for desk in desks)
    return {one for one in stands.fixed if not _fits(one, slots, zero)}


def _slots(desks: Iterable[solver.Interviewer]) -> dict[tuple[int, int], int]:
    return {(desk.id, starts): desk.slot for desk in desks for starts in _starts(desk)}


def _fits(one: Appointment, slots: dict[tuple[int, int], int], zero: datetime) -> bool:
    return slots.get((one.desk_id, (one.starts - zero) // MINUTE)) == (one.ends - one.starts) // MINUTE


def told_of(one: Appointment, zero: datetime) -> solver.Appointment:
    return solver.Appointment(one.registration_id, one.desk_id, (one.starts - zero) // MINUTE)


def _starts(desk: solver.Interviewer) -> Iterator[int]:
    """As the solver sees them: windows that touch are one."""
    for begins, ends in merged(desk.windows):
        yield from range(begins, ends - desk.slot + 1, desk.slot + desk.gap)


def without(desk: solver.Interviewer, walls: list[Appointment], zero: datetime) -> solver.Interviewer:
    """And with its pause before and after each."""
    mine = [minutes_of(one, zero) for one in walls if one.desk_id == desk.id]
    taken = [(begins - desk.gap, ends + desk.gap) for begins, ends in mine]
    return replace(desk, windows=rules.cut(desk.windows, taken))


def near(stands: Standing, timetable: Timetable) -> int:
    """Confirmed ones of a person with fewer minutes between them than asked for now, or than the way takes."""
    mine: dict[int, list[Appointment]] = defaultdict(list)
    for one in (*stands.fixed, *stands.walls):
        if one.state == Appointment.State.CONFIRMED:
            mine[one.registration_id].append(one)
    found: set[Appointment] = set()
    for day in mine.values():
        for one, other in pairwise(sorted(day, key=lambda one: one.starts)):
            places = {one.desk.place_id, other.desk.place_id} - {None}
            way = timetable.way_minutes if len(places) > 1 else 0
            if other.starts < one.ends + (timetable.gap_minutes + way) * MINUTE:
                found |= {one, other}
    return len(found)


def minutes_of(one: Appointment, zero: datetime) -> solver.Window:
    return (one.starts - zero) // MINUTE, minutes(one.ends - zero)


def minutes(span: timedelta) -> int:
    return -(-span // MINUTE)


def where(one: Registration) -> SessionSite:
    """Where they are, once they are there; else where they said they would be."""
    return one.site
