"""Who may open which page here, and what of it they find."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access, has_second_factor, may, step_before_work
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import Interview, QueueTicket
from nhipcau.seekers.api import seekers_of

View = Callable[..., HttpResponse]


def desk_side(view: View) -> View:
    """Recruiters, the staff who may act for them, and an extra interviewer at the one desk of the invitation."""
    return for_guests(_one_of(view, "interviews.call_next", "interviews.act_for_recruiter"))


def colleagues(view: View) -> View:
    """Recruiters and the staff who may act for them, after their second factor: no extra interviewers."""
    return _one_of(view, "interviews.invite_guest", "interviews.act_for_recruiter")


def for_guests(view: View) -> View:
    """Who came by a link may open this page too: the middleware closes all others to them."""
    declared: Any = view
    declared.guests_may = True
    return view


def _one_of(view: View, *sides: str) -> View:
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(may(request.user, permission) for permission in sides):
            raise PermissionDenied(sides[0])
        return step_before_work(request) or view(request, *args, **kwargs)

    declared: Any = access(SIGNED_IN)(guarded)
    declared.access_declared = ", ".join(sides)
    return declared  # type: ignore[no-any-return]


def tickets_for(request: SignedInRequest) -> QuerySet[QueueTicket]:
    """One's own; those of the people one serves only after a second factor."""
    tickets = queries.tickets_visible_to(request.user)
    return tickets if has_second_factor(request) else tickets.filter(seeker_id__in=seekers_of(request.user))


def rooms_for(request: SignedInRequest) -> QuerySet[Interview]:
    rooms = queries.rooms_of(request.user)
    return rooms if has_second_factor(request) else rooms.filter(seeker_id__in=seekers_of(request.user))


def told(request: SignedInRequest, step: Callable[[], Any]) -> Any:
    """Do it; a refusal is told in words on the next page, and nothing has changed."""
    try:
        return step()
    except actions.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return None
