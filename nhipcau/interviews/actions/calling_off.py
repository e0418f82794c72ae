"""An enterprise does not come on the day: its queue ends for everybody, their places elsewhere stay as they are."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import Refused, locked_interview, move_interview, move_ticket
from nhipcau.interviews.actions.sweeping import close_desk
from nhipcau.interviews.actions.talks import WAITS
from nhipcau.interviews.models import Desk, Interview, InterviewState, Occasion, QueueTicket, TicketState
from nhipcau.interviews.rules import states


@transaction.atomic
def call_off(*, occasion: Occasion, employer: Employer, by: User, now: datetime) -> int:
    """Desks close, a call that is out is taken back, who waits is told that the enterprise does not come.

    Returns how many people waited. Refused while a talk is on. Repeating it finds nobody.
    """
    if not may(by, "fairs.run_session"):
        raise PermissionDenied("fairs.run_session")
    theirs = {**occasion.keys, "employer": employer}
    for desk in Desk.objects.filter(**theirs, closed_at=None).order_by("pk"):
        close_desk(desk=desk, by=by, now=now)
    talks = Interview.objects.filter(**theirs)
    if on := talks.filter(state=InterviewState.IN_PROGRESS).order_by("pk").first():
        raise Refused(states.reasons_not_to_call_off(on))
    called = [locked_interview(one) for one in talks.filter(state=InterviewState.CALLED).order_by("pk")]
    for interview in called:
        move_interview(interview, InterviewState.CANCELLED, by=by, now=now)
    waiting = QueueTicket.objects.select_for_update(of=("self",)).filter(**theirs, state__in=WAITS).order_by("pk")
    tickets = [*(interview.ticket for interview in called), *waiting]
    for ticket in tickets:
        move_ticket(ticket, TicketState.UNSERVED, now=now, employer_gone=True)
        audit.record(by=by, action="ticket.call_off", target=ticket, at=now)
    live.touch(occasion.topic, f"queue:{employer.pk}", *(f"seeker:{ticket.seeker_id}" for ticket in tickets))
    return len(tickets)
