"""Who counts on a session and how each is reached; what became of the news. Reads only."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import centres_where
from nhipcau.consents import api as consents
from nhipcau.employers.models import Employer, Recruiter
from nhipcau.fairs.models import (
    FairSession,
    News,
    NewsLine,
    Participation,
    ReadinessCheck,
    Registration,
    SessionNews,
    SessionSite,
    SignUp,
    SiteInvitation,
    Way,
)
from nhipcau.fairs.queries.invitations import waiting_centres, waiting_enterprises
from nhipcau.fairs.rules import telling as rules
from nhipcau.fairs.rules.people import EXPECTED
from nhipcau.fairs.rules.taking_part import AGAIN

LATELY = timedelta(days=14)
WAITING = NewsLine.State.WAITING
TO_PHONE = (NewsLine.State.TO_PHONE, NewsLine.State.FAILED)


def concerned(session: FairSession, *, now: datetime) -> list[NewsLine]:
    """Everybody who counts on a session, as lines not kept yet: people, enterprises, linked sites, those invited."""
    told = asked_already(session)
    asked = [one.employer for one in waiting_enterprises(session) if one.employer_id in told]
    coming = Participation.objects.filter(session=session).exclude(state__in=AGAIN).select_related("employer")
    enterprises = {one.employer: one.centre_id for one in coming.order_by("pk")}
    enterprises |= {employer: session.centre_id for employer in asked if employer not in enterprises}
    return [
        *_people(session),
        *_officers(session),
        *enterprise_lines(enterprises, now=now),
        *_sites(session),
        *_invited(session, now=now),
    ]


def asked_already(session: FairSession) -> set[int]:
    """Enterprises that a message asked to take part."""
    lines = NewsLine.objects.filter(news__session=session, news__kind=News.ASKED, employer__isnull=False)
    return {pk for pk in lines.values_list("employer_id", flat=True) if pk is not None}


def _people(session: FairSession) -> Iterator[NewsLine]:
    rows = Registration.objects.filter(session=session, state__in=EXPECTED).order_by("pk")
    people = list(rows.values_list("seeker_id", "centre_id", "seeker__phone_index", "seeker__email"))
    agreed = consents.subjects_with_consent([f"seeker:{row[0]}" for row in people], consents.Purpose.MESSAGES)
    for seeker_id, centre_id, phone_index, email in people:
        said_yes = f"seeker:{seeker_id}" in agreed
        way = rules.way_of_person(agreed=said_yes, has_phone=bool(phone_index), email=email)
        yield _line(way, seeker_id=seeker_id, centre_id=centre_id)


def _officers(session: FairSession) -> Iterator[NewsLine]:
    """Commune officers who registered people: many a villager has no phone, and the officer knows the way."""
    centres = dict(registered_in_communes(session).order_by("pk").values_list("registered_by", "centre_id"))
    for officer in User.objects.filter(pk__in=centres).order_by("pk"):
        way = rules.way_of_contact(phone=officer.phone, email=email_of_officer(officer), email_first=True)
        yield _line(way if officer.is_active else Way.PHONE, officer=officer, centre_id=centres[officer.pk])


def registered_in_communes(session: FairSession) -> QuerySet[Registration]:
    given = Registration.objects.filter(session=session, channel=SignUp.COMMUNE, state__in=EXPECTED)
    return given.filter(registered_by__isnull=False)


def email_of_officer(officer: User) -> str:
    """Some accounts are named by their address."""
    return officer.email or (officer.username if "@" in officer.username else "")


def enterprise_lines(enterprises: dict[Employer, int], *, now: datetime) -> Iterator[NewsLine]:
    """Of each the contact, and every recruiter who signs in with another e-mail address. One query."""
    recruiters: dict[int, list[Recruiter]] = {}
    there = Recruiter.objects.in_force_on(localdate(now)).filter(employer__in=enterprises, user__username__contains="@")
    for one in there.select_related("user").order_by("pk"):
        recruiters.setdefault(one.employer_id, []).append(one)
    for employer, centre_id in enterprises.items():
        others = [one for one in recruiters.get(employer.pk, []) if one.user.username != employer.contact_email.lower()]
        way = rules.way_of_contact(phone=employer.contact_phone, email=employer.contact_email)
        if way != Way.PHONE or employer.contact_phone or not others:
            yield _line(way, employer=employer, centre_id=centre_id)
        for one in others:
            yield _line(Way.EMAIL, employer=employer, recruiter=one.user, centre_id=centre_id)


def _sites(session: FairSession) -> Iterator[NewsLine]:
    """Sites of other centres: the contact of the day, else whoever took the invitation."""
    linked = SessionSite.objects.filter(session=session).exclude(centre_id=session.centre_id).order_by("pk")
    taken = {one.site_id: one for one in SiteInvitation.objects.filter(session=session, site__isnull=False)}
    for site in linked:
        invitation = taken.get(site.pk)
        phone = rules.mobile_in(site.contact) or (invitation.phone if invitation else "")
        way = rules.way_of_contact(phone=phone, email=invitation.email if invitation else "")
        yield _line(way, site=site, centre_id=session.centre_id)


def _invited(session: FairSession, *, now: datetime) -> Iterator[NewsLine]:
    for one in waiting_centres(session).filter(expires_at__gt=now):
        way = rules.way_of_contact(phone=one.phone, email=one.email)
        yield _line(way, invitation=one, centre_id=session.centre_id)


def leaving(*, now: datetime) -> list[int]:
    """The news with lines that wait and may be sent at this hour."""
    waiting = SessionNews.objects.filter(Exists(NewsLine.objects.filter(news=OuterRef("pk"), state=WAITING)))
    found = waiting.values_list("pk", "kind", "session__starts")
    return [pk for pk, kind, starts in found if rules.may_leave(kind, starts=starts, now=now)]


def address_of_site(line: NewsLine, *, sms: bool) -> str:
    """Of a linked centre's site: the contact of the day, else that of its invitation."""
    if line.site is None:
        return ""
    invitation = SiteInvitation.objects.filter(session=line.site.session_id, site=line.site).first()
    if sms:
        return rules.mobile_in(line.site.contact) or (invitation.phone if invitation else "")
    return invitation.email if invitation else ""


