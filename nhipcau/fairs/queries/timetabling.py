"""What the solver is given: who may come and when, who interviews, which pairs may meet and how dear each is. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from nhipcau.fairs import timetable as solver
from nhipcau.fairs.models import (
    Appointment,
    DeskHours,
    Registration,
    RegistrationState,
    SessionSite,
    SessionVacancy,
    Timetable,
    Wish,
)
from nhipcau.fairs.queries.occasion import KIND, occasion_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.interviews.models import Channel, Desk, Interview, InterviewState
from nhipcau.matching import api as matching
from nhipcau.seekers.api import has_priority

PRIORITY = 0  # the bit of the priority group
RECOMMENDED = 8  # openings a person did not choose, at most, that are looked at
MET = (InterviewState.CALLED, InterviewState.IN_PROGRESS, InterviewState.DONE)
MINUTE, STEP = timedelta(minutes=1), 5


@dataclass(frozen=True)
class Given:
    """`barred`: pairs (registration, brought opening) that were chosen and may not meet, and are not booked."""

    problem: solver.Problem
    zero: datetime
    barred: list[tuple[int, int]]
    wished: set[tuple[int, int]]

    def at(self, minutes: int) -> datetime:
        return self.zero + minutes * MINUTE


def given_to(timetable: Timetable, *, now: datetime) -> Given:
    """Ids: registrations, desks, participations, sites of the session, brought openings. Minutes from the session's start."""
    session = timetable.session
    zero = session.starts
    begins = max(0, _minutes(now + rules.AHEAD - zero)) if now >= zero else 0
    begins = -(-begins // STEP) * STEP
    ends = _minutes(session.ends - zero)
    people = _people(timetable)
    brought = _brought(timetable)
    pairs = Pairs(timetable, people, brought, now)
    live = list(Appointment.objects.filter(registration__in=people, state__in=rules.LIVE, starts__gte=now))
    return Given(
        problem=solver.Problem.of(
            people=[_person(one, timetable, begins, ends, pairs.met[one.seeker_id]) for one in people],
            interviewers=list(_interviewers(timetable, brought, begins, ends)),
            edges=list(pairs.edges()),
            sites=_sites(timetable, people),
            between=timetable.gap_minutes,
            floors=[solver.Floor(PRIORITY, timetable.floor / 100)] if timetable.floor else [],
            fixed=[_told(one, zero) for one in live if one.state == Appointment.State.CONFIRMED],
            proposed=[_told(one, zero) for one in live if one.state == Appointment.State.PROPOSED],
        ),
        zero=zero,
        barred=pairs.barred,
        wished={(one, other) for one, other in pairs.ranks},
    )


def _minutes(span: timedelta) -> int:
    return -(-span // MINUTE)


def _people(timetable: Timetable) -> list[Registration]:
    there = Registration.objects.filter(session_id=timetable.session_id, state__in=rules.COMES)
    return list(there.select_related("seeker__commune", "site__place", "session", "attendance__site").order_by("pk"))


def _where(one: Registration) -> SessionSite:
    """Where they are, once they are there; else where they said they would be."""
    attendance = getattr(one, "attendance", None) if one.state == RegistrationState.CHECKED_IN else None
    return attendance.site if attendance else one.site


def _brought(timetable: Timetable) -> list[SessionVacancy]:
    openings = SessionVacancy.objects.filter(
        participation__session_id=timetable.session_id, participation__state__in=TAKES_PART
    )
    return list(openings.select_related("vacancy__commune", "participation__site").order_by("pk"))


def _person(one: Registration, timetable: Timetable, begins: int, ends: int, met: int) -> solver.Person:
    zero, site = timetable.session.starts, _where(one)
    first = _minutes(one.free_from - zero) if one.free_from else begins
    last = (one.free_until - zero) // MINUTE if one.free_until else ends
    return solver.Person(
        id=one.pk,
        windows=((max(begins, first), min(ends, last)),),
        sites=(site.pk,) if site.place_id else (),
        most=max(0, timetable.most - met),
        groups=1 << PRIORITY if has_priority(one.seeker, zero.date()) else 0,
    )


def _interviewers(
    timetable: Timetable, brought: list[SessionVacancy], begins: int, ends: int
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
        windows = [((row.starts - session.starts) // MINUTE, (row.ends - session.starts) // MINUTE) for row in mine]
        yield solver.Interviewer(
            id=desk.pk,
            enterprise=of_employer[desk.employer_id],
            windows=tuple((max(begins, a), min(ends, b)) for a, b in windows or [(begins, ends)]),
            slot=mine[0].slot_minutes if mine else timetable.slot_minutes,
            site=site_of[desk.place_id] if desk.place_id else None,
        )


def _sites(timetable: Timetable, people: list[Registration]) -> list[solver.Site]:
    """Nobody has counted the computers of a place that names none: people use their own phones there."""
    there = Counter(_where(one).pk for one in people)
    places = SessionSite.objects.filter(session_id=timetable.session_id, place__isnull=False).select_related("place")
    return [
        solver.Site(site.pk, site.place.computers or there[site.pk]) for site in places.order_by("pk") if site.place
    ]


def _told(one: Appointment, zero: datetime) -> solver.Appointment:
    return solver.Appointment(one.registration_id, one.desk_id, (one.starts - zero) // MINUTE)


class Pairs:
    """Who may meet whom, and how dear it is: what people chose, and what suits them though they did not choose it."""

    def __init__(
        self, timetable: Timetable, people: list[Registration], brought: list[SessionVacancy], now: datetime
    ) -> None:
        self.timetable, self.people, self.brought = timetable, people, brought
        seekers = [one.seeker for one in people]
        self.suits = matching.together(seekers, {row.vacancy_id: row.vacancy for row in brought}.values(), now=now)
        wishes = Wish.objects.filter(registration__in=people, session_vacancy__in=brought)
        self.ranks = {
            (one, other): rank
            for one, other, rank in wishes.values_list("registration_id", "session_vacancy_id", "rank")
        }
        self.invited = self._invited()
        keys = occasion_of(timetable.session_id).keys
        spoken = Interview.objects.filter(**keys, state__in=MET).values_list("seeker_id", "employer_id")
        self.spoken = set(spoken)
        self.met: Counter[int] = Counter(seeker_id for seeker_id, _employer in self.spoken)
        unwanted = Appointment.objects.filter(
            registration__in=people, state=Appointment.State.DECLINED, because=Appointment.Because.NOT_THIS
        )
        self.unwanted = set(unwanted.values_list("registration_id", "participation_id"))
        self.barred: list[tuple[int, int]] = []

    def _invited(self) -> set[tuple[int, int]]:
        found = matching.Invitation.objects.filter(
            occasion_kind=KIND, occasion_id=self.timetable.session_id, withdrawn_at=None
        )
        return set(found.exclude(answer="no").values_list("seeker_id", "vacancy_id"))

    def edges(self) -> Iterator[solver.Edge]:
        rows = {number: row for row, number in enumerate(self.suits.people)}
        columns = {number: column for column, number in enumerate(self.suits.openings)}
        at = np.array([columns[row.vacancy_id] for row in self.brought], np.int64)
        chosen: dict[int, list[int]] = defaultdict(list)
        for registration, brought in self.ranks:
            chosen[registration].append(brought)
        index = {row.pk: place for place, row in enumerate(self.brought)}
        for one in self.people:
            mine = self.suits.scores[rows[one.seeker_id]][at] if len(at) else at
            wished = [index[brought] for brought in chosen[one.pk]]
            for place in [*wished, *self._recommended(one, mine, set(wished))]:
                if edge := self._edge(one, self.brought[place], int(mine[place])):
                    yield edge

    def _recommended(self, one: Registration, scores: Any, wished: set[int]) -> list[int]:
        if not self.timetable.recommends or one.seeker_id in self.suits.alone:
            return []
        best = np.argsort(-scores.astype(np.int32), kind="stable")[: RECOMMENDED + len(wished)]
        return [int(place) for place in best if scores[place] >= matching.WELL and int(place) not in wished][
            :RECOMMENDED
        ]

    def _edge(self, one: Registration, row: SessionVacancy, score: int) -> solver.Edge | None:
        pair, rank = (one.pk, row.pk), self.ranks.get((one.pk, row.pk))
        with_whom = row.participation
        if (one.seeker_id, with_whom.employer_id) in self.spoken or (one.pk, with_whom.pk) in self.unwanted:
            return None
        if rank is None and row.vacancy_id in self.suits.turned_down.get(one.seeker_id, ()):
            return None
        if score < 0 and self.suits.barred(one.seeker_id, row.vacancy_id):
            self.barred.append(pair)
            return None
        invited = (one.seeker_id, row.vacancy_id) in self.invited
        dear = rules.weight(rank=rank, score=score, invited=invited)
        return solver.Edge(one.pk, with_whom.pk, dear, row.pk)


def latest_of(session_id: int) -> Timetable | None:
    return Timetable.objects.filter(session_id=session_id).select_related("session").order_by("-number").first()


def in_force(session_id: int) -> Timetable | None:
    return Timetable.objects.filter(session_id=session_id, state=Timetable.State.SENT).first()
