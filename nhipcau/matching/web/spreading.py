"""Where a centre's manager chooses how what its people are suggested is spread, and sees what each step would do there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.models import Centre
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import actions, queries

PAGE = "matching/spreading.html"


@require_safe
@access(queries.SETS)
def own(request: SignedInRequest) -> HttpResponse:
    """Of one's centre; of several, of the first."""
    return render(request, PAGE, _page(request, queries.centres_set_by(request.user)[0]))


@require_http_methods(["GET", "HEAD", "POST"])
@access(queries.SETS)
def spreading(request: SignedInRequest, centre_id: int) -> HttpResponse:
    centre = get_object_or_404(queries.centres_set_by(request.user), pk=centre_id)
    if request.method != "POST":
        return render(request, PAGE, _page(request, centre))
    try:
        actions.choose_trade(centre=centre, trade=request.POST.get("trade", ""), by=request.user, now=clock.now())
    except actions.Refused as refusal:
        return render(request, PAGE, _page(request, centre) | {"reasons": refusal.reasons}, status=422)
    messages.success(request, _("Chosen. It is in force with the next making of the lists."))
    return redirect("matching:spreading", centre.pk)


def _page(request: SignedInRequest, centre: Centre) -> dict[str, Any]:
    setting = queries.setting_of(centre)
    found = [step for step in setting.steps if step.found]
    return {
        "setting": setting,
        "centre": centre,
        "others": queries.centres_set_by(request.user).exclude(pk=centre.pk),
        "filled": [(step.trade.label, round(step.found.filled)) for step in found if step.found],
        "unseen": [(step.trade.label, step.found.unseen) for step in found if step.found],
        "scores": [(step.trade.label, round(step.found.score)) for step in found if step.found],
    }
