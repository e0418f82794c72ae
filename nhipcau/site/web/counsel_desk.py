"""The counselling desk between door and table: scan the ticket or find the name."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.counselling import api as counselling
from nhipcau.fairs.models import FairSession
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.clock import api as clock
from nhipcau.site.counsel import finding

PAGE = "site/counsel/desk.html"
ON_A_PAGE = 20


@require_safe
@access(finding.SCREENS)
def desk(request: SignedInRequest) -> HttpResponse:
    """With one fair today, its desk; with several, a choice; with none, what can be done without a fair."""
    sessions = list(finding.sessions_of(request.user, clock.now()))
    if len(sessions) == 1:
        return redirect("counsel:session", sessions[0].pk)
    return render(request, "site/counsel/no_fair.html", {"sessions": sessions})


@require_safe
@access(finding.SCREENS)
def session(request: SignedInRequest, session_id: int) -> HttpResponse:
    fair = get_object_or_404(finding.session_for(request.user), pk=session_id)
    return render(request, PAGE, _page(request, fair))


@require_POST
@access(finding.SCREENS)
def find(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A code goes straight to the person; a name is a POST, so that it stands in no address."""
    fair = get_object_or_404(finding.session_for(request.user), pk=session_id)
    code, typed = request.POST.get("code", "").strip(), request.POST.get("q", "").strip()
    if code:
        if ticket := finding.ticket_by_code(request.user, fair, code):
            return redirect("counsel:screening", ticket.pk)
        wrong = _("No ticket of your site has this code. Look for the name, or send the person to the door first.")
        return render(request, PAGE, {**_page(request, fair), "code": code, "wrong": wrong}, status=422)
    found = finding.tickets_named(request.user, fair, typed) if typed else []
    page = {"session": fair, "typed": typed, "found": found}
    if request.htmx:
        return render(request, f"{PAGE}#found", page)
    return render(request, PAGE, {**_page(request, fair), **page})


def _page(request: SignedInRequest, fair: FairSession) -> dict[str, Any]:
    screened = counselling.screened_at(request.user, occasion_of(fair.pk))
    shown = Paginator(screened, ON_A_PAGE).get_page(request.GET.get("page"))
    tickets = finding.tickets_for(request.user).filter(session=fair, seeker__in=[one.seeker_id for one in shown])
    by_person = {ticket.seeker_id: ticket.pk for ticket in tickets}
    return {
        "session": fair,
        "page": shown,
        "rows": [{"screening": one, "ticket": by_person.get(one.seeker_id)} for one in shown],
        "counts": finding.counts_for(request.user, fair),
    }
