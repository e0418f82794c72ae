"""Lines that break and come back by themselves: the place of who takes part online is kept for ten minutes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import move_ticket
from nhipcau.interviews.models import ENDED, Channel, Desk, Line, QueueTicket, TicketState
from nhipcau.interviews.rules import states


@transaction.atomic
def lose_line(*, seeker_id: int, stream: int, now: datetime) -> int:
    """No page of this person is open any more: nobody calls them online until one is. How many places are kept.

    Where they are called or talking, that goes on; when it is over without them they are away as in the other queues. A call
    that was not answered just before counts as not answered because of the line: the place is again what it was.
    `stream` numbers the last one that ended: where a newer one was found meanwhile, nothing is lost.
    Who sits at a centre is seen there, and is called whether or not their phone is connected.
    """
    if _newest(seeker_id, stream) > stream:
        return 0
    tickets = list(_online(seeker_id).exclude(state=TicketState.AWAY).filter(line_lost=False))
    for ticket in tickets:
        changes = {"line_lost": True, **_before_the_call(ticket, now)}
        if ticket.state == TicketState.WAITING:
            move_ticket(ticket, TicketState.AWAY, now=now, reconnect_until=now + states.RECONNECT, **changes)
        else:
            _change(ticket, **changes)
        _touch(ticket)
    return len(tickets)


@transaction.atomic
def find_line(*, seeker_id: int, stream: int, now: datetime) -> int:
    """A page is open again: the same place within ten minutes. Who said that they step away says when they are back.

    Who was called meanwhile has their whole minute to answer.
    """
    _newest(seeker_id, stream)
    tickets = list(_online(seeker_id).filter(line_lost=True))
    for ticket in tickets:
        if ticket.state == TicketState.AWAY:
            back = states.back_from_away(ticket, now)
            move_ticket(ticket, back, now=now, reconnect_until=None, line_lost=False)
        elif ticket.state == TicketState.CALLED:
            _change(ticket, line_lost=False, hold_until=now + states.ANSWER)
        else:
            _change(ticket, line_lost=False)
        _touch(ticket)
    return len(tickets)


def _before_the_call(ticket: QueueTicket, now: datetime) -> dict[str, Any]:
    """The place that a call without an answer has just cost; empty when there was none, or the desk is gone since."""
    stood = dict(ticket.stood or {})
    if not stood or now > datetime.fromisoformat(stood.pop("until")) + states.UNNOTICED:
        return {}
    due_at = stood.pop("due_at")
    stood["due_at"] = datetime.fromisoformat(due_at) if due_at else None
    if not Desk.objects.filter(pk=stood["desk_id"], closed_at=None).exists():
        stood |= {"desk_id": None, "due_at": None, "lasts": None}
    return {**stood, "stood": None}


def _newest(seeker_id: int, stream: int) -> int:
    """The newest stream that was told of, this one counted. Its row is locked: what is told of one person goes one by one."""
    Line.objects.bulk_create([Line(seeker_id=seeker_id, stream=stream)], ignore_conflicts=True)
    line = Line.objects.select_for_update().get(seeker_id=seeker_id)
    if line.stream < stream:
        line.stream = stream
        line.save(update_fields=["stream"])
    return line.stream


def _online(seeker_id: int) -> QuerySet[QueueTicket]:
    """Places that they have still, of who sits at home."""
    mine = QueueTicket.objects.filter(seeker_id=seeker_id, channel=Channel.ONLINE, place=None)
    return mine.exclude(state__in=ENDED).select_for_update().order_by("pk")


def _change(ticket: QueueTicket, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=[*changes])


def _touch(ticket: QueueTicket) -> None:
    live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
