"""The lines of a sheet before they come in: looked at, mended, taken in; and afterwards what became of them."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, may
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text.api import row_number
from nhipcau.foundation.ui.handing import handed
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.models import Sheet, SheetRow
from nhipcau.vacancies.web import sheets_books, sheets_forms
from nhipcau.vacancies.web.sheets import entering, progress, steps
from nhipcau.vacancies.web.sheets_shown import lines_of

Outcome = SheetRow.Outcome
PAGE: Final = "vacancies/sheet.html"
PAGE_SIZE: Final = 25
FILTERS: Final = {
    "sai": (Outcome.BAD, Outcome.LEFT),
    "dung": (Outcome.GOOD, Outcome.IN),
    "trung": (Outcome.REPEATED,),
}


@require_safe
@entering
def show(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    if sheet.state == Sheet.State.MAPPING:
        return redirect("vacancies:sheet-columns", sheet.pk)
    if sheet.state in (Sheet.State.READING, Sheet.State.TAKING):
        return progress(request, sheet)
    if request.htmx:  # the part that waited asks once more: the whole page has changed
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    return _show(request, sheet)


def _show(request: SignedInRequest, sheet: Sheet, reasons: list[str] | None = None, status: int = 200) -> HttpResponse:
    counts = queries.counts_of(sheet)
    chosen = request.GET.get("xem", "")
    if chosen not in FILTERS:
        chosen = "sai" if counts.bad or (sheet.state == Sheet.State.TAKEN and counts.left) else "dung"
    rows = queries.rows_of(sheet, FILTERS[chosen])
    listed = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    page = {
        "sheet": sheet,
        "taken": sheet.state == Sheet.State.TAKEN,
        "counts": counts,
        "page": listed,
        "lines": lines_of(sheet, list(listed)),
        "chosen": chosen,
        "reasons": reasons or sheet.trouble,
        "says_headcount": "headcount" in sheet.columns or "headcount" in sheet.fixed,
        "reviews": may(request.user, "vacancies.review_vacancy", sheet),
        "steps": steps(4 if sheet.state == Sheet.State.TAKEN else 2),
    }
    return render(request, PAGE, page, status=status)


@require_POST
@entering
def mend(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    """All cells that were sent; htmx gets back the line whose button was pressed, and the counts."""
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    try:
        changed = _mend_sent(request, sheet)
    except actions.CannotMend as refusal:
        return _refused(request, sheet, refusal.reasons)
    pressed = row_number(request.POST.get("dong", ""))
    if request.htmx and pressed:
        row = get_object_or_404(queries.rows_of(sheet), number=pressed)
        page = {
            "sheet": sheet,
            "line": lines_of(sheet, [row])[0],
            "counts": queries.counts_of(sheet),
            "mended": row.outcome == Outcome.GOOD,
            "again": True,
        }
        return render(request, f"{PAGE}#answer", page)
    if changed:
        messages.success(request, _("Saved and read again."))
    return redirect(_back(request, sheet))


def _back(request: SignedInRequest, sheet: Sheet) -> str:
    """The same part of the list, at the line whose button was pressed."""
    chosen, line = request.POST.get("xem", ""), request.POST.get("dong", "")
    query = f"?xem={chosen}" if chosen in FILTERS and queries.rows_of(sheet, FILTERS[chosen]).exists() else ""
    return reverse("vacancies:sheet", args=[sheet.pk]) + query + (f"#dong-{line}" if line.isdecimal() else "")


def _mend_sent(request: SignedInRequest, sheet: Sheet) -> int:
    """How many lines are other than before."""
    sent = dict(sheets_forms.mended_lines(request.POST))
    rows = queries.rows_of(sheet).filter(number__in=sent, outcome__in=(Outcome.GOOD, Outcome.BAD))
    changed = 0
    for row in rows:
        now = actions.mend_cells(row=row, cells=sent[row.number], by=request.user, now=clock.now())
        changed += now.mended != row.mended
    return changed


def _refused(request: SignedInRequest, sheet: Sheet, reasons: list[str]) -> HttpResponse:
    if request.htmx:
        return render(request, f"{PAGE}#refused", {"reasons": reasons}, status=422)
    for reason in reasons:
        messages.error(request, reason)
    return redirect("vacancies:sheet", sheet.pk)


@require_POST
@entering
def take(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    """What was typed and not saved yet is saved first, and looked at before anything comes in."""
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    try:
        if sheet.state == Sheet.State.CHECKED and _mend_sent(request, sheet):
            messages.info(request, _("What you typed is saved and read. Look at the counts, then take the lines in."))
            return redirect(_back(request, sheet))
        leave_bad = request.POST.get("de-lai") == "1"
        sheet = actions.begin_taking(sheet=sheet, leave_bad=leave_bad, by=request.user, now=clock.now())
    except (actions.CannotTake, actions.CannotMend) as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect("vacancies:sheet", sheet.pk)


@require_safe
@entering
def rest(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    rows = queries.rows_of(sheet, (Outcome.BAD, Outcome.LEFT, Outcome.REPEATED))
    return handed(sheets_books.rest_book(sheet, rows), f"dong-con-lai-{sheet.pk}.xlsx")
