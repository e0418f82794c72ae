"""A recruiter answers an invitation with one tap, and writes who interviews."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import answering as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.queries import enterprises, invitations
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import api as interviews


@require_POST
@access("fairs.take_part")
def answer(request: SignedInRequest, asked_id: int) -> HttpResponse:
    """Yes with what is still open, or not this time. What was answered already is shown as it stands."""
    invitation = get_object_or_404(invitations.asked_ever(request.user), pk=asked_id)
    if "no" in request.POST:
        actions.stay_away(invitation=invitation, by=request.user, now=clock.now())
        messages.success(request, _("Noted: not this time."))
        return redirect("fairs:for-recruiters")
    try:
        participation = actions.come_again(invitation=invitation, by=request.user, now=clock.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("fairs:for-recruiters")
    messages.success(request, _("Sent. The centre answers you here, usually within a day."))
    return redirect("fairs:participation", participation.pk)


@require_POST
@access("fairs.take_part")
def name_interviewers(request: SignedInRequest, participation_id: int) -> HttpResponse:
    shown = get_object_or_404(enterprises.mine(request.user), pk=participation_id)
    for desk in enterprises.desks_of(shown):
        if (name := request.POST.get(f"desk-{desk.pk}")) is not None:
            interviews.name_interviewer(desk=desk, interviewer=name, by=request.user, now=clock.now())
    messages.success(request, _("Saved."))
    return redirect("fairs:participation", shown.pk)
