"""Appointments as pages show them: of a person, of a desk, of a whole session. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Case, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, When

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import Appointment, DeskHours, FairSession, Participation, Registration, TimesLine, Timetable
from nhipcau.fairs.queries.occasion import KIND, occasion_of
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.fairs.rules.timetable import COMES, LIVE
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.interviews.models import Desk, QueueTicket

A, Because = Appointment.State, Appointment.Because
LOST = (Because.MOVED, Because.NO_ROOM, Because.ENTERPRISE, Because.HOURS)  # not the person's own doing
SHOWN = (
    "desk__place",
    "participation__employer",
    "session_vacancy__vacancy",
    "registration__session",
    "registration__seeker",
)
_called = QueueTicket.objects.filter(
    occasion_kind=KIND,
    occasion_id=OuterRef("registration__session_id"),
    seeker_id=OuterRef("registration__seeker_id"),
    employer_id=OuterRef("participation__employer_id"),
    called_at__isnull=False,
)
_again = Appointment.objects.filter(
    registration=OuterRef("registration"), participation=OuterRef("participation"), state__in=LIVE
)
_any = Prepared(
    lambda registration: Appointment.objects.filter(registration_id=registration).order_by().values_list("pk")[:1],
    registration=BigIntegerField(),
)
_ahead = Prepared(
    lambda registration, now: (
        Appointment.objects.filter(registration_id=registration, state__in=LIVE, ends__gt=now)
        .exclude(Exists(_called))
        .select_related(*SHOWN)
        .order_by("starts", "pk")
    ),
    registration=BigIntegerField(),
    now=DateTimeField(),
)
_lost = Prepared(
    lambda registration: (
        Appointment.objects.filter(registration_id=registration, state=A.WITHDRAWN, because__in=LOST)
        .exclude(Exists(_again))
        .select_related(*SHOWN)
        .order_by("starts", "pk")
    ),
    registration=BigIntegerField(),
)


@dataclass(frozen=True)
class Answers:
    """Of the proposed times of a session: how many were confirmed, declined, and wait for an answer."""

    waiting: int
    confirmed: int
    declined: int


def answers_in(session: FairSession) -> Answers:
    counted: Counter[str] = Counter(
        dict(
            Appointment.objects.filter(registration__session=session)
            .order_by()
            .values_list("state")
            .annotate(Count("pk"))
        )
    )
    return Answers(counted[A.PROPOSED], counted[A.CONFIRMED], counted[A.DECLINED])


@dataclass(frozen=True)
class ToldOf:
    """Of a timetable: people to tell, how many were, whose message waits for the morning, and who may not have been reached."""

    total: int
    done: int
    night: int
    unsure: int

    @property
    def left(self) -> int:
        return self.total - self.done - self.night - self.unsure


def told_of(timetable: Timetable) -> ToldOf:
    counted: Counter[str] = Counter(dict(timetable.lines.order_by().values_list("state").annotate(Count("pk"))))
    state = TimesLine.State
    return ToldOf(counted.total(), counted[state.TOLD], counted[state.NIGHT], counted[state.UNSURE])


def of_person(registration: Registration, *, now: datetime) -> list[Appointment]:
    """What stands and is still to come, in the order of the clock: whom the person was called to is behind them."""
    return _ahead(registration=registration.pk, now=now) if _any(registration=registration.pk) else []


def given_up(registration: Registration) -> list[Appointment]:
    """What fell away without the person's doing and was not replaced by another time with the same enterprise."""
    return _lost(registration=registration.pk) if _any(registration=registration.pk) else []


def people_without(session: FairSession, because: Appointment.Because, *, now: datetime) -> Counter[int]:
    """By participation: people who still come, lost their time with it for that reason, and have no other one ahead."""
    lost = Appointment.objects.filter(registration__session=session, state=A.WITHDRAWN, because=because)
    ahead = Appointment.objects.filter(registration=OuterRef("registration"), state__in=LIVE, ends__gt=now)
    rows = lost.filter(registration__state__in=COMES, starts__gt=now).exclude(Exists(ahead))
    return Counter(dict(rows.order_by().values_list("participation").annotate(Count("registration", distinct=True))))


