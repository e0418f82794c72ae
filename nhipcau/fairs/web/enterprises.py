"""Enterprises of a session: the table with approve and reject, and the list of who is not ready."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.fairs.actions import taking_part as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, ParticipationState
from nhipcau.fairs.queries import enterprises as queries
from nhipcau.fairs.queries import invitations, sessions
from nhipcau.fairs.queries import readiness as lacking
from nhipcau.fairs.web.answers import refused
from nhipcau.foundation.clock import api as clock

PAGE = "fairs/enterprises.html"
ASKED = "asked"  # those who have not answered their invitation have no state yet


@require_safe
@access("fairs.approve_participation")
def table(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(sessions.seen_by(request.user), pk=session_id)
    return render(request, PAGE, _context(request, session))


def _context(request: SignedInRequest, session: FairSession) -> dict[str, Any]:
    state = request.GET.get("state", "")
    state = state if state in (*ParticipationState.values, ASKED) else ""
    linked = not may(request.user, "fairs.approve_participation", session)
    shows_asked = state in ("", ASKED) and not linked
    return {
        "session": session,
        "rows": queries.seated(queries.in_session(request.user, session, state=state)) if state != ASKED else [],
        "asked": list(invitations.waiting_enterprises(session)) if shows_asked else [],
        "state": state,
        "states": ParticipationState.choices,
        "linked": linked,
    }


@require_POST
@access("fairs.approve_participation")
def approve(request: SignedInRequest, participation_id: int) -> HttpResponse:
    participation = get_object_or_404(queries.answered_by(request.user), pk=participation_id)
    try:
        actions.approve_participation(participation=participation, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, _context(request, participation.session), refusal)
    words = {"enterprise": participation.employer.name}
    messages.success(request, _("%(enterprise)s is approved and has its tables.") % words)
    return redirect("fairs:enterprises", participation.session_id)


@require_POST
@access("fairs.approve_participation")
def reject(request: SignedInRequest, participation_id: int) -> HttpResponse:
    participation = get_object_or_404(queries.answered_by(request.user), pk=participation_id)
    reason = request.POST.get("reason", "")[:300]
    try:
        actions.reject_participation(participation=participation, reason=reason, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, _context(request, participation.session), refusal)
    words = {"enterprise": participation.employer.name}
    messages.success(request, _("%(enterprise)s will read your reason.") % words)
    return redirect("fairs:enterprises", participation.session_id)


@require_safe
@access("fairs.see_session")
def readiness(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(sessions.hosted_by(request.user, "fairs.see_session"), pk=session_id)
    sites = lacking.sites_not_ready(session)
    context = {
        "session": session,
        "rows": lacking.not_ready(session),
        "anybody": lacking.anybody_takes_part(session),
        "sites": sites,
        "invited": lacking.invited_not_ready(session),
        "checks": session.checks.filter(starts=session.starts).order_by("-hours"),
    }
    return render(request, "fairs/readiness.html", context)
