"""Who waits for whom, and how long. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, FloatField, Q, QuerySet, Sum
from django.db.models.functions import Cast, Extract

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.models import Employer
from nhipcau.interviews.models import (
    ACTIVE,
    Channel,
    Desk,
    Interview,
    InterviewState,
    Occasion,
    Outcome,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.rules.queue import CAP, NEAR, begins_meanwhile, by_place, callable_at, in_order
from nhipcau.interviews.rules.waits import Sample, TalkTime, Wait, talk_time, wait_for
from nhipcau.seekers.api import seekers_of
from nhipcau.seekers.models import Seeker

QueueKey = tuple[int, str, int | None]  # enterprise, channel, place of the table
CALLABLE = (TicketState.WAITING, TicketState.BUSY_ELSEWHERE)
LIVE = (*CALLABLE, TicketState.AWAY)
AT_WORK: dict[str, Any] = {"closed_at": None, "stopped_at": None, "paused_at": None}


@dataclass(frozen=True)
class MyTurn:
    """One queue of a person. `wait` is None when no desk of that queue is at work."""

    ticket: QueueTicket
    interview: Interview | None
    ahead: int
    wait: Wait | None
    desks: tuple[Desk, ...]
    outcome: Outcome | None

    @property
    def is_near(self) -> bool:
        """They should be at the table, or on the page, now."""
        return self.ticket.state == TicketState.WAITING and bool(self.desks) and self.ahead < NEAR


@dataclass(frozen=True)
class LineEnd:
    """What somebody who joins now would meet. `wait` is None when no desk of it is at work."""

    waiting: int
    wait: Wait | None
    desks: tuple[int, ...]


def key_of(row: Desk | QueueTicket) -> QueueKey:
    return row.employer_id, row.channel, row.place_id if row.channel == Channel.ONSITE else None


def tickets_visible_to(user: User) -> QuerySet[QueueTicket]:
    """One's own, and for staff those of people at a place of their centre or with a file there."""
    ours = centres_where(user, "fairs.check_in")
    mine = Q(seeker_id__in=seekers_of(user))
    return QueueTicket.objects.filter(
        mine | Q(place__centre_id__in=ours) | Q(seeker__centre_id__in=ours)
    ).select_related("seeker", "employer", "vacancy", "place")


def queue_of(
    occasion: Occasion, employer: Employer | int, *, now: datetime, channel: str | None = None, place: int | None = None
) -> list[QueueTicket]:
    """Who waits for an enterprise, in the order they will be called; who is away for a moment comes last."""
    employer_id = employer if isinstance(employer, int) else employer.pk
    mine: dict[str, Any] = {"employer_id": employer_id, **({"channel": channel} if channel else {})}
    if channel == Channel.ONSITE:
        mine["place_id"] = place
    tickets = QueueTicket.objects.filter(**occasion.keys, **mine, state__in=LIVE).select_related("seeker", "vacancy")
    groups: dict[bool, list[QueueTicket]] = {True: [], False: []}
    for ticket in tickets:
        groups[ticket.state == TicketState.AWAY].append(ticket)
    away = sorted(groups[True], key=lambda ticket: ticket.position)
    return in_order(groups[False], _recent(occasion, mine), now=now) + away


def line_of(desk: Desk, *, now: datetime) -> list[QueueTicket]:
    """Whom this desk may call now, in order; then who else waits here, and who is away."""
    mine = {"employer_id": desk.employer_id, "channel": desk.channel}
    if desk.channel == Channel.ONSITE:
        mine["place_id"] = desk.place_id
    everyone = QueueTicket.objects.filter(**desk.occasion.keys, **mine, state__in=LIVE)
    tickets = list(everyone.select_related("seeker", "vacancy", "desk"))
    recent = _recent(desk.occasion, mine)
    first = callable_at(desk, tickets, recent, now=now, promised=promised(tickets, now=now))
    called = {ticket.pk for ticket in first}
    others = [ticket for ticket in tickets if ticket.pk not in called]
    here = [ticket for ticket in others if ticket.state != TicketState.AWAY]
    away = sorted((ticket for ticket in others if ticket.state == TicketState.AWAY), key=by_place)
    return [*first, *in_order(here, now=now), *away]


def promised(tickets: Collection[QueueTicket], *, now: datetime) -> set[int]:
    """Those of the tickets whose person has another booking that begins within the talk."""
    people = {ticket.seeker_id for ticket in tickets}
    booked: dict[tuple[int, Occasion], list[QueueTicket]] = defaultdict(list)
    live = QueueTicket.objects.filter(seeker_id__in=people, state__in=LIVE, due_at__isnull=False)
    for other in live.select_related("desk"):
        booked[other.seeker_id, other.occasion].append(other)
    return {
        ticket.pk
        for ticket in tickets
        if any(begins_meanwhile(ticket, other, now) for other in booked[ticket.seeker_id, ticket.occasion])
    }


def lines_of(occasion: Occasion, *, now: datetime) -> dict[QueueKey, list[int]]:
    """The numbers that wait in each queue, in order. A priority call of just now may move them by one."""
    waiting = QueueTicket.objects.filter(**occasion.keys, state__in=CALLABLE)
    return {key: [ticket.number for ticket in in_order(queue, now=now)] for key, queue in _by_queue(waiting).items()}


