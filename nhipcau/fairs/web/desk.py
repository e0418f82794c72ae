"""The fair desk: every session of the centre, and one session's way from draft to report."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import centres_where
from nhipcau.fairs.actions import running, steps
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.fairs.queries import orders as order_queries
from nhipcau.fairs.queries import readiness
from nhipcau.fairs.queries import series as series_queries
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.queries.invitations import waiting_centres
from nhipcau.fairs.rules import session as rules
from nhipcau.fairs.web import watching
from nhipcau.fairs.web.answers import refused
from nhipcau.foundation.clock import api as clock

PLAN = "fairs/plan.html"
PAST = 20
IN_THE_COCKPIT = (SessionState.RUNNING, SessionState.CLOSING)  # where the numbers stand, its end is decided
Step = Callable[..., FairSession]
STEPS: dict[str, Step] = {
    "announced": steps.announce,
    "registration_open": steps.open_registration,
    "ready": steps.get_ready,
    "running": running.open_session,
    "closing": running.begin_closing,
    "again": running.call_again,
    "closed": running.close_session,
}


@require_safe
@access("fairs.see_session")
def sessions(request: SignedInRequest) -> HttpResponse:
    now, mine = clock.now(), queries.desk_of(request.user)
    context = {
        "proposals": order_queries.open_proposals(request.user),
        "last": queries.last_one(request.user, now),
        "coming": mine.filter(ends__gte=now).order_by("starts", "pk"),
        "past": mine.filter(ends__lt=now).order_by("-starts", "-pk")[:PAST],
        "series": series_queries.planned_by(request.user),
        "hosts": centres_where(request.user, "fairs.plan_session"),
        "receives": centres_where(request.user, "fairs.see_session"),
    }
    return render(request, "fairs/sessions.html", context)


@require_safe
@access("fairs.plan_session")
def plan(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(queries.hosted_by(request.user, "fairs.plan_session"), pk=session_id)
    return render(request, PLAN, plan_context(session))


def plan_context(session: FairSession) -> dict[str, Any]:
    """Where the session stands, its sites, and the steps that may follow."""
    following = rules.STEPS[session.state]
    return {
        "session": session,
        "sites": queries.sites_in(session),
        "stands": rules.in_words(session.state),
        "next_steps": [step for step in following if step in STEPS and session.state not in IN_THE_COCKPIT],
        "put_off": SessionState.CANCELLED in following,
        "over": session.state in rules.OVER,
        "is_told": session.news.exists(),
        "invited": waiting_centres(session),
        "not_ready": readiness.not_ready(session),
        "anybody": readiness.anybody_takes_part(session),
    }


@require_POST
@access("fairs.see_session")
def step(request: SignedInRequest, session_id: int) -> HttpResponse:
    """One step of a session, from its plan or from the cockpit. The action says who may."""
    session = get_object_or_404(queries.hosted_by(request.user, "fairs.see_session"), pk=session_id)
    wanted, on_cockpit = request.POST.get("step", ""), "cockpit" in request.POST
    if wanted not in STEPS:
        return HttpResponseBadRequest(_("There is no such step."))
    try:
        session = STEPS[wanted](session=session, by=request.user, now=clock.now())
    except Refused as refusal:
        session.refresh_from_db()
        page, context = (watching.PAGE, watching.context_of(session)) if on_cockpit else (PLAN, plan_context(session))
        return refused(request, page, context, refusal)
    messages.success(request, rules.in_words(session.state))
    return redirect("fairs:cockpit" if on_cockpit else "fairs:plan", session.pk)
