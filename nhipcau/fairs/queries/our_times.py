"""The interview times of a centre's own people in a session, as they were sent; of other centres sums only. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import Appointment, FairSession, Registration, Seating, SessionSite
from nhipcau.fairs.queries.door import meaning
from nhipcau.fairs.rules.timetable import COMES, LIVE

A = Appointment.State
TOLD = (*LIVE, A.DECLINED)
WAITS, NOTHING = "chua", "khong"  # as the address says them


@dataclass(frozen=True)
class Sums:
    """Of one centre, or of several: people who come, those with a time, those who owe an answer; times by answer."""

    centre: str
    people: int = 0
    with_time: int = 0
    owing: int = 0
    waiting: int = 0
    confirmed: int = 0
    declined: int = 0

    @property
    def nothing(self) -> int:
        return self.people - self.with_time


@dataclass(frozen=True)
class PersonTimes:
    """What one person was told: `times` that stand or were declined, in the order of the clock."""

    registration: Registration
    times: list[Appointment]

    @property
    def standing(self) -> list[Appointment]:
        return [one for one in self.times if one.state in LIVE]

    @property
    def waiting(self) -> int:
        return sum(one.state == A.PROPOSED for one in self.times)

    @property
    def declined(self) -> int:
        return sum(one.state == A.DECLINED for one in self.times)


def taking_part(user: Visitor) -> QuerySet[FairSession]:
    """Sessions where a centre with this user at its desk has a site."""
    mine = centres_where(user, "fairs.check_in")
    joined = SessionSite.objects.filter(centre_id__in=mine).values("session_id")
    return FairSession.objects.filter(pk__in=joined).select_related("centre")


def sums_by_centre(session: FairSession) -> dict[int, Sums]:
    """By centre, in the order of their names; centres whose site has nobody are not in it. One query."""
    rows = Registration.objects.filter(session=session, state__in=COMES).order_by("centre__name", "centre_id")
    standing = Q(appointments__state__in=LIVE)
    counted = rows.values_list("centre_id", "centre__name").annotate(
        people=Count("pk", distinct=True),
        with_time=Count("pk", distinct=True, filter=standing),
        owing=Count("pk", distinct=True, filter=Q(appointments__state=A.PROPOSED)),
        waiting=Count("appointments", filter=Q(appointments__state=A.PROPOSED)),
        confirmed=Count("appointments", filter=Q(appointments__state=A.CONFIRMED)),
        declined=Count("appointments", filter=Q(appointments__state=A.DECLINED)),
    )
    return {centre: Sums(name, *counts) for centre, name, *counts in counted}


def together(sums: Iterable[Sums]) -> Sums:
    names = ("people", "with_time", "owing", "waiting", "confirmed", "declined")
    rows = list(sums)
    return Sums("", *(sum(getattr(one, name) for one in rows) for name in names))


def our_people(session: FairSession, ours: Collection[int], *, typed: str, only: str) -> QuerySet[Registration]:
    """Those who come, of the centres `ours`, by name; `only` those who owe an answer, or have nothing."""
    mine = Appointment.objects.filter(registration=OuterRef("pk"))
    people = Registration.objects.filter(session=session, centre_id__in=ours, state__in=COMES)
    if typed:
        people = people.filter(meaning(typed))
    if only == WAITS:
        people = people.filter(Exists(mine.filter(state=A.PROPOSED)))
    elif only == NOTHING:
        people = people.exclude(Exists(mine.filter(state__in=LIVE)))
    shown = people.select_related("seeker", "site__place", "attendance__site__place")
    return shown.prefetch_related(_seats()).order_by("seeker__search", "pk")


def _seats(path: str = "seatings") -> Any:
    return Prefetch(path, Seating.objects.filter(ended_at=None).select_related("device"), to_attr="seats_now")


def times_of(people: Iterable[Registration]) -> list[PersonTimes]:
    """One query, however many people."""
    rows = list(people)
    found: dict[int, list[Appointment]] = defaultdict(list)
    for one in _told().filter(registration__in=rows, state__in=TOLD).order_by("starts", "pk"):
        found[one.registration_id].append(one)
    return [PersonTimes(row, found[row.pk]) for row in rows]


def by_the_clock(people: QuerySet[Registration]) -> QuerySet[Appointment]:
    """Every time of these people that stands, the earliest first, then by table."""
    rows = _told().filter(registration__in=people.order_by().values("pk"), state__in=LIVE)
    with_people = rows.select_related(
        "desk__place",
        "participation__employer",
        "session_vacancy__vacancy",
        "registration__seeker",
        "registration__site__place",
    )
    shown = with_people.prefetch_related(_seats("registration__seatings"))
    return shown.order_by("starts", F("desk__place_id").asc(nulls_last=True), "desk__number", "pk")


def _told() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("desk__place", "participation__employer", "session_vacancy__vacancy")