def _recent(occasion: Occasion, mine: dict[str, Any]) -> list[bool]:
    """Whether the last calls of this queue went to the priority group, oldest first."""
    of_ticket = {f"ticket__{name}": value for name, value in mine.items() if name != "employer_id"}
    calls = Interview.objects.filter(**occasion.keys, employer_id=mine["employer_id"], **of_ticket)
    return list(calls.order_by("-pk").values_list("ticket__priority", flat=True)[: CAP - 1])[::-1]


def _by_queue(tickets: Iterable[QueueTicket]) -> dict[QueueKey, list[QueueTicket]]:
    queues: dict[QueueKey, list[QueueTicket]] = defaultdict(list)
    for ticket in tickets:
        queues[key_of(ticket)].append(ticket)
    return queues


def my_day(occasion: Occasion, seeker: Seeker, *, now: datetime) -> list[MyTurn]:
    """The person's queues: a call first, then by the wait, then what is over."""
    tickets = QueueTicket.objects.filter(**occasion.keys, seeker=seeker)
    mine = list(tickets.select_related("employer", "vacancy", "place").order_by("joined_at", "pk"))
    employers = {ticket.employer_id for ticket in mine}
    queued = QueueTicket.objects.filter(**occasion.keys, employer_id__in=employers, state__in=CALLABLE)
    queues = _by_queue(queued)
    desks = _desks(occasion, employers)
    times = _talk_times(occasion, employers)
    talks = {i.ticket_id: i for i in Interview.objects.filter(ticket__in=mine).select_related("desk").order_by("pk")}
    outcomes = {o.interview_id: o for o in Outcome.objects.filter(interview__in=talks.values()).order_by("pk")}
    busy = set(Interview.objects.filter(**occasion.keys, state__in=ACTIVE).values_list("desk_id", flat=True))
    turns = []
    for ticket in mine:
        at_work = desks.get(key_of(ticket), [])
        line = [waiting.pk for waiting in in_order(queues.get(key_of(ticket), []), now=now)]
        ahead = line.index(ticket.pk) if ticket.pk in line else len(line)
        working = sum(desk.pk in busy for desk in at_work)
        wait = wait_for(ahead=ahead, desks=len(at_work), busy=working, time=times[ticket.employer_id])
        talk = talks.get(ticket.pk)
        outcome = outcomes.get(talk.pk) if talk else None
        shown = wait if ticket.state in LIVE else None
        turns.append(MyTurn(ticket, talk, ahead, shown, tuple(at_work), outcome))
    return sorted(turns, key=_urgency)


def line_ends(occasion: Occasion, employers: set[int], *, seeker_id: int) -> dict[QueueKey, LineEnd]:
    """The end of each queue of these enterprises as this person finds it: who waits besides them. Four queries."""
    desks, times = _desks(occasion, employers), _talk_times(occasion, employers)
    queued = QueueTicket.objects.filter(**occasion.keys, employer_id__in=employers, state__in=CALLABLE)
    queues = _by_queue(queued.exclude(seeker_id=seeker_id))
    busy = set(Interview.objects.filter(**occasion.keys, state__in=ACTIVE).values_list("desk_id", flat=True))
    ends = {}
    for key in desks.keys() | queues.keys():
        at_work, waiting = desks.get(key, []), len(queues.get(key, []))
        working = sum(desk.pk in busy for desk in at_work)
        wait = wait_for(ahead=waiting, desks=len(at_work), busy=working, time=times[key[0]])
        ends[key] = LineEnd(waiting, wait, tuple(desk.number for desk in at_work))
    return ends


def _urgency(turn: MyTurn) -> tuple[int, int]:
    if turn.ticket.state in (TicketState.CALLED, TicketState.SERVING):
        return 0, 0
    if turn.ticket.state in LIVE:
        return 1, turn.wait.p50 if turn.wait else turn.ahead * 60
    return 2, 0


def _desks(occasion: Occasion, employers: set[int]) -> dict[QueueKey, list[Desk]]:
    at_work: dict[QueueKey, list[Desk]] = defaultdict(list)
    desks = Desk.objects.filter(**occasion.keys, employer_id__in=employers, **AT_WORK)
    for desk in desks.order_by("number"):
        at_work[key_of(desk)].append(desk)
    return at_work


def _talk_times(occasion: Occasion, employers: set[int]) -> dict[int, TalkTime]:
    """Seconds of the talks that are over, per enterprise, leaning on those of the whole occasion."""
    talks = Interview.objects.filter(**occasion.keys, state=InterviewState.DONE, ended_at__isnull=False)
    seconds = Cast(Extract(F("ended_at") - F("started_at"), "epoch"), FloatField())
    rows = (
        talks.annotate(seconds=seconds)
        .values_list("employer_id")
        .annotate(n=Count("pk"), total=Sum("seconds"), squares=Sum(F("seconds") * F("seconds")))
        .order_by("employer_id")
    )
    samples = {employer: Sample(n, total, squares) for employer, n, total, squares in rows}
    everyone = Sample(
        sum(sample.count for sample in samples.values()),
        sum(sample.total for sample in samples.values()),
        sum(sample.squares for sample in samples.values()),
    )
    return {employer: talk_time(samples.get(employer, Sample()), everyone) for employer in employers}
