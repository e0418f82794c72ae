"""Results due after the day: who owes how many, with the names of the fairs; and "remind now"."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import FairSession
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import api as interviews

PAGE_SIZE = 50


@require_safe
@access("interviews.see_due")
def results_due(request: SignedInRequest) -> HttpResponse:
    """Of the own enterprise; for who acts for recruiters, of all enterprises at the desks of the centre."""
    owed = interviews.results_due(request.user, now=clock.now())
    page = Paginator(owed, PAGE_SIZE).get_page(request.GET.get("page"))
    sessions = FairSession.objects.in_bulk({due.occasion.id for due in page if due.occasion.kind == KIND})
    shown = {
        "page": page,
        "rows": [{"due": due, "session": sessions.get(due.occasion.id)} for due in page],
        "people": sum(due.open for due in owed),
        "acts": bool(centres_where(request.user, "interviews.act_for_recruiter")),
    }
    return render(request, "fairs/results_due.html", shown)


@require_POST
@access("interviews.act_for_recruiter")
def remind(request: SignedInRequest, session_id: int) -> HttpResponse:
    """An enterprise that does not owe anything here, or not to this centre, is not found."""
    asked, now = request.POST.get("employer", ""), clock.now()
    owed = interviews.results_due(request.user, now=now)
    here = (due for due in owed if due.occasion == interviews.Occasion(KIND, session_id))
    due = next((one for one in here if str(one.employer.pk) == asked), None)
    if due is None:
        raise Http404
    try:
        reminder = interviews.remind_of_results(
            occasion=due.occasion, employer_id=due.employer.pk, by=request.user, now=now
        )
    except interviews.CannotRemind as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("fairs:results-due")
    if reminder.number is None:
        messages.error(
            request, _("The message could not be sent. Please call %(employer)s.") % {"employer": due.employer.name}
        )
    else:
        messages.success(request, _("Reminded: %(employer)s.") % {"employer": due.employer.name})
    return redirect("fairs:results-due")
