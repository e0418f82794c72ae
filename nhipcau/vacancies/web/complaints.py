"""What people report about openings, and what the desk did about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions, queries

PAGE_SIZE = 30


@require_safe
@access("vacancies.review_vacancy")
def desk(request: SignedInRequest) -> HttpResponse:
    listed = Paginator(queries.complaints_at(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "vacancies/complaints.html", {"page": listed})


@require_POST
@access("vacancies.review_vacancy")
def answer(request: SignedInRequest, complaint_id: int) -> HttpResponse:
    complaint = get_object_or_404(queries.complaints_at(request.user), pk=complaint_id)
    words = request.POST.get("answer", "")
    try:
        actions.answer_complaint(complaint=complaint, answer=words, by=request.user, now=clock.now())
    except actions.CannotComplain as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Noted."))
    return redirect("vacancies:complaints")
