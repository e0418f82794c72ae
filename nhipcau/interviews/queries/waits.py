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
    Free,
    Own,
    Sample,
    TalkTime,
    Wait,
    one_after_another,
    rest_of_talk,
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

    `booked`: when people are called nowhere else, by seeker. `talking`: who is called or in a talk, by seeker: of which
    enterprise, since when. `awaited`: queues whose enterprise has not come yet.
    """

    now: datetime
    queues: dict[QueueKey, list[QueueTicket]]
    desks: dict[QueueKey, list[Desk]]
    busy: set[int]
    times: dict[int, TalkTime]
    usual: TalkTime
    booked: dict[int, list[tuple[datetime, datetime]]]
    talking: dict[int, tuple[int, datetime]]
    awaited: set[QueueKey]

    def uncalled(self, ticket: QueueTicket) -> Turn:
        """Of a place that nobody calls now: after the whole line, and no wait is told."""
        key = key_of(ticket)
        return Turn(len(self.queues.get(key, [])), None, key in self.awaited)

    def end_of(self, key: QueueKey, *, but: int) -> Turn:
        """As somebody finds it who joins now; `but` is that person, who does not stand before themself."""
        line = [other for other in self.queues.get(key, []) if other.seeker_id != but]
        wait = self._wait(key, line, len(line), None)
        told = one_after_another([self._own(key, line, wait)], self._talk(but)) if wait else [None]
        return Turn(len(line), told[0], key in self.awaited)

    def turns(self, seeker_id: int | None = None) -> dict[int, Turn]:
        """Of everybody who can be called, or of this person, by ticket: for nobody two talks at the same time."""
        places: dict[int, list[tuple[QueueKey, int, QueueTicket]]] = defaultdict(list)
        for key, line in self.queues.items():
            for n, ticket in enumerate(line):
                if seeker_id in (None, ticket.seeker_id):
                    places[ticket.seeker_id].append((key, n, ticket))
        return {pk: turn for who, mine in places.items() for pk, turn in self._of_person(who, mine).items()}

    def _of_person(self, seeker_id: int, mine: list[tuple[QueueKey, int, QueueTicket]]) -> dict[int, Turn]:
        alone = {ticket.pk: self._wait(key, self.queues[key], n, ticket) for key, n, ticket in mine}
        own = {
            ticket.pk: self._own(key, self.queues[key], wait, ticket)
            for key, _n, ticket in mine
            if (wait := alone[ticket.pk]) is not None
        }
        told = dict(zip(own, one_after_another(list(own.values()), self._talk(seeker_id)), strict=True))
        return {ticket.pk: Turn(n, told.get(ticket.pk), key in self.awaited) for key, n, ticket in mine}

    def _own(self, key: QueueKey, line: list[QueueTicket], wait: Wait, ticket: QueueTicket | None = None) -> Own:
        """Where others wait too, the desks are taken while this person is elsewhere."""
        time, desks = self.times.get(key[0], self.usual), self.desks.get(key, [])
        taken = len(line) > (ticket is not None) and bool(desks)
        booked = ticket is not None and ticket.due_at is not None and ticket.due_at > self.now
        kept = booked and ticket is not None and ticket.desk_id in {desk.pk for desk in desks}
        return Own(wait, time, kept=kept, gap=time.mean / 120 / len(desks) if taken else 0.0)

    def _talk(self, seeker_id: int) -> Free | None:
        if seeker_id not in self.talking:
            return None
        employer, since = self.talking[seeker_id]
        return rest_of_talk(self.times.get(employer, self.usual), minutes_between(since, self.now))

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
    active = Interview.objects.filter(**occasion.keys, state__in=ACTIVE)
    talks = list(active.values_list("desk_id", "seeker_id", "employer_id", "called_at"))
    return Lines(
        now=now,
        queues={key: in_order(queue, now=now) for key, queue in by_queue(tickets).items()},
        desks=at_work,
        busy={desk for desk, _seeker, _employer, _since in talks},
        times=times,
        usual=usual,
        booked=booked,
        talking={seeker: (employer, since) for _desk, seeker, employer, since in talks},
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
