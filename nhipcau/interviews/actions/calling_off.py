"""An enterprise does not come on the day, or leaves: its queue ends for everybody, their places elsewhere stay as they are."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.desks import set_pause
from nhipcau.interviews.actions.moves import Refused, locked_interview, move_interview, move_ticket
from nhipcau.interviews.actions.sweeping import shut
from nhipcau.interviews.actions.talks import WAITS
from nhipcau.interviews.models import Desk, Interview, InterviewState, Occasion, QueueTicket, TicketState
from nhipcau.interviews.rules import states


@transaction.atomic
def call_off(*, occasion: Occasion, employer: Employer, by: User, now: datetime) -> int:
    """Desks close, a call that is out is taken back, who waits is told that the enterprise does not come.

    By staff of the day, or by the enterprise itself. Returns how many people waited. Refused while a talk is on. Repeating
    it finds nobody.
    """
    theirs = {**occasion.keys, "employer": employer}
    desks = list(Desk.objects.filter(**theirs, closed_at=None).order_by("pk"))
    _may_call_off(by, desks)
    for desk in desks:
        shut(desk, by=by, now=now)
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
    QueueTicket.objects.filter(**theirs, place_kept=True).update(place_kept=False, employer_gone=True)
    live.touch(occasion.topic, f"queue:{employer.pk}", *(f"seeker:{ticket.seeker_id}" for ticket in tickets))
    return len(tickets)


@transaction.atomic
def open_again(*, occasion: Occasion, employer: Employer, by: User, now: datetime) -> int:
    """The enterprise is back: the desks that closed last, together, are its desks again. How many."""
    closed = Desk.objects.filter(**occasion.keys, employer=employer).exclude(closed_at=None)
    last = closed.order_by("-closed_at").values_list("closed_at", flat=True).first()
    desks = list(closed.select_for_update(of=("self",)).filter(closed_at=last).order_by("pk")) if last else []
    _may_call_off(by, desks)
    for desk in desks:
        desk.closed_at = None
        desk.save(update_fields=["closed_at"])
        audit.record(by=by, action="desk.open", target=desk, at=now)
        live.touch(occasion.topic, f"desk:{desk.pk}")
    return len(desks)


@transaction.atomic
def pause_all(*, occasion: Occasion, employer: Employer, by: User, now: datetime) -> int:
    """The enterprise steps out and comes back: all its desks have a break, places are kept. How many desks."""
    desks = list(Desk.objects.filter(**occasion.keys, employer=employer, closed_at=None, paused_at=None).order_by("pk"))
    if desks:
        _may_call_off(by, desks)
    for desk in desks:
        set_pause(desk, now, by=by, now=now)
    return len(desks)


def _may_call_off(by: User, desks: list[Desk]) -> None:
    if may(by, "fairs.run_session") or may(by, "fairs.run_site"):
        return
    if not desks or not all(may(by, "interviews.call_next", desk) for desk in desks):
        raise PermissionDenied("fairs.run_session")
