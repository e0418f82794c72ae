"""How long people still wait, the whole occasion in a fixed number of queries, and how right we were. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, DateTimeField, DurationField, F, Min, Q, Value
from django.db.models.functions import Coalesce

from nhipcau.interviews.models import (
    ACTIVE,
    Channel,
    Desk,
    Estimate,
    Interview,
    Occasion,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.rules.queue import in_order, kept_from, promised_to
from nhipcau.interviews.rules.scores import Score, Told, score
from nhipcau.interviews.rules.states import RECONNECT
from nhipcau.interviews.rules.waits import (
    Sample,
    TalkTime,
    Wait,
    talk_time,
    wait_for_appointment,
    wait_for_stand_by,
)

QueueKey = tuple[int, str, int | None]  # enterprise, channel, place of the table
CALLABLE = (TicketState.WAITING, TicketState.BUSY_ELSEWHERE)
AT_WORK: dict[str, Any] = {"closed_at": None, "stopped_at": None, "paused_at": None}  # once its enterprise has come
# From the end of the talk before, when the next call followed within five minutes, to the end of this one: what each
# person in the queue costs those behind, who did not come and who was put back too.
TURNS = """
    SELECT employer_id, count(*), sum(seconds), sum(seconds * seconds) FROM (
        SELECT employer_id, extract(epoch FROM ended_at - CASE
            WHEN called_at - before BETWEEN interval '0' AND interval '5 minutes' THEN before ELSE called_at END
        )::float AS seconds
        FROM (SELECT employer_id, called_at, ended_at, lag(ended_at) OVER (PARTITION BY desk_id ORDER BY id) AS before
              FROM interviews_interview WHERE occasion_kind = %s AND occasion_id = %s
              AND (ended_at IS NULL OR started_at IS DISTINCT FROM ended_at)) AS turns  -- on paper: no time is known
        WHERE ended_at IS NOT NULL
    ) AS lasted GROUP BY employer_id
