"""A sheet of openings: sent, its columns named, read while one waits or leaves."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.ui.handing import handed
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.actions.sheets import fields_of
from nhipcau.vacancies.models import Sheet
from nhipcau.vacancies.reading.columns import fields_for, missing
from nhipcau.vacancies.web import sheets_books, sheets_forms

entering = access("vacancies.enter_vacancy")
LISTED = 20
STUCK_AFTER = 300  # seconds; a job that died is begun again by hand
LINES_A_SECOND = 500  # taking in, measured on two cores


@require_http_methods(["GET", "HEAD", "POST"])
@entering
def sheets(request: SignedInRequest) -> HttpResponse:
    form = sheets_forms.UploadForm(
        request.POST or None,
        request.FILES or None,
        own=queries.own_enterprises(request.user),
        centres=queries.centres_for_sheets(request.user),
    )
    if request.method == "POST" and form.is_valid():
        employer, centre = form.whose()
        sent = form.cleaned_data["file"]
        try:
            made = actions.upload_sheet(
                name=sent.name, body=sent.read(), employer=employer, centre=centre, by=request.user, now=clock.now()
            )
        except actions.CannotUpload as refusal:
            form.add_error("file", refusal.reasons)
        else:
            return redirect("vacancies:sheet-columns", made.pk)
    listed = Paginator(queries.sheets_with_counts(request.user), LISTED).get_page(request.GET.get("page"))
    page = {"form": form, "page": listed}
    return render(request, "vacancies/sheets.html", page, status=422 if form.errors else 200)


@require_safe
@entering
def template(request: SignedInRequest) -> HttpResponse:
    several = queries.centres_for_sheets(request.user).exists()
    body = sheets_books.template_book(fields_for(several_enterprises=several))
    return handed(body, "mau-viec-lam.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@entering
def columns(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    if sheet.state in (Sheet.State.TAKING, Sheet.State.TAKEN):
        return redirect("vacancies:sheet", sheet.pk)
    fields = fields_of(sheet.employer_id)
    reasons: list[str] = []
    wrong: frozenset[str] = frozenset()
    if request.method == "POST":
        named, fixed = sheets_forms.named_columns(request.POST, fields)
        try:
            actions.map_columns(sheet=sheet, columns=named, fixed=fixed, by=request.user, now=clock.now())
        except actions.CannotMap as refusal:
            reasons, wrong = refusal.reasons, frozenset(one.name for one in missing(named, fixed, fields))
            sheet.columns, sheet.fixed = {name: at for name, at in named.items() if at < len(sheet.headings)}, fixed
        else:
            return redirect("vacancies:sheet", sheet.pk)
    asked = sheets_forms.asked_fields(sheet, fields, queries.examples_of(sheet), wrong=wrong)
    front, behind = sheets_forms.behind(asked)
    page = {
        "sheet": sheet,
        "front": front,
        "behind": behind,
        "unused": sheets_forms.unused_columns(sheet),
        "reasons": reasons,
        "twin": queries.same_file_before(sheet),
        "steps": steps(1),
    }
    return render(request, "vacancies/sheet_columns.html", page, status=422 if reasons else 200)


def steps(current: int) -> list[dict[str, str]]:
    labels = [_("Send the sheet"), _("Name the columns"), _("Look and mend"), _("Take in")]
    states = ["done" if at < current else "current" if at == current else "next" for at in range(len(labels))]
    return [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]


def progress(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """While a job works. Answers the part alone to htmx."""
    now = clock.now()
    page = {
        "sheet": sheet,
        "steps": steps(2 if sheet.state == Sheet.State.READING else 3),
        "left": time_left(sheet, now),
        "stuck": sheet.begun_at is not None and (now - sheet.begun_at).total_seconds() > STUCK_AFTER,
    }
    part = "#part" if request.htmx else ""
    return render(request, f"vacancies/sheet_progress.html{part}", page)


def time_left(sheet: Sheet, now: datetime) -> str:
    """From how fast it went until now."""
    passed = (now - sheet.begun_at).total_seconds() if sheet.begun_at else 0
    if sheet.state == Sheet.State.TAKING:
        seconds = max(sheet.total / LINES_A_SECOND - passed, 1)
    elif sheet.done and passed > 0:
        seconds = passed * (sheet.total - sheet.done) / sheet.done
    else:
        return ""
    if seconds < 55:
        return ngettext("about %(count)d second left", "about %(count)d seconds left", round(seconds) or 1) % {
            "count": round(seconds) or 1
        }
    minutes = round(seconds / 60) or 1
    return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {"count": minutes}


@require_POST
@entering
def drop(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    try:
        actions.drop_sheet(sheet=sheet, by=request.user, now=clock.now())
    except actions.CannotDrop as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("vacancies:sheet", sheet_id)
    messages.success(request, _("The sheet is forgotten. Nothing of it came in."))
    return redirect("vacancies:sheets")
