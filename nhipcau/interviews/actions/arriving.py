"""Somebody was there before we heard of it: a door without network let them in, and tells us later."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min

from nhipcau.accounts.api import User
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import for_person
from nhipcau.interviews.models import ENDED, QueueTicket


@transaction.atomic
def stand_since(*, ticket: QueueTicket, since: datetime, by: User, now: datetime) -> QueueTicket:
    """They stand where they would have stood: before those who came after them. Saying it again changes nothing."""
    ticket = QueueTicket.objects.select_for_update(of=("self",)).select_related("place", "seeker").get(pk=ticket.pk)
    for_person(by, ticket)
    if ticket.state in ENDED or ticket.joined_at <= since:
        return ticket
    queue = QueueTicket.objects.filter(**ticket.occasion.keys, employer_id=ticket.employer_id).exclude(pk=ticket.pk)
    came_after = queue.exclude(state__in=ENDED).filter(joined_at__gt=since, skips=0, position__lt=ticket.position)
    first = came_after.aggregate(first=Min("position"))["first"]
    ticket.joined_at = since
    if first is not None:
        before = queue.filter(position__lt=first).aggregate(last=Max("position"))["last"]
        ticket.position = (first - 1 if before is None else before) / 2 + first / 2
    ticket.save(update_fields=["joined_at", "position"])
    audit.record(by=by, action="ticket.stand_since", target=ticket, at=now, details={"since": since.isoformat()})
    live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
    return ticket
