"""A person is at another place than before: their places in the queues come with them."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.centres.models import Place
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.booking import WAITS
from nhipcau.interviews.actions.moves import move_ticket
from nhipcau.interviews.models import Occasion, QueueTicket, TicketState
from nhipcau.seekers.models import Seeker


@transaction.atomic
def follow_person(
    *, occasion: Occasion, seeker: Seeker, place: Place | None, channels: Mapping[int, str], by: User, now: datetime
) -> list[QueueTicket]:
    """Every queue in which they wait goes on at `place`, at the same position; an appointment elsewhere becomes stand-by.

    `channels`: how each enterprise (employer) meets somebody there. One that does not is left: such tickets are returned.
    By the person or staff who receive people at `place`.
    """
    if not (may(by, "interviews.answer", seeker) or may(by, "fairs.check_in", place)):
        raise PermissionDenied("interviews.answer")
    mine = QueueTicket.objects.select_for_update(of=("self",)).filter(**occasion.keys, seeker=seeker, state__in=WAITS)
    left = []
    for ticket in mine.select_related("desk", "employer").order_by("pk"):
        channel = channels.get(ticket.employer_id)
        if channel is None:
            move_ticket(ticket, TicketState.LEFT, now=now)
            audit.record(by=by, action="ticket.leave", target=ticket, at=now)
            left.append(ticket)
        elif (ticket.channel, ticket.place_id) != (channel, place.pk if place else None):
            if ticket.desk is not None and ticket.channel != channel:
                ticket.desk = ticket.due_at = ticket.lasts = None
            ticket.channel, ticket.place = channel, place
            ticket.save(update_fields=["channel", "place", "desk", "due_at", "lasts"])
            audit.record(by=by, action="ticket.follow", target=ticket, at=now)
        live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
    return left