def lacks_told(line: NewsLine) -> list[str]:
    """What the check behind this news found missing at the enterprise of the line."""
    check = ReadinessCheck.objects.get(pk=int(line.news.key.removeprefix("check-")))
    return [lack for row in check.missing if row.get("employer") == line.employer_id for lack in row["lacks"]]


def _line(way: Way, **whom: object) -> NewsLine:
    state = NewsLine.State.TO_PHONE if way == Way.PHONE else NewsLine.State.WAITING
    return NewsLine(way=way, state=state, **whom)


@dataclass(frozen=True)
class Share:
    """How many of a group are told by which way, in which state."""

    group: str
    way: str
    state: str
    count: int


GROUPS = ("people", "officers", "enterprises", "sites", "invited")


def group_of(line: NewsLine) -> str:
    if line.seeker_id:
        return "people"
    if line.officer_id:
        return "officers"
    if line.employer_id:
        return "enterprises"
    return "sites" if line.site_id else "invited"


def shares_of(lines: Iterable[NewsLine]) -> list[Share]:
    """Of lines that are not kept yet."""
    counted = Counter((group_of(line), line.way, line.state) for line in lines)
    return [Share(*key, count) for key, count in sorted(counted.items(), key=lambda item: GROUPS.index(item[0][0]))]


