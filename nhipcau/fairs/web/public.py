"""What everybody sees of the fairs: the coming sessions, one session, its openings, and the calendar feed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import PUBLIC, access, may
from nhipcau.fairs.models import SessionState
from nhipcau.fairs.queries import announcing, people
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.queries.door import doors_of
from nhipcau.fairs.web import brought, calendar
from nhipcau.foundation.clock import api as clock

PAGE_OF_OPENINGS = 40


@require_safe
@access(PUBLIC)
def sessions(request: HttpRequest) -> HttpResponse:
    return render(request, "fairs/public.html", {"sessions": queries.coming(clock.today())})


@require_safe
@access(PUBLIC)
def coming(request: HttpRequest) -> HttpResponse:
    """The address on the poster: always the next session. With an opening (`?viec=`), to registering for it."""
    vacancy = request.GET.get("viec", "")
    if fair := people.with_vacancy(vacancy, clock.now()):
        return redirect(f"{reverse('fairs:register', args=[fair.pk])}?viec={vacancy}")
    session = queries.next_one(clock.today())
    return redirect("fairs:session", session.pk) if session else redirect("fairs:public")


@require_safe
@access(PUBLIC)
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.shown(), pk=session_id)
    link = announcing.link_into(shown, request.GET.get("k", ""))
    context = {
        "session": shown,
        "link": link,
        "provinces": queries.provinces_of(shown),
        "largest": queries.openings_of(shown)[:5],
        "open": shown.state in (SessionState.REGISTRATION_OPEN, SessionState.READY, SessionState.RUNNING),
        "registers": not request.user.is_authenticated or may(request.user, "fairs.register"),
        "door": doors_of(request.user, shown),
    }
    answer = render(request, "fairs/session.html", context)
    if link is not None:
        brought.remember(request, answer, link)
    return answer


@require_safe
@access(PUBLIC)
def openings(request: HttpRequest, session_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.shown(), pk=session_id)
    typed = request.GET.get("q", "").strip()
    page = Paginator(queries.openings_of(shown, typed), PAGE_OF_OPENINGS).get_page(request.GET.get("page"))
    return render(request, "fairs/openings.html", {"session": shown, "page": page, "typed": typed})


@require_safe
@access(PUBLIC)
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Subscribed to by phones and by partner centres; cancelled sessions are carried as cancelled."""
    feed = calendar.feed_of(
        queries.in_calendar(clock.today()),
        title=_("Job fairs"),
        address=request.build_absolute_uri,
        at=clock.now(),
    )
    return HttpResponse(feed, content_type="text/calendar; charset=utf-8")
