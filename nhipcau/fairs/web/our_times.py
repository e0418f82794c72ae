"""Timetable of our people: each centre with a site reads its own by name and by the clock; the host sums of the others."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import FairSession, Timetable
from nhipcau.fairs.queries import our_times as queries
from nhipcau.fairs.queries.sessions import hosts_of, sites_of
from nhipcau.fairs.queries.timetabling import in_force

ON_A_PAGE, TIMES_ON_A_PAGE = 30, 40
FOUND = 200  # of a search, which the next page would not know any more


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.check_in")
def our_times(request: SignedInRequest, session_id: int) -> HttpResponse:
    """`?ai=chua` who owes an answer, `khong` who has nothing; `?theo=gio` by the clock. A search is a POST: it is a name."""
    session = get_object_or_404(queries.taking_part(request.user), pk=session_id)
    ours = centres_where(request.user, "fairs.check_in")
    typed, only = request.POST.get("q", "").strip(), request.GET.get("ai", "")
    people = queries.our_people(session, ours, typed=typed, only=only)
    by_clock = request.GET.get("theo") == "gio" and only != queries.NOTHING
    rows: Any = queries.by_the_clock(people) if by_clock else people
    size = FOUND if typed else TIMES_ON_A_PAGE if by_clock else ON_A_PAGE
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {"session": session, "typed": typed, "only": only, "by_clock": by_clock, "page": page}
    if not by_clock:
        shown["lines"] = queries.times_of(page.object_list)
    return render(request, "fairs/our_times.html", {**shown, **_around(request, session, ours)})


def _around(request: SignedInRequest, session: FairSession, ours: set[int]) -> dict[str, Any]:
    """The sums, and what else this user may open: the host's operator reads those of the linked centres too."""
    sums, in_hand = queries.sums_by_centre(session), in_force(session.pk)
    hosts = may(request.user, "fairs.run_session", session)
    return {
        "sums": queries.together(row for centre, row in sums.items() if centre in ours),
        "others": [row for centre, row in sums.items() if centre not in ours] if hosts else [],
        "sent": in_hand,
        "waits_to_be_sent": hosts and Timetable.objects.filter(session=session, state=Timetable.State.MADE).exists(),
        "linked": session.centre_id not in hosts_of(request.user),
        "own_site": sites_of(request.user, "fairs.check_in").filter(session=session).order_by("pk").first(),
    }
