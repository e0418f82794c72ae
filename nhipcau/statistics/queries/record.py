"""The rows a session's record is made of, and the records a person may read."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import (
    FairSession,
    Participation,
    ParticipationState,
    Registration,
    SessionSite,
    SessionVacancy,
)
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Interview, InterviewState, Reason, Stage
from nhipcau.statistics.models import RecordPaper, SessionRecord
from nhipcau.statistics.papers.rows import (
    EnterpriseLine,
    Gathered,
    Invitation,
    OpeningLine,
    PersonLine,
    SiteLine,
    TalkLine,
)
from nhipcau.statistics.queries.report import MAY_READ, WAS_THERE, figures_of
from nhipcau.statistics.rules.counting import HIRED, INVITED
from nhipcau.vacancies.api import pay_said

MAY_READ_PEOPLE = "fairs.read_people_list"
MAY_MAKE = "fairs.make_record"
WITH_NAMES = (RecordPaper.Kind.PEOPLE,)
TAKES_PART = (ParticipationState.APPROVED, ParticipationState.SET_UP, *WAS_THERE)


def records_of(user: User) -> QuerySet[SessionRecord]:
    """Records of the centres where this user reads reports, the newest first."""
    mine = SessionRecord.objects.filter(centre_id__in=centres_where(user, MAY_READ))
    return mine.select_related("session", "centre").order_by("-year", "-number", "-pk")


def papers_of(user: User) -> QuerySet[RecordPaper]:
    """The papers this user may take: those that name people only with the permission for it."""
    papers = RecordPaper.objects.filter(record__centre_id__in=centres_where(user, MAY_READ))
    named = centres_where(user, MAY_READ_PEOPLE)
    hidden = papers.filter(kind__in=WITH_NAMES).exclude(record__centre_id__in=named)
    return papers.exclude(pk__in=hidden.values("pk")).select_related("record__session", "record__centre", "file")


def gather(session: FairSession) -> Gathered:
    """Everything the papers say, in a fixed number of queries."""
    talks = list(_interviews(session))
    return Gathered(
        session=session,
        figures=figures_of(session),
        sites=_sites(session),
        enterprises=_enterprises(session, talks),
        people=_people(session),
        talks=[_talk(talk) for talk in talks],
        invitations=_invitations(talks),
    )


def _interviews(session: FairSession) -> QuerySet[Interview]:
    return interviews.interviews_of(fairs.occasion_of(session.pk)).select_related(
        "employer", "vacancy", "ticket", "desk__place"
    )


def _sites(session: FairSession) -> list[SiteLine]:
    sites = SessionSite.objects.filter(session=session).select_related("place", "centre").order_by("pk")
    return [
        SiteLine(
            name=str(site.place or site.get_role_display()),
            centre=site.centre.name,
            role=str(site.get_role_display()),
            capacity=site.capacity,
            contact=site.contact,
            opened_at=site.opened_at,
            linked=site.centre_id != session.centre_id,
        )
        for site in sites
    ]


def _enterprises(session: FairSession, talks: Iterable[Interview]) -> list[EnterpriseLine]:
    """Those that were to come, by name, each with its openings and what became of them."""
    coming = Participation.objects.filter(session=session, state__in=TAKES_PART)
    lines: dict[int, EnterpriseLine] = {}
    by_employer: dict[int, EnterpriseLine] = {}
    for one in coming.select_related("employer", "centre", "site__place").order_by("employer__name", "pk"):
        lines[one.pk] = by_employer[one.employer_id] = EnterpriseLine(
            name=one.employer.name,
            tax_code=one.employer.tax_code or "",
            centre=one.centre.short_name,
            way=str(one.site.place if one.site else SessionSite.Role.ONLINE.label),
            was_there=one.state in WAS_THERE,
            state=str(one.get_state_display()),
        )
    openings: dict[int, OpeningLine] = {}
    brought = SessionVacancy.objects.filter(participation__in=coming).annotate(applications=Count("wishes"))
    for each in brought.select_related("vacancy__commune__province").order_by("-headcount", "pk"):
        opening = OpeningLine(
            title=each.vacancy.title,
            place=str(each.vacancy.get_country_display() or each.vacancy.commune or each.vacancy.workplace),
            pay=pay_said(each.vacancy.pay_kind, each.pay_from, each.pay_to),
            headcount=each.headcount,
            applications=each.applications,
        )
        lines[each.participation_id].openings.append(opening)
        openings[each.vacancy_id] = opening
    _tell_results(by_employer, openings, talks)
    return list(lines.values())


def _tell_results(
    enterprises: dict[int, EnterpriseLine], openings: dict[int, OpeningLine], talks: Iterable[Interview]
) -> None:
    for talk in talks:
        if talk.state != InterviewState.DONE:
            continue
        stage = getattr(talk, "stage", None) or ""
        due = interviews.is_due(stage)
        if due and (enterprise := enterprises.get(talk.employer_id)):
            enterprise.due += 1
        if not (opening := openings.get(talk.vacancy_id or 0)):
            continue
        opening.talks += 1
        opening.due += due
        if stage in HIRED:
            opening.hired.add(talk.seeker_id)
        elif stage in INVITED:
            opening.invited.add(talk.seeker_id)
        elif reason := getattr(talk, "reason", None):
            opening.reasons[str(Reason(reason).label)] += 1


def _people(session: FairSession) -> list[PersonLine]:
    """Who came to the host's own sites. People of linked centres are their centres' to name: the host has the sums."""
    here = Registration.objects.filter(session=session, centre_id=session.centre_id, attendance__isnull=False)
    rows = here.select_related("seeker__commune__province", "attendance__site__place").order_by("number")
    return [
        PersonLine(
            number=each.number,
            name=each.seeker.full_name,
            born=each.seeker.birth_date.year,
            sex=str(each.seeker.get_sex_display()),
            home=f"{each.seeker.commune}, {each.seeker.commune.province.name}" if each.seeker.commune else "",
            qualification=str(each.seeker.get_qualification_display()),
            site=str(each.attendance.site.place or each.attendance.site.get_role_display()),
            came_at=each.attendance.first_at,
            way=str(each.get_channel_display()),
        )
        for each in rows
    ]


def _talk(talk: Interview) -> TalkLine:
    stage, reason = getattr(talk, "stage", None), getattr(talk, "reason", None)
    return TalkLine(
        number=talk.ticket.number,
        enterprise=talk.employer.name,
        opening=talk.vacancy.title if talk.vacancy else "",
        desk=f"{talk.desk.get_channel_display()} {talk.desk.number}",
        called_at=talk.called_at,
        started_at=talk.started_at,
        ended_at=talk.ended_at,
        state=str(talk.get_state_display()),
        result=str(Stage(stage).label) if stage else "",
        reason=str(Reason(reason).label) if reason else "",
        day=getattr(talk, "stage_date", None),
    )


def _invitations(talks: Iterable[Interview]) -> list[Invitation]:
    """Direct interviews agreed on, by day: how many people each enterprise expects."""
    people: dict[tuple[date, str], set[int]] = defaultdict(set)
    for talk in talks:
        day: date | None = getattr(talk, "stage_date", None)
        if getattr(talk, "stage", None) in INVITED and day:
            people[day, talk.employer.name].add(talk.seeker_id)
    return [Invitation(day, name, len(who)) for (day, name), who in sorted(people.items())]
