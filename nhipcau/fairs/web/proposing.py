"""An online session that open orders call for: the orders behind it, a day, and yes or later."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import proposing as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SessionProposal
from nhipcau.fairs.queries import orders as queries
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.copying import WhenForm
from nhipcau.foundation.clock import api as clock

PAGE = "fairs/proposal.html"


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def proposal(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.proposals_for(request.user), pk=proposal_id)
    form = WhenForm(request.POST or None, initial=_proposed(shown))
    called = queries.with_orders([shown])[0]
    context = {"proposal": shown, "form": form, "orders": called.orders, "open_places": called.open_places}
    if request.method == "GET" or not form.is_valid():
        return render(request, PAGE, context)
    starts, ends = form.times()
    try:
        session = actions.make_session(
            proposal=shown,
            title=form.cleaned_data["title"],
            starts=starts,
            ends=ends,
            by=request.user,
            now=clock.now(),
        )
    except Refused as refusal:
        return refused(request, PAGE, context, refusal)
    messages.success(request, _("The online session is planned. Its enterprises are asked when you announce it."))
    return redirect("fairs:plan", session.pk)


def _proposed(shown: SessionProposal) -> dict[str, Any]:
    starts, ends = (localtime(moment) for moment in actions.hours_for(shown, now=clock.now()))
    title = _("Online session for open orders")
    return {"title": title, "day": starts.date(), "starts_at": starts.time(), "ends_at": ends.time()}


@require_POST
@access("fairs.plan_session")
def set_aside(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.proposals_for(request.user), pk=proposal_id)
    actions.set_aside(proposal=shown, by=request.user, now=clock.now())
    messages.success(request, _("Set aside. It comes back when many more people are asked for."))
    return redirect("fairs:sessions")
