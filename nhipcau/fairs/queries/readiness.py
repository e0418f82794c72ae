"""Who is not ready for a session: enterprises, those asked that have not answered, sites, centres invited. A handful of queries, however many."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import Role, StaffRole, centres_where
from nhipcau.employers.models import Employer, Recruiter
from nhipcau.fairs.models import (
    EnterpriseInvitation,
    FairSession,
    Participation,
    SessionSite,
    SessionVacancy,
    SiteInvitation,
)
from nhipcau.fairs.queries.invitations import waiting_centres, waiting_enterprises
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.sessions import sites_in
from nhipcau.fairs.rules import readiness as rules
from nhipcau.fairs.rules.readiness import Lack
from nhipcau.fairs.rules.taking_part import AGAIN
from nhipcau.interviews.models import Desk

RUN_A_SITE = (Role.SITE_OFFICER, Role.OPERATOR)


@dataclass(frozen=True)
class NotReady:
    """One of the four, and what it lacks."""

    lacks: list[Lack]
    participation: Participation | None = None
    asked: EnterpriseInvitation | None = None
    site: SessionSite | None = None
    invitation: SiteInvitation | None = None

    @property
    def missing(self) -> list[str]:
        return rules.in_words(self.lacks)

    @property
    def employer(self) -> Employer | None:
        row = self.participation or self.asked
        return row.employer if row else None

    def kept(self) -> dict[str, Any]:
        """As a check keeps it: ids and codes."""
        if row := self.participation or self.asked:
            whose = {"employer": row.employer_id}
        elif self.site is not None:
            whose = {"site": self.site.pk}
        else:
            whose = {"invitation": self.invitation.pk if self.invitation else 0}
        return {**whose, "lacks": [str(lack) for lack in self.lacks]}


def all_not_ready(session: FairSession) -> list[NotReady]:
    return [*not_ready(session), *sites_not_ready(session), *invited_not_ready(session)]


def soon_lacking(user: Visitor, *, now: datetime, limit: int = 3) -> list[tuple[FairSession, int]]:
    """The next sessions of this user's centres that were looked at, with how much is missing now."""
    mine = centres_where(user, "fairs.plan_session")
    soon = FairSession.objects.filter(
        centre_id__in=mine, state__in=rules.LOOKED_AT, starts__gt=now, checks__starts=F("starts")
    )
    found = soon.order_by("starts", "pk").distinct()[:limit]
    return [(session, len(all_not_ready(session))) for session in found]


def anybody_takes_part(session: FairSession) -> bool:
    return _coming(session).exists()


def _coming(session: FairSession) -> QuerySet[Participation]:
    return Participation.objects.filter(session=session).exclude(state__in=AGAIN)


def not_ready(session: FairSession) -> list[NotReady]:
    """Enterprises that cannot start on the day as things are, then those asked that have not answered. Five queries."""
    lacks = rules.lacks_of_asked(session.state)
    return [*_lacking(session), *(NotReady(lacks, asked=one) for one in waiting_enterprises(session))]


def _lacking(session: FairSession) -> list[NotReady]:
    coming = _coming(session)
    people = Recruiter.objects.in_force_on(localdate(session.starts))
    people = people.filter(employer_id__in=coming.values("employer_id"))
    recruiters = dict(people.order_by().values_list("employer_id").annotate(Count("pk")))
    brought = SessionVacancy.objects.filter(participation__session=session)
    openings = dict(brought.order_by().values_list("participation_id").annotate(Count("pk")))
    desks = _desks(session)
    rows = []
    for one in coming.select_related("employer", "site__place").order_by("employer__name", "pk"):
        total, named = desks.get(one.employer_id, (0, 0))
        lacks = rules.lacks_of(
            state=one.state,
            openings=openings.get(one.pk, 0),
            desks=total,
            named=named,
            recruiters=recruiters.get(one.employer_id, 0),
        )
        if lacks:
            rows.append(NotReady(lacks, participation=one))
    return rows


def _desks(session: FairSession) -> dict[int, tuple[int, int]]:
    """By enterprise: its tables and rooms, and those with an interviewer's name."""
    there = Desk.objects.filter(**occasion_of(session.pk).keys, closed_at=None).order_by().values("employer_id")
    counted = there.annotate(total=Count("pk"), named=Count("pk", filter=~Q(interviewer="")))
    return {row["employer_id"]: (row["total"], row["named"]) for row in counted}


def sites_not_ready(session: FairSession) -> list[NotReady]:
    """Two queries."""
    sites = sites_in(session)
    day = localdate(session.starts)
    roles = StaffRole.objects.in_force_on(day).filter(
        role__in=RUN_A_SITE, centre__in={site.centre_id for site in sites}
    )
    officers = dict(roles.order_by().values_list("centre_id").annotate(Count("user", distinct=True)))
    found = []
    for site in sites:
        lacks = rules.site_lacks(role=site.role, contact=site.contact, officers=officers.get(site.centre_id, 0))
        if lacks:
            found.append(NotReady(lacks, site=site))
    return found


def invited_not_ready(session: FairSession) -> list[NotReady]:
    return [NotReady([Lack.ANSWER], invitation=one) for one in waiting_centres(session)]
