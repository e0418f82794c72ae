"""The recruiter's desk: the person now, the queue beside, the next call below."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, is_guest
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import ACTIVE, Desk, Interview, InterviewState, Stage
from nhipcau.interviews.rules import outcomes, states
from nhipcau.interviews.web.doors import desk_side, told
from nhipcau.interviews.web.forms import HandOverForm, OutcomeForm

SHOWN_WAITING = 30


@require_safe
@desk_side
def chooser(request: SignedInRequest) -> HttpResponse:
    """My tables and rooms; straight to it when there is only one."""
    desks = list(queries.open_desks_of(request.user))
    if len(desks) == 1 and "all" not in request.GET:
        return redirect("interviews:desk", desks[0].pk)
    return render(request, "interviews/desks.html", {"desks": desks})


@require_safe
@desk_side
def desk(request: SignedInRequest, desk_id: int) -> HttpResponse:
    at = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    if request.htmx and request.htmx.target == "queue":
        return render(request, "interviews/desk.html#queue", queue_page(at))
    interview = queries.current_of(at)
    if request.htmx:
        return _refresh_if_changed(request, interview)
    return render(request, "interviews/desk.html", queue_page(at) | now_page(request, interview))


def queue_page(at: Desk) -> dict[str, object]:
    line = queries.line_of(at, now=clock.now())
    return {"desk": at, "line": line[:SHOWN_WAITING], "waiting": len(line), "more": len(line) - SHOWN_WAITING}


def now_page(request: SignedInRequest, interview: Interview | None) -> dict[str, object]:
    """The person, and which of the three taps is next."""
    page: dict[str, object] = {"interview": interview, "seen": seen(interview), "guest": is_guest(request.user)}
    if interview is None:
        return page
    chosen = request.GET.get("result", "")
    if chosen in outcomes.ON_THE_DAY and interview.state != InterviewState.CALLED:
        page |= {"stage": Stage(chosen), "form": OutcomeForm(stage=Stage(chosen), today=clock.today())}
    ready_at = states.ready_for_absence(interview)
    return page | {
        "card": queries.card_of(interview, today=localdate(interview.called_at)),
        "stages": outcomes.ON_THE_DAY,
        "handing": handing(interview),
        "absent_from": ready_at,
        "late": interview.state == InterviewState.CALLED and clock.now() >= interview.called_at + states.GRACE,
    }


def handing(interview: Interview) -> HandOverForm | None:
    """None when the talk is over or no colleague is free."""
    colleagues = queries.free_colleagues_of(interview)
    return HandOverForm(desks=colleagues) if interview.state in ACTIVE and colleagues.exists() else None


def seen(interview: Interview | None) -> str:
    """What the page shows, in a word; when it is another, the page is fetched again."""
    if interview is None:
        return "-"
    return f"{interview.pk}-{interview.state}-{'y' if interview.acknowledged_at else 'n'}"


def _refresh_if_changed(request: SignedInRequest, interview: Interview | None) -> HttpResponse:
    response = HttpResponse(status=204)
    if request.GET.get("seen") != seen(interview):
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@desk_side
def call(request: SignedInRequest, desk_id: int) -> HttpResponse:
    at = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    call_and_tell(request, at)
    return redirect("interviews:desk", at.pk)


def call_and_tell(request: SignedInRequest, at: Desk) -> None:
    before = len(messages.get_messages(request))
    called = told(request, lambda: actions.call_next(desk=at, by=request.user, now=clock.now()))
    if called is None and len(messages.get_messages(request)) == before:
        messages.info(request, _("Nobody is waiting who can be called now."))


@require_POST
@desk_side
def pause(request: SignedInRequest, desk_id: int) -> HttpResponse:
    at = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    told(request, lambda: actions.pause_desk(desk=at, by=request.user, now=clock.now()))
    return redirect("interviews:desk", at.pk)


@require_POST
@desk_side
def resume(request: SignedInRequest, desk_id: int) -> HttpResponse:
    at = get_object_or_404(queries.desks_visible_to(request.user), pk=desk_id)
    told(request, lambda: actions.resume_desk(desk=at, by=request.user, now=clock.now()))
    return redirect("interviews:desk", at.pk)
