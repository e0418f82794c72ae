"""The online room of one interview: the call, what both sides write, and what is done without leaving it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.relay import api as relay
from nhipcau.foundation.text import api as text
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import ACTIVE, Interview, Side, Sign
from nhipcau.interviews.rules import calls, outcomes
from nhipcau.interviews.web.desks import handing
from nhipcau.interviews.web.doors import for_guests, rooms_for, told

PAGE = "interviews/room.html"


@require_safe
@for_guests
@access(SIGNED_IN)
def room(request: SignedInRequest, room: str) -> HttpResponse:
    """Opens after the person answered the call; until then each side is sent to its own page."""
    interview = get_object_or_404(rooms_for(request), room=room)
    if interview.acknowledged_at is None:
        return _home(interview, actions.speaks_for_person(request.user, interview))
    return _shown(request, interview)


def _shown(request: SignedInRequest, interview: Interview) -> HttpResponse:
    """The page, or the part of it that asks: the talk, or what stands beside it."""
    for_person = actions.speaks_for_person(request.user, interview)
    page = {"interview": interview, "for_person": for_person, "open": interview.state in ACTIVE}
    if request.htmx and request.htmx.target == "talk":
        return render(request, f"{PAGE}#talk", page | _talk(interview))
    page |= _beside(request, interview, for_person)
    if request.htmx:
        return render(request, f"{PAGE}#beside", page)
    return render(request, PAGE, page | _talk(interview) | {"relay": relay.is_set_up()})


def _talk(interview: Interview) -> dict[str, Any]:
    return {"lines": queries.messages_in(interview), "looked_in": queries.looked_in(interview), "signs": Sign.choices}


def _beside(request: SignedInRequest, interview: Interview, for_person: bool) -> dict[str, Any]:
    side = actions.side_of(request.user, interview)
    page: dict[str, Any] = {"side": side, "ends_by": calls.ends_by(interview), "is_enterprise": side == Side.ENTERPRISE}
    if not for_person:
        page |= {"card": queries.card_of(interview, today=clock.today()), "handing": handing(interview)}
        page |= {"extendable": not calls.reasons_not_to_extend(interview), "stages": outcomes.ON_THE_DAY}
    return page


def _home(interview: Interview, for_person: bool) -> HttpResponse:
    if for_person:
        return redirect("interviews:turn", interview.ticket_id)
    return redirect("interviews:desk", interview.desk_id)


def _in_room(request: SignedInRequest, room: str, step: Callable[[Interview], Any]) -> HttpResponse:
    """Do it and stay: a page that is left ends its call."""
    interview = get_object_or_404(rooms_for(request), room=room)
    told(request, lambda: step(interview))
    if not request.htmx:
        return redirect("interviews:room", room)
    return _shown(request, get_object_or_404(rooms_for(request), room=room))


@require_POST
@for_guests
@access(SIGNED_IN)
def write(request: SignedInRequest, room: str) -> HttpResponse:
    words, by, now = request.POST.get("words", ""), request.user, clock.now()
    return _in_room(request, room, lambda one: actions.write_in_room(interview=one, words=words, by=by, now=now))


@require_POST
@for_guests
@access(SIGNED_IN)
def sign(request: SignedInRequest, room: str) -> HttpResponse:
    """One tap, for whoever cannot be heard."""
    chosen, by, now = request.POST.get("sign", ""), request.user, clock.now()
    return _in_room(request, room, lambda one: actions.show_sign(interview=one, sign=chosen, by=by, now=now))


@require_POST
@for_guests
@access(SIGNED_IN)
def begin(request: SignedInRequest, room: str) -> HttpResponse:
    by, now = request.user, clock.now()
    return _in_room(request, room, lambda one: actions.start_interview(interview=one, by=by, now=now))


@require_POST
@for_guests
@access(SIGNED_IN)
def end(request: SignedInRequest, room: str) -> HttpResponse:
    """The talk is over; the result is two taps away, on the same page."""
    by, now = request.user, clock.now()
    return _in_room(request, room, lambda one: actions.finish_interview(interview=one, by=by, now=now))


@require_POST
@for_guests
@access(SIGNED_IN)
def extend(request: SignedInRequest, room: str) -> HttpResponse:
    """`extensions`: how many the page showed, so that a second press adds nothing."""
    number, by, now = text.row_number(request.POST.get("extensions", "")), request.user, clock.now()
    return _in_room(request, room, lambda one: actions.extend_talk(interview=one, extensions=number, by=by, now=now))


@require_POST
@for_guests
@access(SIGNED_IN)
def failed(request: SignedInRequest, room: str) -> HttpResponse:
    """Nothing gets through: the person waits in front of all others."""
    interview = get_object_or_404(rooms_for(request), room=room)
    now = clock.now()
    told(request, lambda: actions.fail_technically(interview=interview, by=request.user, now=now))
    return _home(interview, actions.speaks_for_person(request.user, interview))


@require_POST
@access(SIGNED_IN)
def nobody(request: SignedInRequest, room: str) -> HttpResponse:
    """The person is here and the interviewer is not."""
    interview = get_object_or_404(rooms_for(request), room=room)
    now = clock.now()
    told(request, lambda: actions.miss_employer(interview=interview, by=request.user, now=now))
    return redirect("interviews:turn", interview.ticket_id)
