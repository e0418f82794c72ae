"""The running session as its operator sees it: desks, sites, five numbers, and what needs a decision."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, OuterRef, Subquery

from nhipcau.fairs.models import (
    Appointment,
    Device,
    FairSession,
    Participation,
    ParticipationState,
    Registration,
    RegistrationState,
    ScanEvent,
    SessionSite,
    SessionState,
)
from nhipcau.fairs.queries.appointments import people_without
from nhipcau.fairs.queries.elsewhere import undecided_in
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.sessions import sites_in
from nhipcau.fairs.rules.cockpit import ACT, Trouble, is_quiet, is_silent, minutes_since, trouble_at
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Desk, Interview, Outcome, QueueTicket, Stage, TicketState

R = RegistrationState
LEFT, NARROWED = Appointment.Because.ENTERPRISE, Appointment.Because.HOURS
WAITS = (TicketState.WAITING, TicketState.BUSY_ELSEWHERE, TicketState.AWAY)
PASSED = (Stage.SECOND_INTERVIEW, Stage.OFFER_ACCEPTED)


@dataclass(frozen=True)
class DeskLine:
    """One table or room. `minutes` is how long it has been in its state; `room`: the call that staff may look into."""

    desk: Desk
    participation: Participation | None
    state: str
    number: int | None
    minutes: int
    waiting: int
    trouble: Trouble
    room: str = ""

    @property
    def is_idle(self) -> bool:
        """Somebody sits there, and nobody waits."""
        present = self.participation is not None and self.participation.state == ParticipationState.PRESENT
        return present and self.state == "free" and not self.waiting


@dataclass(frozen=True)
class SiteLine:
    """`minutes` since the last scan, call, talk or sign of a device there; `quiet` when that is too long.

    `unsent`: scans that doors hold which say nothing any more; then the minutes are since the longest of them did.
    """

    site: SessionSite
    registered: int
    here: int
    minutes: int = 0
    quiet: bool = False
    unsent: int = 0


@dataclass(frozen=True)
class Numbers:
    """Persons, each counted once."""

    registered: int
    here: int
    waiting: int
    talking: int
    passed: int


@dataclass(frozen=True)
class Decision:
    """`kind` is absent, asks, left, hours, site, quiet, elsewhere or desk; one of the others says what it is about."""

    kind: str
    waiting: int = 0
    participation: Participation | None = None
    site: SessionSite | None = None
    line: DeskLine | None = None
    minutes: int = 0
    unsent: int = 0


@dataclass(frozen=True)
class Cockpit:
    lines: list[DeskLine]
    sites: list[SiteLine]
    numbers: Numbers
    decisions: list[Decision]
    score: interviews.Score
    calls: interviews.CallQuality

    @property
    def troubled(self) -> list[DeskLine]:
        return [line for line in self.lines if line.trouble.rank]

    @property
    def idle(self) -> list[DeskLine]:
        return [line for line in self.lines if line.is_idle]


def cockpit(session: FairSession, *, now: datetime) -> Cockpit:
    """The whole board in a fixed number of queries."""
    rows = Participation.objects.filter(session=session).select_related("employer", "site__place", "session")
    taking_part = {row.employer_id: row for row in rows.order_by("employer__name", "pk")}
    lines = _lines(session, taking_part, now)
    sites = _sites(session, lines, now)
    talking = sum(line.state == "in_progress" for line in lines)
    return Cockpit(
        lines=sorted(lines, key=lambda line: (-line.trouble.rank, -line.waiting, line.desk.number)),
        sites=sites,
        numbers=_numbers(session, sites, talking),
        decisions=_decisions(session, list(taking_part.values()), lines, sites, now),
        score=interviews.score_of(occasion_of(session.pk), now=now),
        calls=interviews.call_quality(occasion_of(session.pk)),
    )


def _lines(session: FairSession, taking_part: dict[int, Participation], now: datetime) -> list[DeskLine]:
    lines = []
    for row in interviews.board(occasion_of(session.pk), now=now):
        one = taking_part.get(row.desk.employer_id)
        minutes = minutes_since(row.since, now)
        present = one is not None and one.state == ParticipationState.PRESENT
        trouble = Trouble()
        if session.state == SessionState.RUNNING:
            busy = present or row.state in {"called", "in_progress"}
            trouble = trouble_at(state=row.state, minutes=minutes, waiting=row.waiting, present=busy)
        lines.append(DeskLine(row.desk, one, row.state, row.number, minutes, row.waiting, trouble, row.room))
    return lines


def _sites(session: FairSession, lines: list[DeskLine], now: datetime) -> list[SiteLine]:
    rows = Registration.objects.filter(session=session).order_by().values_list("site", "state")
    counts: Counter[tuple[int, str]] = Counter()
    for site_id, state, count in rows.annotate(n=Count("pk")):
        counts[site_id, state] = count
    heard, waiting, silent = _last_heard(session), Counter[int | None](), _silent_doors(session, now)
    for line in lines:
        waiting[line.desk.place_id] += line.waiting
    found = []
    for site in sites_in(session):
        last = max(filter(None, [site.opened_at, *heard.get(site.place_id, [])]), default=None)
        expected = counts[site.pk, R.CONFIRMED] + waiting[site.place_id]
        runs = session.state == SessionState.RUNNING and site.place_id is not None
        quiet = runs and is_quiet(opened=site.opened_at is not None, last=last, busy=expected > 0, now=now)
        doors = silent[site.pk] if runs and site.opened_at else []
        if doors:
            quiet, last = True, min(contact for contact, _unsent in doors)
        registered = sum(counts[site.pk, state] for state in (R.CONFIRMED, R.CHECKED_IN, R.LEFT, R.NO_SHOW))
        here = counts[site.pk, R.CHECKED_IN] + counts[site.pk, R.LEFT]
        unsent = sum(unsent for _contact, unsent in doors)
        found.append(SiteLine(site, registered, here, minutes_since(last, now), quiet, unsent))
    return found


def _last_heard(session: FairSession) -> dict[int | None, list[datetime]]:
    """By place: the last scan that arrived, call, talk that began or ended, sign of a door or computer. Three queries.

    A talk is heard where the desk stands and where the person sits: an online desk stands nowhere, its people do.
    """
    heard: dict[int | None, list[datetime]] = defaultdict(list)
    scans = ScanEvent.objects.filter(site__session=session).order_by().values_list("site__place")
    for place, last in scans.annotate(last=Max("received_at")):
        heard[place].append(last)
    talks = (
        Interview.objects.filter(**occasion_of(session.pk).keys).order_by().values_list("desk__place", "ticket__place")
    )
    for desk, person, *moments in talks.annotate(Max("called_at"), Max("started_at"), Max("ended_at")):
        for place in {desk, person}:
            heard[place] += [moment for moment in moments if moment]
    devices = Device.objects.filter(session=session).order_by().values_list("site__place")
    for place, last in devices.annotate(last=Max("last_contact_at")):
        heard[place].append(last)
    return heard


def _silent_doors(session: FairSession, now: datetime) -> dict[int, list[tuple[datetime, int]]]:
    """By site: when each door that holds scans and says nothing was last heard of, and how many it holds."""
    found: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    doors = Device.objects.doors().filter(session=session, ended_at=None, waived_at=None, unsent__gt=0)
    for site_id, contact, unsent in doors.values_list("site_id", "last_contact_at", "unsent"):
        if is_silent(contact=contact, unsent=unsent, now=now):
            found[site_id].append((contact, unsent))
    return found


def _numbers(session: FairSession, sites: list[SiteLine], talking: int) -> Numbers:
    occasion = occasion_of(session.pk)
    waiting = QueueTicket.objects.filter(**occasion.keys, state__in=WAITS)
    last = Outcome.objects.filter(interview=OuterRef("pk")).order_by("-pk").values("stage")[:1]
    passed = Interview.objects.filter(**occasion.keys).annotate(last=Subquery(last)).filter(last__in=PASSED)
    return Numbers(
        registered=sum(line.registered for line in sites),
        here=sum(line.here for line in sites),
        waiting=waiting.values("seeker").distinct().count(),
        talking=talking,
        passed=passed.values("seeker").distinct().count(),
    )


def _decisions(
    session: FairSession,
    taking_part: list[Participation],
    lines: list[DeskLine],
    sites: list[SiteLine],
    now: datetime,
) -> list[Decision]:
    """What somebody must decide now, the most people waiting first."""
    if session.state not in (SessionState.READY, SessionState.RUNNING):
        return []
    queues: Counter[int] = Counter()
    for line in lines:
        queues[line.desk.employer_id] = max(queues[line.desk.employer_id], line.waiting)
    found = _of_enterprises(session, taking_part, queues, now)
    if session.state == SessionState.RUNNING:
        found += [
            Decision("site", waiting=row.registered, site=row.site) for row in sites if row.site.opened_at is None
        ]
        found += [
            Decision("quiet", waiting=row.here, site=row.site, minutes=row.minutes, unsent=row.unsent)
            for row in sites
            if row.quiet
        ]
        undecided = undecided_in(session, now=now)
        found += [
            Decision("elsewhere", waiting=undecided[row.site.pk], site=row.site)
            for row in sites
            if row.site.pk in undecided
        ]
        there = [
            line for line in lines if line.participation and line.participation.state == ParticipationState.PRESENT
        ]
        found += [Decision("desk", waiting=line.waiting, line=line) for line in there if line.trouble.rank == ACT]
    return sorted(found, key=lambda decision: -decision.waiting)


def _of_enterprises(
    session: FairSession, taking_part: list[Participation], queues: Counter[int], now: datetime
) -> list[Decision]:
    """Who asks to take part, who has not come, and who took times away by leaving or by other hours."""
    found, gone, narrowed = [], *(people_without(session, why, now=now) for why in (LEFT, NARROWED))
    for one in taking_part:
        if one.state == ParticipationState.APPLIED:
            found.append(Decision("asks", participation=one))
        elif one.state in (ParticipationState.APPROVED, ParticipationState.SET_UP) and now >= session.starts:
            found.append(Decision("absent", waiting=queues[one.employer_id], participation=one))
        elif gone[one.pk]:
            found.append(Decision("left", waiting=gone[one.pk], participation=one))
        elif narrowed[one.pk]:
            found.append(Decision("hours", waiting=narrowed[one.pk], participation=one))
    return found
