"""Enterprises in a session: for the operator who answers them, and for the recruiter who asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.employers.models import Employer
from nhipcau.fairs.models import FairSession, Participation, ParticipationState, SessionSite, SessionVacancy
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.fairs.queries.sessions import with_figures
from nhipcau.fairs.rules import taking_part as rules
from nhipcau.fairs.rules.session import TAKES_ENTERPRISES
from nhipcau.interviews.models import Desk
from nhipcau.vacancies.models import Vacancy

ROWS = ("session__centre", "employer__province", "site__place", "site__centre", "centre")


def with_brought(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """`openings` lines and `heads` people needed."""
    brought = SessionVacancy.objects.filter(participation=OuterRef("pk")).order_by().values("participation")
    return participations.select_related(*ROWS).annotate(
        openings=Coalesce(Subquery(brought.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
        heads=Coalesce(Subquery(brought.annotate(n=Sum("headcount")).values("n"), output_field=IntegerField()), 0),
    )


def answered_by(user: Visitor) -> QuerySet[Participation]:
    """Those this user may approve: all of a session they host, and those their centre looks after."""
    mine = centres_where(user, "fairs.approve_participation")
    return Participation.objects.filter(Q(session__centre_id__in=mine) | Q(centre_id__in=mine)).select_related(*ROWS)


def received_by(user: Visitor) -> QuerySet[Participation]:
    """Those whose coming and going this user may note: at their site, or anywhere in a session they host."""
    runs, receives = centres_where(user, "fairs.run_session"), centres_where(user, "fairs.run_site")
    there = Participation.objects.filter(Q(session__centre_id__in=runs) | Q(centre_id__in=receives))
    return there.select_related(*ROWS)


def in_session(user: Visitor, session: FairSession, *, state: str = "") -> QuerySet[Participation]:
    """The table of a session, those who wait for an answer first, then by name."""
    rows = with_brought(answered_by(user)).filter(session=session)
    if state:
        rows = rows.filter(state=state)
    waiting_first = Q(state=ParticipationState.APPLIED)
    return rows.annotate(waits=waiting_first).order_by("-waits", "employer__name", "pk")


@dataclass(frozen=True)
class Seated:
    """An enterprise with the numbers of its tables and rooms."""

    participation: Participation
    tables: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)


def seated(participations: Iterable[Participation]) -> list[Seated]:
    """In the same order, with two queries for all."""
    rows = {(one.session_id, one.employer_id): Seated(one) for one in participations}
    sessions = {session_id for session_id, _employer_id in rows}
    desks = Desk.objects.filter(occasion_kind=KIND, occasion_id__in=sessions, closed_at=None).order_by("number")
    for session_id, employer_id, place_id, number in desks.values_list(
        "occasion_id", "employer_id", "place_id", "number"
    ):
        if row := rows.get((session_id, employer_id)):
            (row.tables if place_id else row.rooms).append(number)
    return list(rows.values())


def desks_of(participation: Participation) -> QuerySet[Desk]:
    """Its tables and rooms that are not given back, in the order of their numbers."""
    keys = {"occasion_kind": KIND, "occasion_id": participation.session_id}
    there = Desk.objects.filter(**keys, employer_id=participation.employer_id, closed_at=None)
    return there.select_related("place").order_by("-channel", "number", "pk")


def mine(user: Visitor) -> QuerySet[Participation]:
    """The participations of the enterprises this user recruits for, the newest session first."""
    rows = with_brought(Participation.objects.filter(employer_id__in=employers_of(user)))
    return rows.order_by("-session__starts", "pk")


def open_to(user: Visitor, day: date) -> list[FairSession]:
    """Coming sessions that an enterprise of this user has not asked to join."""
    sessions = FairSession.objects.filter(state__in=TAKES_ENTERPRISES, ends__date__gte=day)
    ours = employers_of(user)
    asked = Participation.objects.filter(employer_id__in=ours).exclude(state__in=rules.AGAIN)
    full = asked.order_by().values("session").annotate(n=Count("pk")).filter(n__gte=len(ours)).values("session")
    return list(with_figures(sessions.exclude(pk__in=full)).order_by("starts", "pk"))


def enterprises_of(user: Visitor) -> QuerySet[Employer]:
    return Employer.objects.filter(pk__in=employers_of(user)).order_by("name", "pk")


def openings_to_bring(employer: Employer, session: FairSession) -> QuerySet[Vacancy]:
    """Its openings that are on the board on the day of the session."""
    board = Vacancy.objects.open_on(localdate(session.starts)).filter(employer=employer)
    return board.select_related("commune", "province", "park").order_by("-headcount", "pk")


def places_to_sit(session: FairSession) -> QuerySet[SessionSite]:
    """Sites that have tables."""
    sites = session.sites.exclude(role=SessionSite.Role.ONLINE)
    return sites.select_related("place", "centre").order_by("pk")