def fell_away(session: FairSession, *, now: datetime) -> list[tuple[str, int]]:
    """Enterprises that are gone or changed their hours, each with how many people have no time left by that."""
    lost = people_without(session, Because.ENTERPRISE, now=now) + people_without(session, Because.HOURS, now=now)
    names = Participation.objects.filter(pk__in=lost).order_by("employer__name").values_list("pk", "employer__name")
    return [(name, lost[pk]) for pk, name in names]


def within(registrations: QuerySet[Registration]) -> QuerySet[Appointment]:
    """Appointments of these people; drafts are nobody's yet."""
    mine = Appointment.objects.filter(registration__in=registrations.order_by().values("pk"))
    return mine.exclude(state=A.DRAFT).select_related(*SHOWN)


def enterprises_of(user: Visitor) -> QuerySet[Participation]:
    runs = centres_where(user, "fairs.run_session")
    return Participation.objects.filter(session__centre_id__in=runs).select_related("session__centre", "employer")


def standing_in(session: FairSession) -> tuple[str, ...]:
    """States of the times that the newest attempt gives: its drafts and what was confirmed, until it is sent."""
    waits = Timetable.objects.filter(session=session, state=Timetable.State.MADE).exists()
    return (A.DRAFT, A.CONFIRMED) if waits else LIVE


def people_in(session: FairSession, *, without: bool, ours: Collection[int]) -> QuerySet[Registration]:
    """One's own people (of centres `ours`) by name, then the others by number, for their names are not shown."""
    mine = Appointment.objects.filter(registration=OuterRef("pk"), state__in=standing_in(session))
    people = Registration.objects.filter(session=session, state__in=COMES).select_related("seeker", "site__place")
    if without:
        people = people.filter(~Exists(mine))
    name = Case(When(centre_id__in=ours, then="seeker__search"))
    return people.annotate(name=name).order_by(F("name").asc(nulls_last=True), "number")


def times_of(session: FairSession, registrations: Collection[int]) -> dict[int, list[Appointment]]:
    """What the newest attempt gives each of them, sent or not. Two queries."""
    found: dict[int, list[Appointment]] = defaultdict(list)
    rows = Appointment.objects.filter(registration_id__in=registrations, state__in=standing_in(session))
    for one in rows.select_related("desk__place", "participation__employer", "session_vacancy__vacancy").order_by(
        "starts", "pk"
    ):
        found[one.registration_id].append(one)
    return found


def enterprises_in(session: FairSession) -> QuerySet[Participation]:
    """With `times` taken and `desks`, the fewest times for each desk first."""
    keys = occasion_of(session.pk).keys
    rows = Participation.objects.filter(session=session, state__in=TAKES_PART).select_related("employer", "site__place")
    taken = Count("appointments", filter=Q(appointments__state__in=standing_in(session)))
    seats = (
        Desk.objects.filter(**keys, employer_id=OuterRef("employer_id"), closed_at=None)
        .order_by()
        .values("employer_id")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return rows.annotate(times=taken, desks=seats).order_by(F("times") / F("desks"), "times", "employer__name", "pk")


@dataclass(frozen=True)
class DeskDay:
    """A desk with its hours (empty: the whole session) and who comes when."""

    desk: Desk
    hours: list[DeskHours]
    times: list[Appointment]

    @property
    def confirmed(self) -> int:
        return sum(one.state == A.CONFIRMED for one in self.times)


def desks_ever(participation: Participation) -> QuerySet[Desk]:
    """Tables and rooms of the enterprise on this day, also those that were given back."""
    return Desk.objects.filter(**occasion_of(participation.session_id).keys, employer_id=participation.employer_id)


def desks_of(participation: Participation) -> list[DeskDay]:
    """Three queries, however many desks."""
    open_ones = desks_ever(participation).filter(closed_at=None).select_related("place")
    desks = list(open_ones.order_by("channel", "number"))
    hours: dict[int, list[DeskHours]] = defaultdict(list)
    for row in DeskHours.objects.filter(desk__in=desks).order_by("starts"):
        hours[row.desk_id].append(row)
    times: dict[int, list[Appointment]] = defaultdict(list)
    shown = Appointment.objects.filter(desk__in=desks, state__in=LIVE).select_related(*SHOWN)
    for one in shown.order_by("starts", "pk"):
        times[one.desk_id].append(one)
    return [DeskDay(desk, hours[desk.pk], times[desk.pk]) for desk in desks]
