"""Putting a session off: whom that reaches, seen before it is done; how far the news has come, and whom to phone."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import steps
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.telling import mark_phoned
from nhipcau.fairs.models import FairSession, News, NewsLine, SessionState
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.queries import telling as queries
from nhipcau.fairs.rules import session as rules
from nhipcau.fairs.rules import telling
from nhipcau.fairs.web.answers import refused
from nhipcau.foundation.clock import api as clock

PAGE = "fairs/put_off.html"
NEWS = "fairs/news.html"
A_PAGE = 50
GROUPS = {
    "people": gettext_lazy("People who registered"),
    "officers": gettext_lazy("Commune officers who registered people"),
    "enterprises": gettext_lazy("Enterprises and their recruiters"),
    "sites": gettext_lazy("Linked sites"),
    "invited": gettext_lazy("Centres that were invited"),
}
DOING = {"postponed": steps.postpone_session, "cancelled": steps.cancel_session}


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def put_off(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Before it is done: how many are told by which way, and in which words."""
    session = get_object_or_404(sessions.hosted_by(request.user, "fairs.plan_session"), pk=session_id)
    note = request.POST.get("note", session.note).strip()[:300]
    context = _before(session, note)
    doing = DOING.get(request.POST.get("step", ""))
    if doing is None:
        return render(request, PAGE, context)
    try:
        session = doing(session=session, by=request.user, now=clock.now(), note=note)
    except Refused as refusal:
        session.refresh_from_db()
        return refused(request, PAGE, _before(session, note), refusal)
    messages.success(request, rules.in_words(session.state))
    return redirect("fairs:news", session.pk)


def _before(session: FairSession, note: str) -> dict[str, Any]:
    may = [step for step in DOING if rules.may_step(session.state, step)]
    hidden = session.state == SessionState.DRAFT
    lines = [] if hidden or not may else queries.concerned(session, now=clock.now())
    session.note = note
    with override(settings.LANGUAGE_CODE):
        words = telling.words_of_change(session, News.POSTPONED, partner=False)
    return {
        "session": session,
        "note": note,
        "stands": rules.in_words(session.state),
        "may": may,
        "draft": hidden,
        "rows": _rows(queries.shares_of(lines)),
        "by_message": sum(line.state == NewsLine.State.WAITING for line in lines),
        "by_phone": sum(line.state == NewsLine.State.TO_PHONE for line in lines),
        "words": words,
    }


def _rows(shares: list[queries.Share]) -> list[dict[str, Any]]:
    """One row a group: how many by text message, by e-mail, by phone."""
    rows: dict[str, dict[str, Any]] = {}
    for share in shares:
        row = rows.setdefault(share.group, {"label": GROUPS[share.group], "sms": 0, "email": 0, "phone": 0})
        row[share.way] += share.count
    return list(rows.values())


@require_safe
@access("fairs.see_session")
def news(request: SignedInRequest, session_id: int) -> HttpResponse:
    """What was told of a session, and whom one still has to phone: only those of the own centre."""
    session = get_object_or_404(sessions.seen_by(request.user), pk=session_id)
    lines = Paginator(queries.to_phone(request.user, session), A_PAGE).get_page(request.GET.get("page"))
    told = queries.news_of(session)
    context = {
        "session": session,
        "told": [{"of": one, "rows": _rows(one.shares)} for one in told],
        "quiet": telling.is_quiet(clock.now()),
        "current": queries.current_news(session),
        "lines": lines,
        "linked": session.centre_id not in sessions.hosts_of(request.user),
        "again": session.state == SessionState.POSTPONED,
    }
    return render(request, f"{NEWS}#told" if request.htmx else NEWS, context)


@require_POST
@access("fairs.see_session")
def phoned(request: SignedInRequest, line_id: int) -> HttpResponse:
    line = get_object_or_404(queries.lines_of(request.user), pk=line_id)
    mark_phoned(line=line, by=request.user, now=clock.now())
    messages.success(request, _("Noted."))
    return redirect("fairs:news", line.news.session_id)
