"""What the solver is given: who may come and when, who interviews, which pairs may meet and how dear each is. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

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
from nhipcau.fairs.queries.pairs import Pairs
from nhipcau.fairs.queries.standing import MINUTE, minutes, minutes_of, near, standing, told_of, where, without
from nhipcau.fairs.rules import timetable as rules
from nhipcau.interviews.models import Channel, Desk
from nhipcau.seekers.api import has_priority

PRIORITY = 0  # the bit of the priority group
MEETS = (ParticipationState.APPROVED, ParticipationState.SET_UP, ParticipationState.PRESENT)


@dataclass(frozen=True)
class Given:
    """`barred`: pairs (registration, brought opening) that were chosen and may not meet, and are not booked.

    `proposed` times were live before; `walls` are confirmed ones that no slot of today fits, and that stay; `soon` begin
    too near to now to be moved, whether confirmed or not. `near`: confirmed ones nearer to another confirmed one of the
    person than the minutes asked for now; they stay too.
    """

    problem: solver.Problem
    zero: datetime
    barred: list[tuple[int, int]]
    wished: set[tuple[int, int]]
    proposed: int
    walls: int
    soon: int
    near: int

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
    stands = standing(people, desks, session.starts, span, now)
    agreed = {(one.registration_id, one.participation_id) for one in stands.walls}
    pairs = Pairs(timetable, people, brought, agreed, now)
    edges = list(pairs.edges())
    told = [told_of(one, session.starts) for one in stands.fixed]
    meet = {edge.person for edge in edges} | {one.person for one in told}
    firm = stands.by_person()
    busy = _busy(stands.walls, people, timetable)
    return Given(
        problem=solver.Problem.of(
            people=[
                _person(one, timetable, span, busy[one.pk], firm[one.pk], pairs.had(one))
                for one in people
                if one.pk in meet or not pairs.had(one)  # who is served and finds nobody more is not left out
            ],
            interviewers=[without(desk, stands.walls, session.starts) for desk in desks],
            edges=edges,
            sites=_sites(timetable, people),
            between=timetable.gap_minutes,
            floors=[solver.Floor(PRIORITY, timetable.floor / 100)] if timetable.floor else [],
            fixed=told,
            proposed=stands.proposed,
        ),
        zero=session.starts,
        barred=pairs.barred,
        wished=set(pairs.ranks),
        proposed=stands.live - len(stands.fixed) - len(stands.walls),
        walls=len(stands.walls) - stands.soon,
        soon=stands.soon,
        near=near(stands, timetable),
    )


def _span(session: FairSession, now: datetime) -> solver.Window:
    begins = max(0, minutes(now + rules.AHEAD - session.starts)) if now >= session.starts else 0
    return begins, minutes(session.ends - session.starts)


def _busy(walls: list[Appointment], people: list[Registration], timetable: Timetable) -> dict[int, list[solver.Window]]:
    """Of each person the minutes that are taken, with the gap and the way to another site, or that they have no time in."""
    zero, sites = timetable.session.starts, {one.pk: where(one) for one in people}
    busy: dict[int, list[solver.Window]] = defaultdict(list)
    declined = Appointment.objects.filter(
        registration__in=people, state=Appointment.State.DECLINED, because=Appointment.Because.TIME
    )
    for one in (*walls, *declined):
        away = one.state in rules.LIVE and rules.is_elsewhere(one, sites[one.registration_id])
        free = timetable.gap_minutes + (timetable.way_minutes if away else 0)
        busy[one.registration_id].append(((one.starts - zero) // MINUTE - free, minutes(one.ends - zero) + free))
    return busy


def _people(timetable: Timetable) -> list[Registration]:
    there = Registration.objects.filter(session_id=timetable.session_id, state__in=rules.COMES)
    return list(there.select_related("seeker__commune", "site__place", "session").order_by("pk"))


def _brought(timetable: Timetable, now: datetime) -> list[SessionVacancy]:
    """Of those who come: once the fair runs and the late have had their quarter of an hour, of those who are there."""
    session = timetable.session
    late = session.state == SessionState.RUNNING and now >= session.starts + rules.LATE
    there = (ParticipationState.PRESENT,) if late else MEETS
    openings = SessionVacancy.objects.filter(participation__session=session, participation__state__in=there)
    return list(openings.select_related("vacancy__commune", "participation__site").order_by("pk"))


def _person(
    one: Registration,
    timetable: Timetable,
    span: solver.Window,
    busy: list[solver.Window],
    firm: list[Appointment],
    had: int,
) -> solver.Person:
    """`firm` are confirmed: the person comes then, however near to something else it is."""
    zero, site = timetable.session.starts, where(one)
    first = max(span[0], minutes(one.free_from - zero)) if one.free_from else span[0]
    last = min(span[1], (one.free_until - zero) // MINUTE) if one.free_until else span[1]
    return solver.Person(
        id=one.pk,
        windows=(*rules.cut(((first, last),), busy), *(minutes_of(one, zero) for one in firm)),
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
        windows = said or [(0, minutes(session.ends - session.starts))]
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
    there = Counter(where(one).pk for one in people)
    places = SessionSite.objects.filter(session_id=timetable.session_id, place__isnull=False).select_related("place")
    return [
        solver.Site(site.pk, site.place.computers or there[site.pk]) for site in places.order_by("pk") if site.place
    ]


def latest_of(session_id: int) -> Timetable | None:
    return Timetable.objects.filter(session_id=session_id).select_related("session").order_by("-number").first()


def in_force(session_id: int) -> Timetable | None:
    return Timetable.objects.filter(session_id=session_id, state=Timetable.State.SENT).first()
