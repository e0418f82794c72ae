"""The person's own page: my queues, the call, and where to go."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import ACTIVE, Interview, QueueTicket
from nhipcau.interviews.web.doors import tickets_for, told
from nhipcau.seekers.api import current_person


@require_safe
@access(SIGNED_IN)
def mine(request: SignedInRequest) -> HttpResponse:
    """To the newest queue of the person who is signed in."""
    person = current_person(request)
    tickets = QueueTicket.objects.filter(seeker=person) if person else QueueTicket.objects.none()
    newest = tickets.order_by("-joined_at", "-pk").first()
    if newest is None:
        return render(request, "interviews/no_turn.html")
    return redirect("interviews:turn", newest.pk)


@require_safe
@access(SIGNED_IN)
def turn(request: SignedInRequest, ticket_id: int) -> HttpResponse:
    ticket = get_object_or_404(tickets_for(request), pk=ticket_id)
    turns = queries.my_day(ticket.occasion, ticket.seeker, now=clock.now())
    asked = next(one for one in turns if one.ticket.pk == ticket.pk)
    urgent = turns[0] if turns[0].ticket.state in ("called", "serving") else asked
    page = {"turn": urgent, "others": [one for one in turns if one is not urgent], "ticket": urgent.ticket}
    template = "interviews/turn.html#turns" if request.htmx else "interviews/turn.html"
    return render(request, template, page | {"person": ticket.seeker, "page_ticket": ticket})


def _step(request: SignedInRequest, ticket_id: int, use_case: Callable[[QueueTicket], Any]) -> HttpResponse:
    ticket = get_object_or_404(tickets_for(request), pk=ticket_id)
    told(request, lambda: use_case(ticket))
    return redirect("interviews:turn", ticket.pk)


def _call_of(ticket: QueueTicket) -> Interview:
    """The call that is out; a plain refusal when there is none any more."""
    interview = Interview.objects.filter(ticket=ticket, state__in=ACTIVE).select_related("desk").first()
    if interview is None:
        raise actions.Refused([_("This call is over. Your place in the queue is shown below.")])
    return interview


@require_POST
@access(SIGNED_IN)
def answer(request: SignedInRequest, ticket_id: int) -> HttpResponse:
    """ "I am coming": in the hall the way to the table is shown, online the room opens."""
    ticket = get_object_or_404(tickets_for(request), pk=ticket_id)
    by, now = request.user, clock.now()
    interview = told(request, lambda: actions.acknowledge(interview=_call_of(ticket), by=by, now=now))
    if interview is not None and interview.room:
        return redirect("interviews:room", interview.room)
    return redirect("interviews:turn", ticket.pk)


@require_POST
@access(SIGNED_IN)
def leave(request: SignedInRequest, ticket_id: int) -> HttpResponse:
    now = clock.now()
    return _step(request, ticket_id, lambda ticket: actions.leave_queue(ticket=ticket, by=request.user, now=now))


@require_POST
@access(SIGNED_IN)
def away(request: SignedInRequest, ticket_id: int) -> HttpResponse:
    return _step(request, ticket_id, lambda ticket: actions.lose_connection(ticket=ticket, now=clock.now()))


@require_POST
@access(SIGNED_IN)
def back(request: SignedInRequest, ticket_id: int) -> HttpResponse:
    return _step(request, ticket_id, lambda ticket: actions.reconnect(ticket=ticket, now=clock.now()))


@require_POST
@access(SIGNED_IN)
def again(request: SignedInRequest, ticket_id: int) -> HttpResponse:
    """Queue once more after the turn was lost; at the end of the queue."""
    old = get_object_or_404(tickets_for(request), pk=ticket_id)
    ticket = actions.join_queue(
        occasion=old.occasion,
        seeker=old.seeker,
        employer=old.employer,
        vacancy=old.vacancy,
        channel=old.channel,
        place=old.place,
        by=request.user,
        now=clock.now(),
    )
    messages.success(request, _("You are in the queue again."))
    return redirect("interviews:turn", ticket.pk)
