"""The rows a report is counted from, and the reports a person may read."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.counselling import api as counselling
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import (
    FairSession,
    Participation,
    ParticipationState,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    SessionVacancy,
    SignUp,
)
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Interview
from nhipcau.seekers import api as seekers
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.rules import ANNOUNCED, Opening, Person, Rows, Site, Talk, count

WAS_THERE = (ParticipationState.PRESENT, ParticipationState.LEFT)
MAY_READ = "fairs.read_report"
READABLE = (SessionState.RUNNING, SessionState.CLOSING, SessionState.CLOSED, SessionState.REPORTED)


def sessions_with_report(user: User) -> QuerySet[FairSession]:
    """Sessions hosted by the centres where this user reads reports, the newest first."""
    mine = FairSession.objects.filter(centre_id__in=centres_where(user, MAY_READ), state__in=READABLE)
    return mine.select_related("centre").order_by("-starts", "-pk")


def figures_of(session: FairSession) -> dict[str, Any]:
    """As frozen; before that as counted now."""
    frozen = FrozenReport.objects.filter(session=session).first()
    return frozen.figures if frozen else count(rows_of(session))


def rows_of(session: FairSession) -> Rows:
    """Everything the report is counted from."""
    return Rows(
        people=_people(session),
        talks=_talks(session),
        openings=_openings(session),
        sites=_sites(session),
        counselling=counselling.counts(fairs.occasion_of(session.pk)),
    )


def _people(session: FairSession) -> list[Person]:
    registrations = Registration.objects.filter(session=session).exclude(state=RegistrationState.CANCELLED)
    day = localdate(session.starts)
    return [
        Person(
            seeker=each.seeker_id,
            site=each.site_id,
            came=each.attendance.site_id if hasattr(each, "attendance") else None,
            absent=each.state == RegistrationState.NO_SHOW,
            walk_in=each.channel == SignUp.WALK_IN,
            channel=_channel(each),
            sex=each.seeker.sex,
            age=seekers.age_band(seekers.age_on(each.seeker, day)),
            qualification=each.seeker.qualification,
        )
        for each in registrations.select_related("seeker", "attendance", "link").order_by("pk")
    ]


def _channel(registration: Registration) -> str:
    link = registration.link
    if link is None:
        return f"by:{registration.channel}"
    return f"{ANNOUNCED}{link.channel}:{link.name}" if link.name else f"{ANNOUNCED}{link.channel}"


def _talks(session: FairSession) -> list[Talk]:
    found = interviews.interviews_of(fairs.occasion_of(session.pk)).select_related(
        "employer__industry", "ticket", "desk"
    )
    return [
        Talk(
            seeker=talk.seeker_id,
            employer=talk.employer_id,
            industry=talk.employer.industry.code if talk.employer.industry else "",
            state=talk.state,
            stage=getattr(talk, "stage", None) or "",
            reason=getattr(talk, "reason", None) or "",
            online=talk.desk.channel == "online",
            waited=None if _on_paper(talk) else clock.minutes_between(talk.ticket.joined_at, talk.called_at),
        )
        for talk in found
    ]


def _on_paper(talk: Interview) -> bool:
    """Held without network and noted later: when it was nobody knows."""
    return talk.started_at is not None and talk.started_at == talk.ended_at


def _openings(session: FairSession) -> list[Opening]:
    there = Participation.objects.filter(session=session, state__in=WAS_THERE)
    brought = SessionVacancy.objects.filter(participation__in=there).annotate(applications=Count("wishes"))
    return [
        Opening(
            employer=line.participation.employer_id,
            industry=line.participation.employer.industry.code if line.participation.employer.industry else "",
            local=line.participation.centre_id == session.centre_id,
            province=line.participation.centre.province_id,
            headcount=line.headcount,
            wishes=line.applications,
        )
        for line in brought.select_related("participation__employer__industry", "participation__centre").order_by("pk")
    ]


def _sites(session: FairSession) -> list[Site]:
    sites = SessionSite.objects.filter(session=session).select_related("place", "centre").order_by("pk")
    return [
        Site(
            pk=site.pk,
            name=f"{site.place} – {site.centre}" if site.place else str(SessionSite.Role(site.role).label),
            hall=site.role == SessionSite.Role.HOST,
        )
        for site in sites
    ]
