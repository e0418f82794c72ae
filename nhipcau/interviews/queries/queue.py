"""Who waits for whom, and how long. Reads only."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, Q, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.models import Employer
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.interviews.models import (
    Channel,
    Desk,
    Interview,
    Occasion,
    Outcome,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.queries.waits import CALLABLE, QueueKey, by_queue, key_of, lines
from nhipcau.interviews.rules.queue import CAP, NEAR, SOON, begins_meanwhile, by_place, callable_at, in_order
from nhipcau.interviews.rules.states import said_of
from nhipcau.interviews.rules.waits import Wait
from nhipcau.seekers.api import seekers_of
from nhipcau.seekers.models import Seeker

LIVE = (*CALLABLE, TicketState.AWAY)
_mine = Prepared(
    lambda kind, occasion, seeker: (
        QueueTicket.objects.filter(occasion_kind=kind, occasion_id=occasion, seeker_id=seeker)
        .select_related("employer", "vacancy", "place")
        .order_by("joined_at", "pk")
    ),
    kind=CharField(),
    occasion=BigIntegerField(),
    seeker=BigIntegerField(),
)


@dataclass(frozen=True)
class MyTurn:
    """One queue of a person. `wait` is None when no desk of that queue is at work.

    `awaited`: because the enterprise has not come yet. `booked`: they have a time that has not come yet; `later`: and it
    is not soon either.
    """

    ticket: QueueTicket
    interview: Interview | None
    ahead: int
    wait: Wait | None
    desks: tuple[Desk, ...]
    outcome: Outcome | None
    awaited: bool = False
    booked: bool = False
    later: bool = False

    @property
    def is_near(self) -> bool:
        """They should be at the table, or on the page, now; who has a time, before it or when they were told so."""
        soon = (not self.later or self.ticket.near_at is not None) if self.booked else self.ahead < NEAR
        return self.ticket.state == TicketState.WAITING and bool(self.desks) and soon

    @property
    def is_live(self) -> bool:
        """They have a place in the queue and are not called."""
        return self.ticket.state in LIVE

    @property
    def said(self) -> str:
        """The state of the ticket, as the person reads it."""
        return said_of(self.ticket)


@dataclass(frozen=True)
class LineEnd:
    """What somebody who joins now would meet. `wait` is None when no desk of it is at work."""

    waiting: int
    wait: Wait | None
    desks: tuple[int, ...]


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
    return {key: [ticket.number for ticket in in_order(queue, now=now)] for key, queue in by_queue(waiting).items()}


def _recent(occasion: Occasion, mine: dict[str, Any]) -> list[bool]:
    """Whether the last calls of this queue went to the priority group, oldest first."""
    of_ticket = {f"ticket__{name}": value for name, value in mine.items() if name != "employer_id"}
    calls = Interview.objects.filter(**occasion.keys, employer_id=mine["employer_id"], **of_ticket)
    return list(calls.order_by("-pk").values_list("ticket__priority", flat=True)[: CAP - 1])[::-1]


def my_day(occasion: Occasion, seeker: Seeker, *, now: datetime) -> list[MyTurn]:
    """The person's queues: a call first, then by the booked time or the wait, then what is over."""
    mine = _mine(kind=occasion.kind, occasion=occasion.id, seeker=seeker.pk)
    if not mine:
        return []
    employers = {ticket.employer_id for ticket in mine}
    standing = lines(occasion, employers, now=now)
    talks = {i.ticket_id: i for i in Interview.objects.filter(ticket__in=mine).select_related("desk").order_by("pk")}
    outcomes = {o.interview_id: o for o in Outcome.objects.filter(interview__in=talks.values()).order_by("pk")}
    told, turns = standing.turns(seeker.pk), []
    for ticket in mine:
        turn = told.get(ticket.pk) or standing.uncalled(ticket)
        talk = talks.get(ticket.pk)
        left = ticket.due_at - now if ticket.due_at and ticket.state in LIVE else None
        one = MyTurn(
            ticket=ticket,
            interview=talk,
            ahead=turn.ahead,
            wait=turn.wait,
            desks=tuple(standing.desks.get(key_of(ticket), [])),
            outcome=outcomes.get(talk.pk) if talk else None,
            awaited=turn.awaited,
            booked=left is not None and left > timedelta(),
            later=left is not None and left > SOON,
        )
        turns.append(one)
    return sorted(turns, key=lambda turn: _urgency(turn, now))


def line_ends(occasion: Occasion, employers: set[int], *, seeker_id: int, now: datetime) -> dict[QueueKey, LineEnd]:
    """The end of each queue of these enterprises as this person finds it: who waits besides them. Four queries."""
    standing = lines(occasion, employers, now=now)
    ends = {}
    for key in standing.desks.keys() | standing.queues.keys():
        turn = standing.end_of(key, but=seeker_id)
        ends[key] = LineEnd(turn.ahead, turn.wait, tuple(desk.number for desk in standing.desks.get(key, [])))
    return ends


def _urgency(turn: MyTurn, now: datetime) -> tuple[int, float]:
    if turn.ticket.state in (TicketState.CALLED, TicketState.SERVING):
        return 0, 0
    if turn.booked and turn.ticket.due_at:
        return 1, (turn.ticket.due_at - now).total_seconds() / 60
    if turn.ticket.state in LIVE:
        return (1, turn.wait.p50) if turn.wait else (2, turn.ahead)
    return 3, 0
