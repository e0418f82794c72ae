"""The note to the press after a session: to be changed, copied, or taken as a Word file. In Vietnamese, as it is printed."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.ui.handing import handed
from nhipcau.statistics import queries
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.papers.press import note_of

PUBLIC_LANGUAGE: Final = "vi"
LONGEST: Final = 20_000


@require_safe
@access(queries.MAY_READ)
def press(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Only fixed figures go to the press: before the session is closed there is nothing here but why."""
    session = get_object_or_404(queries.sessions_with_report(request.user), pk=session_id)
    frozen = FrozenReport.objects.filter(session=session).first()
    with override(PUBLIC_LANGUAGE):
        words = note_of(session, frozen.figures) if frozen else ""
    return render(request, "statistics/press.html", {"session": session, "words": words})


@require_POST
@access(queries.MAY_READ)
def press_letter(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(queries.sessions_with_report(request.user), pk=session_id)
    body = documents.plain_docx(request.POST.get("words", "")[:LONGEST].replace("\r\n", "\n"))
    name = f"ket-qua-phien-{localtime(session.starts):%Y-%m-%d}-{session.pk}.docx"
    return handed(body, name)
