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
from nhipcau.interviews.actions.queue import GIVEN_UP, in_a_talk
from nhipcau.interviews.models import Occasion, QueueTicket, TicketState
from nhipcau.seekers.models import Seeker

TAKEN_UP = ("state", "place_kept", "ended_at", "near_at", "desk", "due_at", "lasts", "channel", "place")


@transaction.atomic
def follow_person(
    *, occasion: Occasion, seeker: Seeker, place: Place | None, channels: Mapping[int, str], by: User, now: datetime
) -> list[QueueTicket]:
    """Every queue in which they wait goes on at `place`, at the same position; an appointment elsewhere becomes stand-by.

    `channels`: how each enterprise (employer) meets somebody there. One that does not is left: such tickets are returned,
    and the place is kept: back where it meets them, they stand where they stood. By the person or staff who receive people
    at `place`.
    """
    if not (may(by, "interviews.answer", seeker) or may(by, "fairs.check_in", place)):
        raise PermissionDenied("interviews.answer")
    mine = QueueTicket.objects.select_for_update(of=("self",)).filter(**occasion.keys, seeker=seeker, state__in=WAITS)
    _take_up_again(occasion, seeker, place, channels, by=by, now=now)
    left = []
    for ticket in mine.select_related("desk", "employer").order_by("pk"):
        channel = channels.get(ticket.employer_id)
        if channel is None:
            move_ticket(ticket, TicketState.LEFT, now=now, place=place, place_kept=True)
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


def _take_up_again(
    occasion: Occasion, seeker: Seeker, place: Place | None, channels: Mapping[int, str], *, by: User, now: datetime
) -> None:
    """Tickets that were left only because the person was elsewhere, where they have not joined anew or been met since."""
    tickets = QueueTicket.objects.filter(**occasion.keys, seeker=seeker)
    since = set(tickets.exclude(state__in=GIVEN_UP).values_list("employer_id", flat=True))
    kept = tickets.filter(state=TicketState.LEFT, place_kept=True, employer_id__in=channels.keys() - since)
    state = TicketState.BUSY_ELSEWHERE if in_a_talk(seeker) else TicketState.WAITING
    for ticket in kept.select_for_update(of=("self",)).order_by("pk"):
        ticket.state, ticket.place_kept, ticket.ended_at, ticket.near_at = state, False, None, None
        ticket.desk = ticket.due_at = ticket.lasts = None
        ticket.channel, ticket.place = channels[ticket.employer_id], place
        ticket.save(update_fields=TAKEN_UP)
        audit.record(by=by, action="ticket.take_up", target=ticket, at=now)
        live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
