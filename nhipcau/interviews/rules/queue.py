"""Who comes next, and where a skipped person goes. The one statement of call-next keeps the same order."""

import math
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from nhipcau.interviews.models import Desk, QueueTicket, TicketState
from nhipcau.interviews.rules.states import GRACE

CAP: Final = 3  # of any three calls, at most one goes to the priority group before its turn
PLACES_BACK: Final = 2
NEAR: Final = 2  # of those who come next at a desk, so many are told to get ready
USUAL_TALK: Final = timedelta(minutes=10)  # a talk that was not booked
SOON: Final = timedelta(minutes=10)  # before a booked time people come to the table
SPARE: Final = timedelta(minutes=4)  # a stand-by talk may run that long into the next slot


def by_place(ticket: QueueTicket) -> tuple[float, int]:
    return ticket.position, ticket.pk


def by_time(ticket: QueueTicket) -> tuple[float, int]:
    return ticket.due_at.timestamp() if ticket.due_at else math.inf, ticket.pk


def in_order(waiting: Iterable[QueueTicket], recent: Sequence[bool] = (), *, now: datetime) -> list[QueueTicket]:
    """The queue as a whole: due > put back in front > priority group, capped > place in the queue > booked for later.

    `recent` says of the last calls, oldest first, whether each was a person of the priority group.
    """
    everyone = sorted(waiting, key=by_place)
    due = sorted((t for t in everyone if t.due_at is not None and t.due_at <= now), key=by_time)
    first = [*due, *(t for t in everyone if t.in_front and (t.due_at is None or t.due_at > now))]
    stand_by = [t for t in everyone if t.due_at is None and not t.in_front]
    later = [t for t in everyone if t.due_at is not None and t.due_at > now and not t.in_front]
    return [*_alternating(first, stand_by, recent), *sorted(later, key=by_time)]


def callable_at(
    desk: Desk,
    live: Collection[QueueTicket],
    recent: Sequence[bool] = (),
    *,
    now: datetime,
    promised: Collection[int] = (),
) -> list[QueueTicket]:
    """Whom this desk may call at this moment, in order; `live` is everybody with a place, with their booked desks.

    Due here > put back in front > stand-by (priority group capped) > booked for later, here and then elsewhere.
    Stand-by waits while somebody booked here is expected soon: then whoever is booked here may come early.
    `promised` are tickets of people whose other booking begins meanwhile: they come only when due or in front.
    """
    here = [ticket for ticket in live if ticket.state != TicketState.AWAY and not ticket.line_lost]
    due = sorted((ticket for ticket in here if is_due(ticket, desk, now)), key=by_time)
    in_front = (ticket for ticket in here if ticket.in_front and not is_due(ticket, desk, now))
    first = [*due, *sorted(in_front, key=by_place)]
    called = {ticket.pk for ticket in first}
    rest = sorted((t for t in here if t.pk not in called and t.pk not in promised), key=by_time)
    early = deque(ticket for ticket in rest if ticket.desk_id == desk.pk)
    expected = {ticket.pk for ticket in live if is_expected(ticket, desk, now)} - called
    while expected and early:
        first.append(early.popleft())
        expected.discard(first[-1].pk)
    if expected:
        return first
    stand_by = sorted((ticket for ticket in rest if ticket.due_at is None), key=by_place)
    elsewhere = [ticket for ticket in rest if ticket.due_at is not None and ticket.desk_id != desk.pk]
    return [*_alternating(first, stand_by, recent), *early, *elsewhere]


def is_due(ticket: QueueTicket, desk: Desk, now: datetime) -> bool:
    """Booked at this desk, or at one that is not at work, for a time that has come."""
    if ticket.desk is None or ticket.due_at is None or ticket.due_at > now:
        return False
    return ticket.desk_id == desk.pk or not is_at_work(ticket.desk)


def is_expected(ticket: QueueTicket, desk: Desk, now: datetime) -> bool:
    """Booked here so soon that no other talk fits before, or a moment ago: three minutes are theirs."""
    if ticket.desk_id != desk.pk or ticket.due_at is None or ticket.lasts is None:
        return False
    return now - GRACE < ticket.due_at < now + timedelta(minutes=ticket.lasts) - SPARE


def kept_from(due_at: datetime, lasts: int) -> datetime:
    """From when the booked desk begins no stand-by talk any more."""
    return due_at + SPARE - timedelta(minutes=lasts)


def promised_to(due_at: datetime, lasts: int) -> tuple[datetime, datetime]:
    """When somebody with this appointment is not called as stand-by elsewhere: until its end, as it was booked."""
    return due_at - USUAL_TALK, due_at + timedelta(minutes=lasts)


def begins_meanwhile(ticket: QueueTicket, other: QueueTicket, now: datetime) -> bool:
    """Whether a talk of `ticket` now would make the same person late for their booking `other`."""
    if other.pk == ticket.pk or other.due_at is None or other.desk is None or _is_given_up(other.desk):
        return False
    talk = timedelta(minutes=ticket.lasts) if ticket.lasts else USUAL_TALK
    return now - USUAL_TALK < other.due_at < now + talk


def is_at_work(desk: Desk) -> bool:
    return desk.paused_at is None and not _is_given_up(desk)


def _is_given_up(desk: Desk) -> bool:
    return desk.closed_at is not None or desk.stopped_at is not None


def _alternating(
    called: list[QueueTicket], stand_by: Iterable[QueueTicket], recent: Sequence[bool]
) -> list[QueueTicket]:
    """Those called before, then stand-by: after two of the others one of the priority group may go before its turn."""
    line, marks = list(called), [*recent, *(ticket.priority for ticket in called)]
    queue = list(stand_by)
    first = deque(ticket for ticket in queue if ticket.priority)
    others = deque(ticket for ticket in queue if not ticket.priority)
    while first or others:
        jump = not any(marks[-(CAP - 1) :])
        earlier = bool(first and others) and by_place(first[0]) < by_place(others[0])
        take = first if first and (jump or earlier or not others) else others
        line.append(take.popleft())
        marks.append(line[-1].priority)
    return line


def moved_back(own: float, others: Sequence[float]) -> float:
    """The position after the next two of those who wait behind; `others` are positions of the queue."""
    behind = sorted(position for position in others if position >= own)
    if len(behind) < PLACES_BACK:
        return (behind[-1] if behind else own) + 1
    last = behind[PLACES_BACK - 1]
    if len(behind) == PLACES_BACK:
        return last + 1
    after = behind[PLACES_BACK]
    return (last + after) / 2 if after > last else math.nextafter(last, math.inf)
