"""Reports of sessions, as page, PDF and Excel."""

from dataclasses import asdict
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.ui.handing import handed
from nhipcau.statistics import queries
from nhipcau.statistics.models import FrozenReport, SessionRecord
from nhipcau.statistics.papers.book import tables_of
from nhipcau.statistics.papers.words import Paper, paper_of
from nhipcau.statistics.queries.centre_report import own_reports

TEMPLATE = Path(__file__).resolve().parents[1] / "papers" / "report.typ"
SHOWN = 60


@require_safe
@access(queries.MAY_READ)
def reports(request: SignedInRequest) -> HttpResponse:
    """Sessions of one's own centres that have figures, the newest first."""
    page = {
        "sessions": list(queries.sessions_with_report(request.user)[:SHOWN]),
        "has_own": own_reports(request.user).exists(),
    }
    return render(request, "statistics/reports.html", page)


@require_safe
@access(queries.MAY_READ)
def report(request: SignedInRequest, session_id: int) -> HttpResponse:
    session, paper = _paper(request, session_id)
    frozen = FrozenReport.objects.filter(session=session).first()
    record = SessionRecord.objects.filter(session=session).first() if frozen else None
    context = {"session": session, "paper": paper, "frozen": frozen, "record": record}
    context["may_make"] = frozen and not record and may(request.user, queries.MAY_MAKE, session)
    return render(request, "statistics/report.html", context)


@require_safe
@access(queries.MAY_READ)
def report_pdf(request: SignedInRequest, session_id: int) -> HttpResponse:
    session, paper = _paper(request, session_id)
    return handed(documents.pdf(TEMPLATE, asdict(paper)), _name(session, "pdf"))


@require_safe
@access(queries.MAY_READ)
def report_sheet(request: SignedInRequest, session_id: int) -> HttpResponse:
    session, paper = _paper(request, session_id)
    return handed(sheets.workbook(tables_of(paper)), _name(session, "xlsx"))


def _paper(request: SignedInRequest, session_id: int) -> tuple[FairSession, Paper]:
    """Of one's own centre only: another's session is not found."""
    session = get_object_or_404(queries.sessions_with_report(request.user), pk=session_id)
    return session, paper_of(session, queries.figures_of(session))


def _name(session: FairSession, ending: str) -> str:
    return f"bao-cao-phien-{localtime(session.starts):%Y-%m-%d}-{session.pk}.{ending}"
