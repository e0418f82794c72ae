"""What an announcement says of a session, and what its links have brought. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession, Registration, RegistrationState, SessionSite
from nhipcau.fairs.papers.texts import Facts, Job
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.sessions import openings_of, with_figures
from nhipcau.fairs.rules import announcing as rules
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import InterviewState, Stage
from nhipcau.vacancies.models import PayKind

MOST_JOBS = 5
MOST_LINKS = 100
TOOK_THE_JOB = (Stage.OFFER_ACCEPTED, Stage.STARTED, Stage.RETAINED_1M, Stage.RETAINED_3M)


def link_of(code: str) -> ChannelLink | None:
    """The link behind an address; None for a code that was never given, and while its session is not public."""
    if not rules.looks_right(code):
        return None
    public = ChannelLink.objects.filter(session__in=FairSession.objects.public())
    return public.select_related("session").filter(code=code).first()


def link_into(session: FairSession, code: str) -> ChannelLink | None:
    """The same, and only of this session."""
    return session.links.filter(code=code).first() if rules.looks_right(code) else None


@dataclass(frozen=True)
class Brought:
    """Persons that a link brought: who registered, who came, who took a job on the day."""

    link: ChannelLink
    registered: int
    came: int
    hired: int


def brought_by_links(session: FairSession) -> list[Brought]:
    """The usual ways first, then those with names. Three queries, however many links."""
    people = Registration.objects.filter(session=session, link__isnull=False)
    rows = people.exclude(state=RegistrationState.CANCELLED).values_list("link_id", "seeker_id", "attendance")
    hired = _hired(session)
    registered, came, took = Counter[int](), Counter[int](), Counter[int]()
    for link_id, seeker_id, attendance in rows.order_by():
        registered[link_id] += 1
        came[link_id] += attendance is not None
        took[link_id] += seeker_id in hired
    links = links_of(session)[:MOST_LINKS]
    return [Brought(link, registered[link.pk], came[link.pk], took[link.pk]) for link in links]


def links_of(session: FairSession) -> QuerySet[ChannelLink]:
    """In the order of their making: the usual ways are made together, before any with a name."""
    return ChannelLink.objects.filter(session=session).order_by("pk")


def usual_links(links: Iterable[ChannelLink]) -> dict[str, ChannelLink]:
    return {BroughtBy(link.channel): link for link in links if not link.name}


def facts_of(session: FairSession) -> Facts:
    """Counted now, of a draft too: its host prepares the announcement before it is public."""
    session = with_figures(FairSession.objects.all()).get(pk=session.pk)
    sites = list(session.sites.all())
    host = next((site for site in sites if site.role == SessionSite.Role.HOST), None)
    host = host or next((site for site in sites if site.place), None)
    return Facts(
        centre=session.centre.name,
        centre_short=session.centre.short_name,
        title=session.title,
        theme=session.theme,
        starts=session.starts,
        ends=session.ends,
        place=where(host) if host else "",
        other_places=[where(site) for site in sites if site.place and site is not host],
        online=any(site.role == SessionSite.Role.ONLINE for site in sites),
        enterprises=session.enterprises,  # type: ignore[attr-defined]
        openings=session.openings,  # type: ignore[attr-defined]
        provinces=len({site.centre.province_id for site in sites}),
        jobs=most_asked(session),
        hotline=session.centre.phone,
        note=session.note,
    )


def where(site: SessionSite) -> str:
    """A place as it is said to somebody who must find it; nothing twice."""
    place = site.place
    if place is None:
        return ""
    said = place.name
    units = [place.commune.label if place.commune else "", site.centre.province.label]
    for part in (place.address, *(unit[:1].lower() + unit[1:] for unit in units)):
        if part and part.lower() not in said.lower():
            said += f", {part}"
    return said


def most_asked(session: FairSession) -> list[Job]:
    """The jobs most people are looked for, one line for each name of a job; pay only where all say it by the month."""
    heads, lows, highs = Counter[str](), defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    unsaid: set[str] = set()
    for line in openings_of(session):
        title = line.vacancy.title
        heads[title] += line.headcount
        if line.vacancy.pay_kind != PayKind.MONTH or not line.pay_from:
            unsaid.add(title)
        else:
            lows[title].append(line.pay_from)
            highs[title].append(line.pay_to or line.pay_from)
    return [
        Job(
            title,
            count,
            None if title in unsaid else min(lows[title]),
            None if title in unsaid else max(highs[title]),
        )
        for title, count in heads.most_common(MOST_JOBS)
    ]


def _hired(session: FairSession) -> set[int]:
    """With the outcome in force, which the query adds to each talk."""
    talks = interviews.interviews_of(occasion_of(session.pk)).filter(state=InterviewState.DONE)
    return {talk.seeker_id for talk in talks if getattr(talk, "stage", None) in TOOK_THE_JOB}
