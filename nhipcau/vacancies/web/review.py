"""The review desk: staff read submitted openings, put them on the board or send them back with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions, queries, rules
from nhipcau.vacancies.models import Complaint, Status, Vacancy
from nhipcau.vacancies.web.forms import ReturnForm

PAGE = "vacancies/review_desk.html"
PAGE_SIZE = 50
desk_only = access("vacancies.review_vacancy")


@require_safe
@desk_only
def desk(request: SignedInRequest) -> HttpResponse:
    waiting = Paginator(queries.waiting_for_review(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [{"vacancy": row, "warnings": rules.warnings_about(row)} for row in waiting]
    reported = Complaint.objects.filter(pk__in=queries.complaints_at(request.user), handled_at=None).count()
    return render(request, PAGE, {"page": waiting, "rows": rows, "reported": reported})


@require_safe
@desk_only
def show(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.reviewed_by(request.user), pk=vacancy_id)
    return _show(request, row, ReturnForm())


def _show(request: SignedInRequest, row: Vacancy, form: ReturnForm, status: int = 200) -> HttpResponse:
    page = {
        "vacancy": row,
        "warnings": rules.warnings_about(row),
        "obstacles": rules.reasons_not_to_publish(row, today=clock.today()) if row.status == Status.SUBMITTED else [],
        "form": form,
        "on_board": queries.is_on_board(row, clock.today()),
    }
    return render(request, "vacancies/review.html", page, status=status)


@require_POST
@desk_only
def publish(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.reviewed_by(request.user), pk=vacancy_id)
    reasons: list[str] = []
    try:
        row = actions.publish_vacancy(vacancy=row, by=request.user, now=clock.now())
    except actions.CannotPublish as refusal:
        reasons = refusal.reasons
    if request.htmx:
        line = {"vacancy": row, "warnings": [], "reasons": reasons}
        return render(request, f"{PAGE}#row", line)
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        messages.success(request, _("“%(title)s” is on the board.") % {"title": row.title})
    return redirect("vacancies:review-desk")


@require_POST
@desk_only
def send_back(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.reviewed_by(request.user), pk=vacancy_id)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    try:
        actions.return_vacancy(vacancy=row, note=form.cleaned_data["note"], by=request.user, now=clock.now())
    except actions.CannotReturn as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Sent back. The enterprise reads your note on its page."))
    return redirect("vacancies:review-desk")


@require_POST
@desk_only
def close(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.reviewed_by(request.user), pk=vacancy_id)
    actions.close_vacancy(vacancy=row, by=request.user, now=clock.now())
    messages.success(request, _("Closed. It is no longer on the board."))
    return redirect("vacancies:review", row.pk)
