"""The online room of one interview: both sides read and write to each other."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import ACTIVE, Interview
from nhipcau.interviews.web.doors import for_guests, rooms_for, told


@require_safe
@for_guests
@access(SIGNED_IN)
def room(request: SignedInRequest, room: str) -> HttpResponse:
    """Opens after the person answered the call; until then each side is sent to its own page."""
    interview = get_object_or_404(rooms_for(request), room=room)
    for_person = actions.speaks_for_person(request.user, interview)
    if interview.acknowledged_at is None:
        return _home(interview, for_person)
    page = {
        "interview": interview,
        "for_person": for_person,
        "open": interview.state in ACTIVE,
        "lines": queries.messages_in(interview),
    }
    if request.htmx:
        return render(request, "interviews/room.html#talk", page)
    if not for_person:
        page["card"] = queries.card_of(interview, today=clock.today())
    return render(request, "interviews/room.html", page)


def _home(interview: Interview, for_person: bool) -> HttpResponse:
    if for_person:
        return redirect("interviews:turn", interview.ticket_id)
    return redirect("interviews:desk", interview.desk_id)


@require_POST
@for_guests
@access(SIGNED_IN)
def write(request: SignedInRequest, room: str) -> HttpResponse:
    interview = get_object_or_404(rooms_for(request), room=room)
    words = request.POST.get("words", "")
    now = clock.now()
    told(request, lambda: actions.write_in_room(interview=interview, words=words, by=request.user, now=now))
    return redirect("interviews:room", room)


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
