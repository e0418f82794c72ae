"""Lines that break and come back by themselves: the place of who takes part online is kept for ten minutes."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import move_ticket
from nhipcau.interviews.models import Channel, Line, QueueTicket, TicketState
from nhipcau.interviews.rules import states


@transaction.atomic
def lose_line(*, seeker_id: int, stream: int, now: datetime) -> int:
    """No page of this person is open any more: nobody calls them online until one is. How many places are kept.

    `stream` numbers the last one that ended: where a newer one was found meanwhile, nothing is lost.
    Who sits at a centre is seen there, and is called whether or not their phone is connected.
    """
    if _newest(seeker_id, stream) > stream:
        return 0
    tickets = list(_online(seeker_id).filter(state=TicketState.WAITING))
    for ticket in tickets:
        until = now + states.RECONNECT
        move_ticket(ticket, TicketState.AWAY, now=now, reconnect_until=until, line_lost=True)
        _touch(ticket)
    return len(tickets)


@transaction.atomic
def find_line(*, seeker_id: int, stream: int, now: datetime) -> int:
    """A page is open again: the same place within ten minutes. Who said that they step away says when they are back."""
    _newest(seeker_id, stream)
    tickets = list(_online(seeker_id).filter(state=TicketState.AWAY, line_lost=True))
    for ticket in tickets:
        back = states.back_from_away(ticket, now)
        move_ticket(ticket, back, now=now, reconnect_until=None, line_lost=False)
        _touch(ticket)
    return len(tickets)


def _newest(seeker_id: int, stream: int) -> int:
    """The newest stream that was told of, this one counted. Its row is locked: what is told of one person goes one by one."""
    Line.objects.bulk_create([Line(seeker_id=seeker_id, stream=stream)], ignore_conflicts=True)
    line = Line.objects.select_for_update().get(seeker_id=seeker_id)
    if line.stream < stream:
        line.stream = stream
        line.save(update_fields=["stream"])
    return line.stream


def _online(seeker_id: int) -> QuerySet[QueueTicket]:
    mine = QueueTicket.objects.filter(seeker_id=seeker_id, channel=Channel.ONLINE, place=None)
    return mine.select_for_update().order_by("pk")


def _touch(ticket: QueueTicket) -> None:
    live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
