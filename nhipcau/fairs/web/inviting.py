"""The host invites centres to a session: a link is made, told, shown once; renewed or taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import inviting as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SiteInvitation
from nhipcau.fairs.queries import inviting as queries
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.rules import inviting as rules
from nhipcau.fairs.web.inviting_forms import InviteForm
from nhipcau.foundation.clock import api as clock

planning = access(actions.PLAN)


@require_http_methods(["GET", "HEAD", "POST"])
@planning
@never_cache
def invite(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The link stands in this one answer and nowhere else."""
    session = get_object_or_404(sessions.hosted_by(request.user, actions.PLAN), pk=session_id)
    form = InviteForm(request.POST or None, session=session)
    page: dict[str, Any] = {"session": session, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = actions.invite_centre(
                session=session, by=request.user, now=clock.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
            return render(request, "fairs/invite.html", page, status=409)
        return _show_once(request, invitation, secret)
    return render(request, "fairs/invite.html", page, status=422 if form.errors else 200)


@require_POST
@planning
@never_cache
def renew(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(queries.of_hosts(request.user), pk=invitation_id)
    try:
        invitation, secret = actions.renew_link(invitation=invitation, by=request.user, now=clock.now())
    except Refused as refusal:
        return _back(request, invitation, refusal)
    return _show_once(request, invitation, secret)


@require_POST
@planning
def revoke(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(queries.of_hosts(request.user), pk=invitation_id)
    try:
        actions.revoke_invitation(invitation=invitation, by=request.user, now=clock.now())
    except Refused as refusal:
        return _back(request, invitation, refusal)
    messages.success(request, _("The invitation is taken back; its link opens nothing any more."))
    return redirect("fairs:sites", invitation.session_id)


def rows_of(invitations: list[SiteInvitation]) -> list[dict[str, Any]]:
    """Each invitation with how it stands."""
    now = clock.now()
    rows = []
    for one in invitations:
        state = rules.state_of(one, now=now)
        rows.append({"invitation": one, "state": state, "words": rules.STATES[state]})
    return rows


def _show_once(request: SignedInRequest, invitation: SiteInvitation, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("fairs:join", args=[secret]))
    told = actions.tell_invited(invitation=invitation, link=link, by=request.user, now=clock.now())
    asked = [address for address in (invitation.email, invitation.phone) if address]
    page = {
        "session": invitation.session,
        "invitation": invitation,
        "link": link,
        "told": told,
        "not_told": [address for address in asked if address not in told],
    }
    return render(request, "fairs/invited.html", page)


def _back(request: SignedInRequest, invitation: SiteInvitation, refusal: Refused) -> HttpResponse:
    for reason in refusal.reasons:
        messages.error(request, reason)
    return redirect("fairs:sites", invitation.session_id)
