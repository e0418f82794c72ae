"""One interviewer fewer: an enterprise that stays gives one of its tables or rooms back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import Refused
from nhipcau.interviews.actions.sweeping import shut
from nhipcau.interviews.actions.talks import WAITS
from nhipcau.interviews.models import ACTIVE, Desk, Interview, QueueTicket
from nhipcau.interviews.rules import states


@transaction.atomic
def give_back(*, desk: Desk, by: User, now: datetime) -> Desk:
    """Nobody is called to it any more; who was booked there keeps the place in the queue, as stand-by. Twice is once.

    By the enterprise or staff of the day. Refused while somebody is called there, and for the last one of its kind: then
    nobody would call those who wait in the hall, or online.
    """
    staff = may(by, "fairs.run_session") or may(by, "fairs.run_site")
    if not staff and not may(by, "interviews.call_next", desk):
        raise PermissionDenied("interviews.call_next")
    theirs = Desk.objects.filter(**desk.occasion.keys, employer_id=desk.employer_id, closed_at=None)
    alike = list(theirs.filter(place=desk.place_id).select_for_update(of=("self",)).order_by("pk"))
    if desk.pk not in {one.pk for one in alike}:
        return desk
    called = Interview.objects.filter(desk=desk, state__in=ACTIVE).exists()
    if reasons := states.reasons_not_to_give_back(desk, others=len(alike) - 1, called=called):
        raise Refused(reasons)
    booked = QueueTicket.objects.select_for_update(of=("self",)).filter(desk=desk, state__in=WAITS).order_by("pk")
    for ticket in booked:
        ticket.desk = ticket.due_at = ticket.lasts = None
        ticket.save(update_fields=["desk", "due_at", "lasts"])
        audit.record(by=by, action="ticket.book", target=ticket, at=now, details={"desk": None, "due_at": None})
        live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
    return shut(desk, by=by, now=now)
