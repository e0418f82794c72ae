"""The talks that anybody may join, and the one tap."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.models import Gathering
from nhipcau.gatherings.queries.gatherings import mine
from nhipcau.gatherings.rules.times import both
from nhipcau.gatherings.web import doors
from nhipcau.gatherings.web.doors import told
from nhipcau.seekers.api import current_person

MOST = 60


@require_safe
@access(PUBLIC)
def coming(request: HttpRequest) -> HttpResponse:
    talks = list(queries.coming_talks(clock.now())[:MOST])
    user = request.user
    joined = set(mine(user).values_list("gathering_id", flat=True)) if user.is_authenticated else set()
    rows = [row(talk, joined=talk.pk in joined) for talk in talks]
    return render(request, "gatherings/coming.html", {"rows": rows})


def row(talk: Gathering, *, joined: bool) -> dict[str, object]:
    inside = talk.inside  # type: ignore[attr-defined]
    return {
        "talk": talk,
        "joined": joined,
        "left": max(0, talk.capacity - inside),
        "clocks": both(talk.starts_at, talk.partner_zone),
    }


@require_POST
@access(SIGNED_IN)
def join(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    if step := doors.step_for_workers(request):
        return step
    talk = get_object_or_404(queries.coming_talks(clock.now()), pk=gathering_id)
    person, now = current_person(request), clock.now()
    if told(request, lambda: actions.join_talk(gathering=talk, seeker=person, by=request.user, now=now)) is None:
        return redirect("gatherings:coming")
    messages.success(request, _("You have a place. We look forward to seeing you."))
    return redirect("gatherings:own", talk.pk)
