"""The report of one's own sites in a session, as page, PDF and Excel: also where another centre was the host."""

from pathlib import Path

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.models import SessionSite
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.ui.handing import handed
from nhipcau.statistics.papers.book import tables_of
from nhipcau.statistics.papers.centre_report import centre_paper, official_paper
from nhipcau.statistics.papers.words import Paper
from nhipcau.statistics.queries import centre_report as queries

TEMPLATE = Path(__file__).resolve().parents[1] / "papers" / "record.typ"
ON_A_PAGE = 30
reading = access(queries.MAY_READ_OWN)


@require_safe
@reading
def own_reports(request: SignedInRequest) -> HttpResponse:
    page = Paginator(queries.own_reports(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "statistics/own_reports.html", {"page": page})


@require_safe
@reading
def own_report(request: SignedInRequest, session_id: int, centre_id: int) -> HttpResponse:
    line, paper = _paper(request, session_id, centre_id)
    frozen = queries.frozen_for(line.session, line.centre_id)
    context = {"session": line.session, "centre": line.centre, "paper": paper, "frozen": frozen}
    return render(request, "statistics/own_report.html", context)


@require_safe
@reading
def own_report_pdf(request: SignedInRequest, session_id: int, centre_id: int) -> HttpResponse:
    line, paper = _paper(request, session_id, centre_id)
    body = documents.pdf(TEMPLATE, official_paper(line.session, line.centre, paper).plain())
    return handed(body, _name(line, "pdf"))


@require_safe
@reading
def own_report_sheet(request: SignedInRequest, session_id: int, centre_id: int) -> HttpResponse:
    line, paper = _paper(request, session_id, centre_id)
    return handed(sheets.workbook(tables_of(paper)), _name(line, "xlsx"))


def _paper(request: SignedInRequest, session_id: int, centre_id: int) -> tuple[SessionSite, Paper]:
    """Of one's own centre and its sessions only: everything else is not found."""
    line = queries.own_reports(request.user).filter(session_id=session_id, centre_id=centre_id).first()
    if line is None:
        raise Http404
    return line, centre_paper(line.session, line.centre, queries.figures_for(line.session, line.centre_id))


def _name(line: SessionSite, ending: str) -> str:
    return f"bao-cao-diem-{localtime(line.session.starts):%Y-%m-%d}-{line.session_id}.{ending}"
