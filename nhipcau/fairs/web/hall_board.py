"""The television in the hall: public, numbers only, no touch needed all day."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import PUBLIC, access
from nhipcau.fairs.queries import hall as halls
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.queries.hall import HallCall
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.api import BoardLine

LEGAL = re.compile(
    r"^((công ty|doanh nghiệp|tư nhân|trách nhiệm hữu hạn|tnhh|cổ phần|một thành viên|hai thành viên( trở lên)?|mtv|cp)(\s+|$))+",
    re.IGNORECASE,
)
ON_A_PAGE = 5  # calls beside the newest: one row; when there are more, the board turns its pages


@require_safe
@access(PUBLIC)
def board(request: HttpRequest, session_id: int) -> HttpResponse:
    """`?diem=` is the site whose hall the television hangs in; the host's hall without it."""
    session = get_object_or_404(queries.shown(), pk=session_id)
    site = halls.site_of_board(session, request.GET.get("diem", ""))
    hall = halls.hall_of(session, site, now=clock.now())
    calls = [
        {
            "call": call,
            "key": key_of(call.line),
            "spoken": spoken(call),
            "who": told_apart(str(call.line.desk.employer)),
        }
        for call in hall.calls
    ]
    page = {
        "session": session,
        "hall": hall,
        "calls": calls,
        "more_calls": [calls[first : first + ON_A_PAGE] for first in range(1, len(calls), ON_A_PAGE)],
        "at": clock.now(),
        "sites": session.sites.all(),
    }
    return render(request, "fairs/board.html#calls" if request.headers.get("HX-Request") else "fairs/board.html", page)


def told_apart(name: str) -> str:
    """What tells an enterprise from others, first: hundreds begin with the same words of the law."""
    rest = LEGAL.sub("", name)
    return rest[:1].upper() + rest[1:] if rest else name


def key_of(line: BoardLine) -> str:
    """One call: the same person called again later is another one."""
    return f"{line.number}-{line.desk.pk}-{int(line.since.timestamp()) if line.since else 0}"


def spoken(call: HallCall) -> str:
    """What the loudspeaker says, in Vietnamese whatever language the page is in."""
    with override("vi"):
        words = _("Number %(number)s, please come to table %(table)s.")
        if call.computer:
            words = _("Number %(number)s, please take the call at computer %(computer)s.")
        elif call.here:
            words = _("Number %(number)s, please come to the front desk: online room %(table)s calls you.")
        elif call.line.desk.place_id is None:
            words = _("Number %(number)s, please come to online room %(table)s.")
        return words % {"number": call.line.number, "table": call.line.desk.number, "computer": call.computer}
