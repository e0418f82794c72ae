"""People at a fair, as they see themselves: their tickets, the places and openings they may choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, Count, IntegerField, Q, QuerySet, When

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import (
    FairSession,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    SessionVacancy,
    Wish,
)
from nhipcau.fairs.queries.sessions import openings_of
from nhipcau.fairs.rules.people import TAKES_PEOPLE
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.foundation.prepared.api import OneOf, Prepared
from nhipcau.foundation.text import api as text
from nhipcau.foundation.text.api import words
from nhipcau.seekers.api import Seeker, seekers_of

SHOWN = (
    "session__centre",
    "site__place",
    "site__centre",
    "site__session",
    "seeker__account",
    "attendance__site__place",
)
STAYS_CURRENT = timedelta(hours=12)
FOUND = 12


_wishes = Prepared(
    lambda registration: (
        Wish.objects.filter(registration_id=registration)
        .select_related(
            "session_vacancy__participation__employer",
            "session_vacancy__participation__site__place",
            "session_vacancy__vacancy__commune",
            "session_vacancy__vacancy__province",
            "session_vacancy__vacancy__park",
        )
        .order_by("rank")
    ),
    registration=BigIntegerField(),
)
_ticket = Prepared(
    lambda pk, mine: Registration.objects.filter(OneOf("seeker_id", mine), pk=pk).select_related(*SHOWN),
    pk=BigIntegerField(),
    mine=ArrayField(BigIntegerField()),
)


def _shown(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    return registrations.select_related(*SHOWN)


def of_account(user: Visitor) -> QuerySet[Registration]:
    """The tickets of everybody who signs in with this account, the newest session first."""
    mine = Registration.objects.filter(seeker_id__in=seekers_of(user))
    return _shown(mine).order_by("-session__starts", "-pk")


def ticket_of(user: Visitor, pk: int) -> Registration | None:
    """One of `of_account`."""
    return _ticket.first(pk=pk, mine=list(seekers_of(user)))


def received_by(user: Visitor) -> QuerySet[Registration]:
    """Those of the sites where this user receives people."""
    return _shown(Registration.objects.filter(centre_id__in=centres_where(user, "fairs.check_in")))


def shown_to(user: Visitor) -> QuerySet[Registration]:
    """One's own tickets, and those of the people one receives."""
    ours = Q(seeker_id__in=seekers_of(user)) | Q(centre_id__in=centres_where(user, "fairs.check_in"))
    return _shown(Registration.objects.filter(ours))


def tickets_of(seeker: Seeker) -> QuerySet[Registration]:
    """The coming ones first in time, then those that are over."""
    mine = Registration.objects.filter(seeker=seeker).exclude(state=RegistrationState.CANCELLED)
    return _shown(mine).order_by("-session__starts", "-pk")


def ticket_for_today(seeker: Seeker, now: datetime) -> Registration | None:
    """The session that is on or comes next; a cancelled one counts too, so that people hear of it."""
    coming = tickets_of(seeker).filter(session__ends__gt=now - STAYS_CURRENT)
    return coming.order_by("session__starts", "pk").first()


def registration_in(session: FairSession, seeker: Seeker) -> Registration | None:
    return tickets_of(seeker).filter(session=session).first()


def session_to_register(session_id: int) -> QuerySet[FairSession]:
    return FairSession.objects.public().filter(pk=session_id).select_related("centre")


def takes_people(session: FairSession, now: datetime) -> bool:
    return session.state in TAKES_PEOPLE and now <= session.ends


@dataclass(frozen=True)
class Where:
    """A place to take part. `left` is None when there is no limit; `tables` are the enterprises that sit there."""

    site: SessionSite
    left: int | None
    tables: int


def places_in(session: FairSession) -> list[Where]:
    """The hall first, then the linked sites, then online."""
    sites = session.sites.select_related("place__commune", "centre__province").order_by("pk")
    seated = dict(
        session.participations.filter(state__in=TAKES_PART).order_by().values_list("site").annotate(n=Count("pk"))
    )
    order = {role: index for index, role in enumerate(SessionSite.Role.values)}
    rows = [
        Where(
            site=site,
            left=None if site.capacity is None else max(0, site.capacity - site.taken),
            tables=seated.get(site.pk, 0),
        )
        for site in sites
    ]
    return sorted(rows, key=lambda row: order[row.site.role])


def place_in_waiting(registration: Registration) -> int:
    """1 is the next to get a place."""
    waiting = Registration.objects.filter(site=registration.site_id, state=RegistrationState.WAITLISTED)
    earlier = Q(registered_at__lt=registration.registered_at) | Q(
        registered_at=registration.registered_at, pk__lt=registration.pk
    )
    return waiting.filter(earlier).count() + 1


def openings_at(site: SessionSite, typed: str = "") -> QuerySet[SessionVacancy]:
    """What a person at this site can be interviewed for, at a table there or online; jobs so named come first."""
    there = openings_of(site.session, typed).filter(Q(participation__site=site) | Q(participation__online=True))
    so_named = Q()
    for word in words(typed):
        so_named &= Q(vacancy__title_search__contains=f" {word}")
    if not so_named:
        return there
    rank = Case(When(so_named, then=0), default=1, output_field=IntegerField())
    return there.annotate(rank=rank).order_by("rank", "-headcount", "pk")


def openings_to_choose(site: SessionSite, typed: str, wished_work: str, chosen: Sequence[int]) -> "Choice":
    """What was searched for; with no search, what fits the work the person wants; else the largest orders."""
    left = openings_at(site, typed).exclude(pk__in=chosen)
    if typed:
        return Choice(list(left[:FOUND]), left.count(), typed=typed)
    if words(wished_work) and (fitting := list(openings_at(site, wished_work).exclude(pk__in=chosen)[:FOUND])):
        return Choice(fitting, len(fitting), wished=wished_work)
    return Choice(list(left[:FOUND]), left.count())


@dataclass(frozen=True)
class Choice:
    """`count` may be more than are shown."""

    rows: list[SessionVacancy]
    count: int
    typed: str = ""
    wished: str = ""


def openings_named(session: FairSession, ids: Sequence[int]) -> list[SessionVacancy]:
    """In the order of the ids; those that are no longer brought fall out."""
    rows = {row.pk: row for row in openings_of(session).filter(pk__in=ids)}
    return [rows[pk] for pk in ids if pk in rows]


def opening_of_vacancy(session: FairSession, vacancy_id: str) -> SessionVacancy | None:
    """The opening a person came from, if it is at this fair."""
    return openings_of(session).filter(vacancy_id=text.row_number(vacancy_id)).first()


def wishes_of(registration: Registration) -> list[Wish]:
    """The dearest first, with what a page says of each."""
    wishes = _wishes(registration=registration.pk)
    for wish in wishes:
        wish.registration = registration
    return wishes


def with_vacancy(vacancy_id: str, now: datetime) -> FairSession | None:
    """The next session that takes people and brings this opening."""
    number = text.row_number(vacancy_id)
    sessions = FairSession.objects.filter(
        state__in=[SessionState.REGISTRATION_OPEN, SessionState.READY, SessionState.RUNNING],
        ends__gte=now,
        participations__state__in=TAKES_PART,
        participations__vacancies__vacancy_id=number,
    )
    return sessions.order_by("starts", "pk").first()


def points_of(session: FairSession) -> QuerySet[SessionSite]:
    """Where people of this fair may sit at a computer: its linked sites and halls."""
    sites = SessionSite.objects.filter(session=session, place__computers__gt=0).select_related("place")
    return sites.order_by("place__name")
