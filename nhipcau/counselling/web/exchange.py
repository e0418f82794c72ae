"""Hires that must be entered on the national exchange: the list, the mark, the sheet to work from."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.counselling.actions import duties as actions
from nhipcau.counselling.models import ExchangeEntry
from nhipcau.counselling.queries import duties as queries
from nhipcau.counselling.rules import duties as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.text import api as text
from nhipcau.foundation.ui.handing import handed
from nhipcau.reference import api as reference
from nhipcau.vacancies.models import Vacancy

PAGE_SIZE = 50


@require_safe
@access("counselling.enter_exchange")
def entries(request: SignedInRequest) -> HttpResponse:
    """Still to be entered, the most urgent first; or what was entered."""
    made, today = request.GET.get("show") == "made", clock.today()
    listed = queries.entries_made(request.user) if made else queries.entries_due(request.user)
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [row_of(entry, today) for entry in page],
        "made": made,
        "owed": queries.owed(request.user, today),
        "term": reference.legal_term("exchange_entry", on=today),
    }
    return render(request, "counselling/exchange.html", shown)


def row_of(entry: ExchangeEntry, today: date) -> dict[str, Any]:
    entered_today = entry.entered_at is not None and localdate(entry.entered_at) == today
    return {
        "entry": entry,
        "job": job_of(entry),
        "urgency": rules.urgency(entry.due_on, today),
        "left": abs(rules.working_days_left(entry.due_on, today)),
        "may_take_back": entered_today,
    }


def job_of(about: Any) -> Vacancy | None:
    """The opening behind an entry or a question: of the interview, or of the referral."""
    source = about.interview or about.referral
    return source.vacancy if source else None


@require_POST
@access("counselling.enter_exchange")
def enter(request: SignedInRequest) -> HttpResponse:
    """Mark the ticked ones: who did it and when is kept. Ids of another centre are not found, so nothing happens."""
    ticked = [text.row_number(value) for value in request.POST.getlist("entry")]
    chosen = list(queries.entries_due(request.user).filter(pk__in=ticked))
    count = actions.mark_entered(entries=chosen, by=request.user, now=clock.now())
    if count:
        words = ngettext("%(n)s hire marked as entered.", "%(n)s hires marked as entered.", count)
        messages.success(request, words % {"n": count})
    else:
        messages.info(request, _("Tick the hires that you have entered on the national exchange, then mark them."))
    return redirect("counselling:exchange")


@require_POST
@access("counselling.enter_exchange")
def take_back(request: SignedInRequest, entry_id: int) -> HttpResponse:
    entry = get_object_or_404(queries.entries_of(request.user), pk=entry_id)
    try:
        actions.take_mark_back(entry=entry, by=request.user, now=clock.now())
    except actions.CannotAnswer as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, _("The mark is taken back. The hire is on the list again."))
    return redirect("counselling:exchange")


@require_POST
@access("counselling.enter_exchange")
def sheet(request: SignedInRequest) -> HttpResponse:
    """What is still to be entered, to type or to upload from. It names people, so the book says who took it."""
    listed = list(queries.entries_due(request.user))
    for centre in {entry.centre_id: entry for entry in listed}.values():
        audit.record(
            by=request.user, action="exchange.sheet", target=centre, at=clock.now(), details={"rows": len(listed)}
        )
    table = sheets.Table(
        name=_("National exchange"),
        title=_("Hires to be entered on the national exchange"),
        headings=[
            _("Full name"),
            _("Date of birth"),
            _("Sex"),
            _("Enterprise"),
            _("Tax code"),
            _("Job"),
            _("Notice of the enterprise"),
            _("Due on"),
        ],
        rows=[_line(entry) for entry in listed],
    )
    name = f"san-quoc-gia-{clock.today():%Y-%m-%d}.xlsx"
    return handed(sheets.workbook([table]), name)


def _line(entry: ExchangeEntry) -> list[str]:
    job = job_of(entry)
    return [
        entry.seeker.full_name,
        f"{entry.seeker.birth_date:%d/%m/%Y}",
        str(entry.seeker.get_sex_display()),
        entry.employer.name,
        entry.employer.tax_code or "",
        job.title if job else "",
        f"{entry.noticed_on:%d/%m/%Y}",
        f"{entry.due_on:%d/%m/%Y}",
    ]
