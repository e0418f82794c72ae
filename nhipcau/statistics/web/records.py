"""Records of sessions: the list, one record with its papers, and taking a paper away."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.files import api as files
from nhipcau.foundation.ui.handing import handed
from nhipcau.statistics import actions, queries
from nhipcau.statistics.models import RecordPaper, SessionRecord

PAGE_SIZE: Final = 30


@dataclass(frozen=True)
class Line:
    """A paper as the page shows it: `whole` was counted just now from its bytes."""

    paper: RecordPaper
    whole: bool


@require_safe
@access(queries.MAY_READ)
def records(request: SignedInRequest) -> HttpResponse:
    """By year, the last number first."""
    mine = queries.records_of(request.user)
    years = list(mine.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(each) for each in years} else (years[0] if years else None)
    page = Paginator(mine.filter(year=year or 0), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "statistics/records.html", {"page": page, "years": years, "year": year})


@require_safe
@access(queries.MAY_READ)
def record(request: SignedInRequest, record_id: int) -> HttpResponse:
    """Every paper is counted again when the page is opened: what was changed on the disk shows at once."""
    found: SessionRecord = get_object_or_404(queries.records_of(request.user), pk=record_id)
    papers = queries.papers_of(request.user).filter(record=found).order_by("pk")
    lines = [Line(paper, files.is_whole(paper.file, sha256=paper.sha256)) for paper in papers]
    context = {
        "record": found,
        "lines": lines,
        "damaged": sum(not line.whole for line in lines),
        "hidden": len(RecordPaper.Kind.values) - len(lines),
        "checked_at": clock.now(),
    }
    return render(request, "statistics/record.html", context)


@require_POST
@access(queries.MAY_READ)
def take_paper(request: SignedInRequest, paper_id: int) -> HttpResponse:
    """It is sent, not linked to, because each one taken is written in the audit book."""
    paper = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    try:
        body = actions.read_paper(paper=paper, by=request.user, now=clock.now())
    except (files.Damaged, OSError):
        messages.error(
            request, _("This paper is not as it was made any more. It is not given out; tell the administrator.")
        )
        return redirect("statistics:record", paper.record_id)
    return handed(body, paper.file.name)


@require_POST
@access(queries.MAY_MAKE)
def make(request: SignedInRequest, session_id: int) -> HttpResponse:
    """When closing did not make it: it is asked for by hand. Made once, it is only shown."""
    session = get_object_or_404(queries.sessions_with_report(request.user), pk=session_id)
    try:
        made = actions.make_record(session=session, by=request.user, now=clock.now())
    except actions.CannotMake as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("statistics:report", session_id)
    return redirect("statistics:record", made.pk)
