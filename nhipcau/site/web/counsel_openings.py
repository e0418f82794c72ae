"""What suits the person at this fair, with reasons and obstacles; one tap refers."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, User, access, may
from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import Response
from nhipcau.fairs.models import Registration, SessionVacancy
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.people import wishes_of
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import api as matching
from nhipcau.site.counsel import finding, sending

PAGE = "site/counsel/openings.html"


@require_safe
@access(finding.REFERS)
def openings(request: SignedInRequest, registration_id: int) -> HttpResponse:
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    page = page_of(ticket, request.GET.get("q", "").strip(), request.user)
    return render(request, f"{PAGE}#lists" if request.htmx else PAGE, page)


def page_of(ticket: Registration, typed: str, user: User) -> dict[str, Any]:
    screening = counselling.screening_of(occasion_of(ticket.session_id), ticket.seeker)
    ours = matching.may_be_served_by(ticket.seeker, ticket.centre)
    shown = finding.suggestions_for(ticket, screening, typed, now=clock.now()) if ours else []
    sent = finding.referrals_on(ticket)
    return {
        "ticket": ticket,
        "session": ticket.session,
        "seeker": ticket.seeker,
        "screening": screening,
        "foreign": "" if ours else ticket.seeker.centre.short_name,
        "typed": typed,
        "sent": sent,
        "left": max(0, matching.MOST_A_DAY - len(sent)),
        "most": matching.MOST_A_DAY,
        "rows": shown,
        "sees_life": may(user, finding.SEES_LIFE, ticket),
        "wishes": wishes_of(ticket) if ours else [],
        "responses": [one for one in Response if one != Response.INTERESTED],
    }


@require_POST
@access(finding.REFERS)
def refer(request: SignedInRequest, registration_id: int, opening_id: int) -> HttpResponse:
    ticket, opening = _both(request, registration_id, opening_id)
    why = finding.why_of(ticket, opening.vacancy, now=clock.now())
    note = request.POST.get("note", "")
    return _done(request, ticket, lambda: sending.send(
        registration=ticket, opening=opening, why=why, note=note, by=request.user, now=clock.now()
    ), _("Referred."))  # fmt: skip


@require_POST
@access(finding.SCREENS)
def answer(request: SignedInRequest, registration_id: int, opening_id: int) -> HttpResponse:
    ticket, opening = _both(request, registration_id, opening_id)
    response = request.POST.get("response", "")
    return _done(request, ticket, lambda: sending.answer(
        registration=ticket, opening=opening, response=response, by=request.user, now=clock.now()
    ), _("Noted in the book of offers."))  # fmt: skip


@require_POST
@access(finding.REFERS)
def take_off(request: SignedInRequest, registration_id: int, opening_id: int) -> HttpResponse:
    """Off the ticket, also when the person moved to another site meanwhile."""
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    wish = next((one for one in wishes_of(ticket) if one.session_vacancy_id == opening_id), None)
    if wish is None:
        return _back(request, ticket)
    return _done(request, ticket, lambda: sending.take_off(
        registration=ticket, opening=wish.session_vacancy, by=request.user, now=clock.now()
    ), _("Taken off the ticket."))  # fmt: skip


def _both(request: SignedInRequest, registration_id: int, opening_id: int) -> tuple[Registration, SessionVacancy]:
    ticket = get_object_or_404(finding.tickets_for(request.user), pk=registration_id)
    opening = finding.opening_at(ticket, opening_id)
    if opening is None:
        raise Http404
    return ticket, opening


def _done(request: SignedInRequest, ticket: Registration, step: Callable[[], object], said: str) -> HttpResponse:
    reasons: list[str] = []
    try:
        step()
    except sending.Refused as refusal:
        reasons = refusal.reasons
    if request.htmx:
        page = {**page_of(ticket, request.POST.get("q", "").strip(), request.user), "reasons": reasons}
        swapped = render(request, f"{PAGE}#lists", page)
        swapped.headers["HX-Trigger"] = json.dumps({"toast": " ".join(reasons) or said})
        return swapped
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        messages.success(request, said)
    return _back(request, ticket)


def _back(request: SignedInRequest, ticket: Registration) -> HttpResponse:
    typed = request.POST.get("q", "").strip()
    address = reverse("counsel:openings", args=[ticket.pk])
    return redirect(f"{address}?{urlencode({'q': typed})}" if typed else address)
