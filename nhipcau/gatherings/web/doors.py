"""Who may open which page here, and what of it they find."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from nhipcau.accounts.api import SignedInRequest, has_second_factor, is_guest, may, step_before_work
from nhipcau.gatherings import queries
from nhipcau.gatherings.actions.refusals import Refused, hosts
from nhipcau.gatherings.models import Gathering, Member, Role
from nhipcau.gatherings.rules.invites import SIT_IN
from nhipcau.seekers.api import current_person

View = Callable[..., HttpResponse]
BY_RIGHT = (Role.HOST, Role.STAFF)  # places that end with the right to host


@dataclass(frozen=True)
class Hall:
    """The room of one request: whose place it is in it, and whether they host."""

    gathering: Gathering
    member: Member | None
    host: bool


def by_link(view: View) -> View:
    """Who came by a link may open this page too: the middleware closes all others to them."""
    declared: Any = view
    declared.by_link_may = True
    return view


def hall_of(request: SignedInRequest, hall: str) -> Hall:
    """Of a room in which this user has a place, or which they host after their second factor. Else it is not there."""
    rooms = Gathering.objects.select_related("employer", "centre", "vacancy")
    return inside(request, rooms.filter(room=hall).first())


def inside(request: SignedInRequest, gathering: Gathering | None) -> Hall:
    if gathering is None:
        raise Http404
    host = has_second_factor(request) and hosts(request.user, gathering)
    member = queries.member_of(request.user, gathering, current_person(request))
    if member is not None and not _is_good(request, member, gathering, host):
        member = None
    if member is None and not host:
        raise Http404
    return Hall(gathering, member, host)


def _is_good(request: SignedInRequest, member: Member, gathering: Gathering, host: bool) -> bool:
    if member.role in BY_RIGHT:
        return host
    return not is_guest(request.user) or may(request.user, SIT_IN, gathering)


def step_for_workers(request: SignedInRequest) -> HttpResponse | None:
    """Whoever works with a password passes the second step first; people who look for work have none."""
    return step_before_work(request) if request.user.has_usable_password() else None


def managed(request: SignedInRequest) -> "QuerySet[Gathering]":
    return queries.managed_by(request.user)


def told(request: SignedInRequest, step: Callable[[], Any]) -> Any:
    """Do it; a refusal is told in words on the next page, and nothing has changed."""
    try:
        return step()
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return None
