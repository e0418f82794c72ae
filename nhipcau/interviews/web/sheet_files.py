"""The sheet of results as a file: taken home, filled in, sent, looked at, taken in."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.sheets.api import Cell, Table, workbook
from nhipcau.foundation.ui.handing import handed
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import Interview, Reason, ResultSheet, Stage
from nhipcau.interviews.reading.lines import HEADINGS, key_of
from nhipcau.interviews.rules.people import short_name
from nhipcau.interviews.web.doors import colleagues
from nhipcau.interviews.web.sheet_rows import STAGES

SHEETS: Final = ".xlsx,.xls,.ods,.csv"
LISTED, LINES = 10, 100


class SendForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The filled sheet"),
        help_text=gettext_lazy("The file that you downloaded here, saved as .xlsx, .xls, .ods or .csv."),
        widget=forms.ClearableFileInput(attrs={"accept": SHEETS}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@colleagues
def send(request: SignedInRequest, desk_id: int) -> HttpResponse:
    visible = queries.desks_visible_to(request.user)
    desk = get_object_or_404(visible, pk=desk_id)
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            made = actions.send_results(desk=desk, name=sent.name, body=sent.read(), by=request.user, now=clock.now())
        except actions.CannotRead as refusal:
            form.add_error("file", refusal.reasons)
        else:
            return redirect("interviews:result-sheet", made.pk)
    before = queries.result_sheets_at(visible.filter(pk=desk.pk))[:LISTED]
    page = {"desk": desk, "form": form, "before": before}
    return render(request, "interviews/sheet_file.html", page, status=422 if form.errors else 200)


@require_safe
@colleagues
def download(request: SignedInRequest, desk_id: int) -> HttpResponse:
    """With lists to choose from, and a hidden column by which each line is known again."""
    desk = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    whole = "all" in request.GET
    met = queries.met_at(request.user, desk, whole_enterprise=whole)
    everywhere = _("all tables")
    stages, reasons = [plain(stage.label) for stage in STAGES], [plain(reason.label) for reason in Reason]
    table = Table(
        name=_("Results"),
        title=f"{desk.employer.name} – {everywhere if whole else desk.number}",
        headings=[_(heading) for heading in HEADINGS.values()],
        rows=[_line(interview) for interview in met],
        choices={4: stages, 5: reasons},
        hidden=(0,),
    )
    return handed(workbook([table]), f"ket-qua-{desk.number}.xlsx")


def _line(interview: Interview) -> list[Cell]:
    known = vars(interview)
    stage, reason, day = known["stage"], known["reason"], known["stage_date"]
    return [
        key_of(interview.pk),
        interview.ticket.number,
        short_name(interview.seeker.full_name),
        interview.vacancy.title if interview.vacancy else "",
        plain(Stage(stage).label) if stage else "",
        plain(Reason(reason).label) if reason else "",
        day.strftime("%d/%m/%Y") if day else "",
        known["line_note"] or "",
    ]


def plain(label: object) -> str:
    """A comma would cut an entry of the list in two."""
    return str(label).replace(",", " –")


@require_http_methods(["GET", "HEAD", "POST"])
@colleagues
def result_sheet(request: SignedInRequest, result_sheet_id: int) -> HttpResponse:
    """How each line was read, the wrong ones first; then one button takes all of them in."""
    mine = queries.result_sheets_at(queries.desks_visible_to(request.user))
    sheet = get_object_or_404(mine, pk=result_sheet_id)
    reasons: list[str] = []
    if request.method == "POST":
        leave_bad = bool(request.POST.get("leave"))
        try:
            taken = actions.take_results(sheet=sheet, leave_bad=leave_bad, by=request.user, now=clock.now())
        except actions.CannotTake as refusal:
            reasons = refusal.reasons
        else:
            words = ngettext("%(count)d result written.", "%(count)d results written.", taken.added)
            messages.success(request, words % {"count": taken.added})
            return redirect("interviews:sheet", sheet.desk_id)
    page = {"sheet": sheet, "reasons": reasons, "counts": _counts(sheet), "twin": actions.twin_of(sheet)}
    shown = Paginator(sorted(sheet.lines, key=_wrong_first), LINES).get_page(request.GET.get("page"))
    page |= {"page": shown, "lines": _shown(request, sheet, list(shown))}
    return render(request, "interviews/result_sheet.html", page, status=422 if reasons else 200)


def _counts(sheet: ResultSheet) -> dict[str, int]:
    bad = sum(bool(line["problems"]) for line in sheet.lines)
    same = sum(line["same"] for line in sheet.lines if not line["problems"])
    return {"bad": bad, "same": same, "good": len(sheet.lines) - bad - same}


def _wrong_first(line: dict[str, Any]) -> tuple[bool, int]:
    return not line["problems"], line["number"]


def _shown(request: SignedInRequest, sheet: ResultSheet, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With the names of the people, looked up anew: the file's own words are not kept."""
    known = [line["interview"] for line in lines if line["interview"]]
    met = queries.met_at(request.user, sheet.desk, whole_enterprise=True).filter(pk__in=known).in_bulk()
    stages, reasons = dict(Stage.choices), dict(Reason.choices)
    return [
        line
        | {
            "met": met.get(line["interview"]),
            "result": stages.get(line["stage"], ""),
            "why": reasons.get(line["reason"], ""),
        }
        for line in lines
    ]
