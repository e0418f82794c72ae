"""The sheet of a table: everybody it met, and all results on one page."""

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, is_guest
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import Desk, Interview, Reason
from nhipcau.interviews.rules.outcomes import NEEDS_DAY, NEEDS_REASON
from nhipcau.interviews.web import sheet_rows
from nhipcau.interviews.web.doors import colleagues, desk_side

PAGE_SIZE = 60
NUMBER = re.compile(r"(?<!\d)\d{1,6}(?!\d)")  # of a ticket; a longer row of digits is something else
ROW = "interviews/sheet_row.html#state"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_side
def sheet(request: SignedInRequest, desk_id: int) -> HttpResponse:
    """All lines at once by one button; those that cannot be written stay as typed, with the reason beside them."""
    desk = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    met = queries.met_at(request.user, desk, whole_enterprise="all" in request.GET)
    page = Paginator(met, PAGE_SIZE).get_page(request.GET.get("page"))
    if request.method != "POST":
        return _page(request, desk, page, [sheet_rows.in_force(interview) for interview in page])
    sent = [pk for pk in map(_number, request.POST) if pk]
    rows = [sheet_rows.typed(one, request.POST, chosen=_chosen(request)) for one in met.filter(pk__in=sent)]
    added = _write(request, rows)
    if added:
        words = ngettext("%(count)d result written.", "%(count)d results written.", added) % {"count": added}
        messages.success(request, words)
    if any(row.errors for row in rows):
        return _page(request, desk, page, rows, status=422)
    return redirect(request.get_full_path())


@require_POST
@colleagues
def on_paper(request: SignedInRequest, desk_id: int) -> HttpResponse:
    """Numbers of people met without network; they stand on the sheet then, for their results."""
    desk = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    numbers = [int(found) for found in NUMBER.findall(request.POST.get("numbers", ""))]
    told = actions.note_paper_talks(desk=desk, numbers=numbers, by=request.user, now=clock.now())
    if told.noted:
        words = ngettext("%(count)d talk noted.", "%(count)d talks noted.", len(told.noted))
        messages.success(request, words % {"count": len(told.noted)})
    if told.met:
        messages.info(request, _("Met before: %(numbers)s.") % {"numbers": _listed(told.met)})
    if told.unknown or not numbers:
        words = _("These do not wait for this enterprise: %(numbers)s. Is the number right, and was the person let in?")
        nothing = _("Type the numbers that stand on the sheet, such as 12, 45, 101.")
        messages.error(request, words % {"numbers": _listed(told.unknown)} if told.unknown else nothing)
    return redirect("interviews:sheet", desk.pk)


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


@require_POST
@desk_side
def row(request: SignedInRequest, interview_id: int) -> HttpResponse:
    """One line as one goes along; answers what stands beside it."""
    seen = queries.with_line(queries.interviews_visible_to(request.user))
    interview = get_object_or_404(seen, pk=interview_id)
    line = sheet_rows.typed(interview, request.POST, chosen={})
    _write(request, [line])
    if not request.htmx:
        return redirect("interviews:sheet", interview.desk_id)
    return render(request, ROW, {"row": line}, status=422 if line.errors else 200)


def _write(request: SignedInRequest, rows: list[sheet_rows.Row]) -> int:
    now = clock.now()
    answers = [sheet_rows.answer_of(row, today=clock.today()) for row in rows]
    written = actions.record_results(
        answers=[answer for answer in answers if answer],
        interviews=[row.interview for row in rows],
        by=request.user,
        now=now,
    )
    sheet_rows.settle(rows, written.lines, written.refused)
    return written.added


def _chosen(request: SignedInRequest) -> dict[str, str]:
    if request.POST.get("do") != "chosen" or not request.POST.get("all-s"):
        return {}
    return {name: request.POST.get(f"all-{name}", "") for name in ("s", "r", "d")}


def _number(name: str) -> int:
    """Of the hidden field that every line sends."""
    return int(name[2:]) if name.startswith("o-") and name[2:].isdecimal() and len(name) < 20 else 0


def _page(
    request: SignedInRequest, desk: Desk, page: Page[Interview], rows: list[sheet_rows.Row], *, status: int = 200
) -> HttpResponse:
    whole = "all" in request.GET
    guest = is_guest(request.user)
    shown: dict[str, Any] = {
        "desk": desk,
        "page": page,
        "rows": rows,
        "wrong": sum(bool(row.errors) for row in rows),
        "counts": queries.open_among(queries.met_at(request.user, desk, whole_enterprise=whole)),
        "whole": whole,
        "guest": guest,
        "stages": sheet_rows.STAGES,
        "reasons": Reason,
        "needs_reason": " ".join(NEEDS_REASON),
        "needs_day": " ".join(NEEDS_DAY),
        "here": reverse("interviews:sheet", args=[desk.pk]),
    }
    return render(request, "interviews/sheet.html", shown, status=status)