@dataclass(frozen=True)
class Told:
    """A piece of news with what became of it."""

    news: SessionNews
    shares: list[Share]

    def count(self, *states: str) -> int:
        return sum(share.count for share in self.shares if share.state in states)

    @property
    def total(self) -> int:
        return sum(share.count for share in self.shares)

    @property
    def waiting(self) -> int:
        return self.count(NewsLine.State.WAITING)

    @property
    def sent(self) -> int:
        return self.count(NewsLine.State.SENT)

    @property
    def failed(self) -> int:
        return self.count(NewsLine.State.FAILED)

    @property
    def to_phone(self) -> int:
        return self.count(*TO_PHONE)

    @property
    def phoned(self) -> int:
        return self.count(NewsLine.State.PHONED)


def news_of(session: FairSession, limit: int = 20) -> list[Told]:
    """The newest first. Two queries."""
    newest = list(session.news.order_by("-pk")[:limit])
    lines = NewsLine.objects.filter(news__in=newest).order_by()
    groups = {
        "people": Q(seeker__isnull=False),
        "officers": Q(officer__isnull=False),
        "enterprises": Q(employer__isnull=False),
        "sites": Q(site__isnull=False),
        "invited": Q(invitation__isnull=False),
    }
    counts = {group: Count("pk", filter=condition) for group, condition in groups.items()}
    shares: dict[int, list[Share]] = {}
    for news_id, way, state, *found in lines.values_list("news_id", "way", "state").annotate(**counts):
        groups_told = [Share(group, way, state, count) for group, count in zip(GROUPS, found, strict=True) if count]
        shares.setdefault(news_id, []).extend(groups_told)
    return [Told(news, sorted(shares.get(news.pk, []), key=lambda share: GROUPS.index(share.group))) for news in newest]


def current_news(session: FairSession) -> set[int]:
    """The newest change, the newest invitations, the newest reminder: what came before them is overtaken."""
    newest: dict[str, int] = {}
    for pk, kind in session.news.order_by("pk").values_list("pk", "kind"):
        newest["change" if kind in rules.CHANGES else kind] = pk
    return set(newest.values())


def to_phone(user: Visitor, session: FairSession) -> QuerySet[NewsLine]:
    """Whom the staff of the user's own centres still have to phone about current news; never another centre's."""
    mine = centres_where(user, "fairs.see_session")
    lines = NewsLine.objects.filter(news__in=current_news(session), state__in=TO_PHONE, centre_id__in=mine)
    brought = Registration.objects.filter(
        session=OuterRef("news__session"), seeker=OuterRef("seeker"), channel=SignUp.COMMUNE, state__in=EXPECTED
    )
    name = Coalesce(NullIf("registered_by__display_name", Value("")), "registered_by__username")
    lines = lines.annotate(registered_by=Subquery(brought.values(name=name)[:1]))
    return lines.select_related(
        "news", "seeker", "officer", "employer", "recruiter", "site__place", "site__centre", "invitation"
    ).order_by("-employer", "seeker", "pk")


def sessions_to_phone(user: Visitor, *, now: datetime) -> list[tuple[FairSession, int]]:
    """Sessions put off or moved lately, with how many people of the user's own centres are still to be phoned."""
    newest = SessionNews.objects.filter(session=OuterRef("news__session"), kind__in=rules.CHANGES).order_by("-pk")
    mine = centres_where(user, "fairs.see_session")
    lines = NewsLine.objects.filter(centre_id__in=mine, state__in=TO_PHONE, news__made_at__gt=now - LATELY)
    lines = lines.filter(news=Subquery(newest.values("pk")[:1])).order_by()
    counts = dict(lines.values_list("news__session_id").annotate(Count("pk")))
    return [(session, counts[session.pk]) for session in FairSession.objects.filter(pk__in=counts).order_by("starts")]


def lines_of(user: Visitor) -> QuerySet[NewsLine]:
    """Lines that this user may tick off."""
    mine = centres_where(user, "fairs.see_session")
    return NewsLine.objects.filter(centre_id__in=mine).select_related("news__session")