"""


def key_of(row: Desk | QueueTicket) -> QueueKey:
    return row.employer_id, row.channel, row.place_id if row.channel == Channel.ONSITE else None


def by_queue(tickets: Iterable[QueueTicket]) -> dict[QueueKey, list[QueueTicket]]:
    queues: dict[QueueKey, list[QueueTicket]] = defaultdict(list)
    for ticket in tickets:
        queues[key_of(ticket)].append(ticket)
    return queues


@dataclass(frozen=True)
class Turn:
    """`ahead` people come before; `wait` is None when no desk of the queue is at work.

    `awaited`: because the enterprise has not come yet.
    """

    ahead: int
    wait: Wait | None
    awaited: bool = False


@dataclass(frozen=True)
class Lines:
    """Queues of an occasion as they stand: who waits, which desks are at work, which of them are busy.

    `booked`: when people are called nowhere else, by seeker. `awaited`: queues whose enterprise has not come yet.
    """

    now: datetime
    queues: dict[QueueKey, list[QueueTicket]]
    desks: dict[QueueKey, list[Desk]]
    busy: set[int]
    times: dict[int, TalkTime]
    usual: TalkTime
    booked: dict[int, list[tuple[datetime, datetime]]]
    awaited: set[QueueKey]

    def turn_of(self, ticket: QueueTicket) -> Turn:
        """Somebody who is away counts as last in the line."""
        key = key_of(ticket)
        line = self.queues.get(key, [])
        ahead = next((n for n, other in enumerate(line) if other.pk == ticket.pk), len(line))
        return Turn(ahead, self._wait(key, line, ahead, ticket), key in self.awaited)

    def end_of(self, key: QueueKey, *, but: int) -> Turn:
        """As somebody finds it who joins now; `but` is that person, who does not stand before themself."""
        line = [other for other in self.queues.get(key, []) if other.seeker_id != but]
        return Turn(len(line), self._wait(key, line, len(line), None), key in self.awaited)

    def turns(self) -> dict[int, Turn]:
        """Of everybody who can be called, by ticket."""
        return {
            ticket.pk: Turn(n, self._wait(key, line, n, ticket), key in self.awaited)
            for key, line in self.queues.items()
            for n, ticket in enumerate(line)
        }

    def _wait(self, key: QueueKey, line: list[QueueTicket], place: int, ticket: QueueTicket | None) -> Wait | None:
        desks, time = self.desks.get(key, []), self.times.get(key[0], self.usual)
        busy = sum(desk.pk in self.busy for desk in desks)
        if ticket is not None and ticket.due_at is not None and ticket.desk_id in {desk.pk for desk in desks}:
            due = self._minutes(ticket.due_at)
            first = sum(other.desk_id == ticket.desk_id for other in line[:place]) if due <= 0 else 0
            return wait_for_appointment(due=due, before=first, busy=ticket.desk_id in self.busy, time=time)
        return wait_for_stand_by(
            ahead=place,
            desks=len(desks),
            busy=busy,
            time=time,
            booked=[
                self._minutes(kept_from(other.due_at, other.lasts))
                for other in line[place:]
                if other.due_at and other.lasts
            ],
            taken=[
                (self._minutes(begins), self._minutes(ends))
                for begins, ends in self.booked.get(ticket.seeker_id if ticket else 0, ())
            ],
        )

    def _minutes(self, moment: datetime) -> float:
        return minutes_between(self.now, moment)


def lines(occasion: Occasion, employers: set[int] | None = None, *, now: datetime) -> Lines:
    """All queues, or those of these enterprises. Four queries."""
    only: dict[str, Any] = {} if employers is None else {"employer_id__in": employers}
    waiting = QueueTicket.objects.filter(**occasion.keys, **only, state__in=CALLABLE)
    at_work: dict[QueueKey, list[Desk]] = defaultdict(list)
    awaited: set[QueueKey] = set()
    for desk in Desk.objects.filter(**occasion.keys, **only, **AT_WORK).order_by("number"):
        if desk.awaited:
            awaited.add(key_of(desk))
        else:
            at_work[key_of(desk)].append(desk)
    times, usual = _talk_times(occasion)
    tickets = list(waiting)
    booked: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for ticket in tickets:
        if ticket.due_at and ticket.lasts:
            booked[ticket.seeker_id].append(promised_to(ticket.due_at, ticket.lasts))
    return Lines(
        now=now,
        queues={key: in_order(queue, now=now) for key, queue in by_queue(tickets).items()},
        desks=at_work,
        busy=set(Interview.objects.filter(**occasion.keys, state__in=ACTIVE).values_list("desk_id", flat=True)),
        times=times,
        usual=usual,
        booked=booked,
        awaited=awaited - at_work.keys(),
    )


def _talk_times(occasion: Occasion) -> tuple[dict[int, TalkTime], TalkTime]:
    """Per enterprise, leaning on those of the whole occasion; and what is usual where nobody was called yet."""
    with connection.cursor() as cursor:
        cursor.execute(TURNS, [occasion.kind, occasion.id])
        samples = {employer: Sample(n, total, squares) for employer, n, total, squares in cursor.fetchall()}
    everyone = Sample(
        sum(sample.count for sample in samples.values()),
        sum(sample.total for sample in samples.values()),
        sum(sample.squares for sample in samples.values()),
    )
    times = {employer: talk_time(sample, everyone) for employer, sample in samples.items()}
    return times, talk_time(Sample(), everyone)


def score_of(occasion: Occasion, *, now: datetime) -> Score:
    """Every estimate that was told, against the call that came after it, or the wait without one.

    Who went away is not called: their wait ends there. Of a talk that was noted on paper nobody knows when it was.
    """
    of_occasion = {f"ticket__{name}": value for name, value in occasion.keys.items()}
    told = Estimate.objects.filter(**of_occasion).order_by()
    heard = Q(ticket__interviews__called_at__gt=F("at"))
    on_paper = Q(ticket__interviews__started_at=F("ticket__interviews__ended_at"))
    left = F("ticket__reconnect_until") - Value(RECONNECT, DurationField())
    rows = told.annotate(
        called=Min("ticket__interviews__called_at", filter=heard & ~on_paper),
        noted=Count("ticket__interviews", filter=on_paper),
        until=Coalesce(left, "ticket__ended_at", Value(now, DateTimeField())),
    ).values_list("at", "p50", "p90", "called", "noted", "until")
    return score(
        Told(p50, p90, minutes_between(at, at if noted and not called else called or until), called=called is not None)
        for at, p50, p90, called, noted, until in rows
    )


def minutes_between(begin: datetime, end: datetime) -> float:
    return (end - begin).total_seconds() / 60
