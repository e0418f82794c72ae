"""What the solver is given: who may come and when, who interviews, which pairs may meet and how dear each is. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from nhipcau.fairs import timetable as solver
from nhipcau.fairs.models import (
    Appointment,
    DeskHours,
    FairSession,
    ParticipationState,
    Registration,
    SessionSite,
    SessionState,
    SessionVacancy,
    Timetable,
)
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.pairs import Pairs, spoken_in
from nhipcau.fairs.rules import timetable as rules
from nhipcau.interviews.models import Channel, Desk
from nhipcau.seekers.api import has_priority

PRIORITY = 0  # the bit of the priority group
MINUTE = timedelta(minutes=1)
MEETS = (ParticipationState.APPROVED, ParticipationState.SET_UP, ParticipationState.PRESENT)


@dataclass(frozen=True)
class Given:
    """`barred`: pairs (registration, brought opening) that were chosen and may not meet, and are not booked.

    `proposed` times were live before; `walls` are confirmed ones that no slot of today fits, and that stay; `soon` begin
    too near to now to be moved, whether confirmed or not.
    """

    problem: solver.Problem
    zero: datetime
    barred: list[tuple[int, int]]
    wished: set[tuple[int, int]]
    proposed: int
    walls: int
    soon: int

    def at(self, minutes: int) -> datetime:
        return self.zero + minutes * MINUTE


def given_to(timetable: Timetable, *, now: datetime) -> Given:
    """Ids: registrations, desks, participations, sites of the session, brought openings. Minutes from the session's start.

    In the morning itself from a little after now on, on the slots that the desks have had all day.
    """
    session = timetable.session
    span = _span(session, now)
    people, brought = _people(timetable), _brought(timetable, now)
    desks = list(_interviewers(timetable, brought, span))
    stands = _standing(people, desks, session.starts, span, now)
    pairs = Pairs(
        timetable, people, brought, {(one.registration_id, one.participation_id) for one in stands.walls}, now
    )
    edges = list(pairs.edges())
    meet = {edge.person for edge in edges} | {one.person for one in stands.fixed}
    busy = _busy(stands.walls, people, timetable)
    return Given(
        problem=solver.Problem.of(
            people=[
                _person(one, timetable, span, busy[one.pk], pairs.had(one))
                for one in people
                if one.pk in meet or not pairs.had(one)  # who is served and finds nobody more is not left out
            ],
            interviewers=[_without(desk, stands.walls, session.starts) for desk in desks],
            edges=edges,
            sites=_sites(timetable, people),
            between=timetable.gap_minutes,
            floors=[solver.Floor(PRIORITY, timetable.floor / 100)] if timetable.floor else [],
            fixed=stands.fixed,
            proposed=stands.proposed,
        ),
        zero=session.starts,
        barred=pairs.barred,
        wished=set(pairs.ranks),
        proposed=stands.live - len(stands.fixed) - len(stands.walls),
        walls=len(stands.walls) - stands.soon,
        soon=stands.soon,
    )


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
    fixed: list[solver.Appointment]
    proposed: list[solver.Appointment]
    walls: list[Appointment]


def _standing(
    people: list[Registration], desks: list[solver.Interviewer], zero: datetime, span: solver.Window, now: datetime
) -> Standing:
    """What begins before the span is too near to be moved, whether confirmed or not.

    A confirmed time at a table of another site than the person's stays theirs until they give it up.
    """
    slots = {(desk.id, starts): desk.slot for desk in desks for starts in _starts(desk)}
    site_of, sits = {desk.id: desk.site for desk in desks}, {one.pk: _where(one).pk for one in people}
    live = still_ahead(Appointment.objects.filter(registration__in=people, state__in=rules.LIVE, ends__gt=now))
    soon = sum((one.starts - zero) // MINUTE < span[0] for one in live)
    stands = Standing(len(live), soon, [], [], [])
    for one in live:
        told = solver.Appointment(one.registration_id, one.desk_id, (one.starts - zero) // MINUTE)
        there = site_of.get(one.desk_id) in (None, sits[one.registration_id])
        fits = there and slots.get((one.desk_id, told.starts)) == (one.ends - one.starts) // MINUTE
        if told.starts < span[0] or (one.state == Appointment.State.CONFIRMED and not fits):
            stands.walls.append(one)
        elif fits:
            (stands.fixed if one.state == Appointment.State.CONFIRMED else stands.proposed).append(told)
    return stands


def _span(session: FairSession, now: datetime) -> solver.Window:
    begins = max(0, _minutes(now + rules.AHEAD - session.starts)) if now >= session.starts else 0
    return begins, _minutes(session.ends - session.starts)


def _starts(desk: solver.Interviewer) -> Iterator[int]:
    for begins, ends in desk.windows:
        yield from range(begins, ends - desk.slot + 1, desk.slot + desk.gap)


def _busy(walls: list[Appointment], people: list[Registration], timetable: Timetable) -> dict[int, list[solver.Window]]:
    """Of each person the minutes that are taken, with the gap and the way to another site, or that they have no time in."""
    zero, sites = timetable.session.starts, {one.pk: _where(one) for one in people}
    busy: dict[int, list[solver.Window]] = defaultdict(list)
    declined = Appointment.objects.filter(
        registration__in=people, state=Appointment.State.DECLINED, because=Appointment.Because.TIME
    )
    for one in (*walls, *declined):
        away = one.state in rules.LIVE and rules.is_elsewhere(one, sites[one.registration_id])
        free = timetable.gap_minutes + (timetable.way_minutes if away else 0)
        busy[one.registration_id].append(((one.starts - zero) // MINUTE - free, _minutes(one.ends - zero) + free))
    return busy


def _without(desk: solver.Interviewer, walls: list[Appointment], zero: datetime) -> solver.Interviewer:
    """And with its pause before and after each."""
    mine = [((one.starts - zero) // MINUTE, _minutes(one.ends - zero)) for one in walls if one.desk_id == desk.id]
    taken = [(begins - desk.gap, ends + desk.gap) for begins, ends in mine]
    return replace(desk, windows=rules.cut(desk.windows, taken))


def _minutes(span: timedelta) -> int:
    return -(-span // MINUTE)


def _people(timetable: Timetable) -> list[Registration]:
    there = Registration.objects.filter(session_id=timetable.session_id, state__in=rules.COMES)
    return list(there.select_related("seeker__commune", "site__place", "session").order_by("pk"))


def _where(one: Registration) -> SessionSite:
    """Where they are, once they are there; else where they said they would be."""
    return one.site


def _brought(timetable: Timetable, now: datetime) -> list[SessionVacancy]:
    """Of those who come: once the fair runs and the late have had their quarter of an hour, of those who are there."""
    session = timetable.session
    late = session.state == SessionState.RUNNING and now >= session.starts + rules.LATE
    there = (ParticipationState.PRESENT,) if late else MEETS
    openings = SessionVacancy.objects.filter(participation__session=session, participation__state__in=there)
    return list(openings.select_related("vacancy__commune", "participation__site").order_by("pk"))


def _person(
    one: Registration, timetable: Timetable, span: solver.Window, busy: list[solver.Window], had: int
) -> solver.Person:
    zero, site = timetable.session.starts, _where(one)
    first = max(span[0], _minutes(one.free_from - zero)) if one.free_from else span[0]
    last = min(span[1], (one.free_until - zero) // MINUTE) if one.free_until else span[1]
    return solver.Person(
        id=one.pk,
        windows=rules.cut(((first, last),), busy),
        sites=(site.pk,) if site.place_id else (),
        most=max(0, timetable.most - had),
        groups=1 << PRIORITY if has_priority(one.seeker, zero.date()) else 0,
    )


def _interviewers(
    timetable: Timetable, brought: list[SessionVacancy], span: solver.Window
) -> Iterator[solver.Interviewer]:
    """Each desk of those who take part, in its own hours; the minutes of one person as the desk says, else as asked."""
    session = timetable.session
    of_employer = {row.participation.employer_id: row.participation_id for row in brought}
    site_of = dict(SessionSite.objects.filter(session=session, place__isnull=False).values_list("place_id", "pk"))
    hours: dict[int, list[DeskHours]] = defaultdict(list)
    desks = Desk.objects.filter(**occasion_of(session.pk).keys, employer_id__in=of_employer, closed_at=None)
    for row in DeskHours.objects.filter(desk__in=desks).order_by("starts"):
        hours[row.desk_id].append(row)
    for desk in desks.order_by("pk"):
        if desk.channel == Channel.ONSITE and desk.place_id not in site_of:
            continue
        mine = hours[desk.pk]
        said = [((row.starts - session.starts) // MINUTE, (row.ends - session.starts) // MINUTE) for row in mine]
        slot, pause = mine[0].slot_minutes if mine else timetable.slot_minutes, timetable.pause_minutes
        windows = said or [(0, _minutes(session.ends - session.starts))]
        yield solver.Interviewer(
            id=desk.pk,
            enterprise=of_employer[desk.employer_id],
            windows=tuple((rules.next_slot(a, slot + pause, span[0]), min(span[1], b)) for a, b in windows),
            slot=slot,
            gap=pause,
            site=site_of[desk.place_id] if desk.place_id else None,
        )


def _sites(timetable: Timetable, people: list[Registration]) -> list[solver.Site]:
    """Nobody has counted the computers of a place that names none: people use their own phones there."""
    there = Counter(_where(one).pk for one in people)
    places = SessionSite.objects.filter(session_id=timetable.session_id, place__isnull=False).select_related("place")
    return [
        solver.Site(site.pk, site.place.computers or there[site.pk]) for site in places.order_by("pk") if site.place
    ]


def latest_of(session_id: int) -> Timetable | None:
    return Timetable.objects.filter(session_id=session_id).select_related("session").order_by("-number").first()


def in_force(session_id: int) -> Timetable | None:
    return Timetable.objects.filter(session_id=session_id, state=Timetable.State.SENT).first()
