"""The page of a room: who is here, what is asked, and what a host does without leaving it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.relay import api as relay
from nhipcau.foundation.text import api as text
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.models import Gathering, Kind, Member, Role, State
from nhipcau.gatherings.rules import rooms
from nhipcau.gatherings.rules.times import both
from nhipcau.gatherings.web.doors import Hall, by_link, hall_of, told

PAGE = "gatherings/room.html"
SHOWN = 120


@require_safe
@by_link
@access(SIGNED_IN)
def room(request: SignedInRequest, hall: str) -> HttpResponse:
    return _shown(request, hall_of(request, hall))


def _shown(request: SignedInRequest, at: Hall) -> HttpResponse:
    """The page, or the part of it that asks."""
    page = _top(at)
    if request.htmx and request.htmx.target == "questions":
        return render(request, f"{PAGE}#questions", page | _questions(request, at))
    if request.htmx:
        return render(request, f"{PAGE}#people", page | _people(at))
    more = {"relay": relay.is_set_up(), "speaks": _speaks(at)}
    return render(request, PAGE, page | _people(at) | _questions(request, at) | more)


def _top(at: Hall) -> dict[str, Any]:
    gathering = at.gathering
    return {
        "gathering": gathering,
        "member": at.member,
        "host": at.host,
        "is_talk": gathering.kind == Kind.TALK,
        "clocks": both(gathering.starts_at, gathering.partner_zone),
        "not_yet": rooms.reasons_not_to_enter(gathering, clock.now()),
        "open": gathering.state == State.OPEN,
        "over": rooms.is_over(gathering),
        "may_record": _may_record(at),
    }


def _may_record(at: Hall) -> bool:
    if at.gathering.kind != Kind.GROUP:
        return False
    return at.host or (at.member is not None and at.member.role in (Role.INTERVIEWER, Role.PARTNER))


def _speaks(at: Hall) -> bool:
    return rooms.may_speak(at.member) if at.member else at.host


def _people(at: Hall) -> dict[str, Any]:
    """Who is here now, those who speak first. A talk names its listeners to the host alone; others read their number."""
    now = clock.now()
    here = [one for one in queries.open_visits(at.gathering) if rooms.is_there(one, now)]
    speaking = [one for one in here if rooms.may_speak(one.member)]
    listening = [one for one in here if not rooms.may_speak(one.member)]
    named = listening[:SHOWN] if at.host else []
    return {
        "speaking": speaking,
        "listening": named,
        "listeners": len(listening),
        "not_named": len(listening) - len(named),
        "absent": _absent(at, {one.member_id for one in here}),
    }


def _absent(at: Hall, here: set[int]) -> list[Member]:
    """Who is expected and not here yet; of a talk only those who speak."""
    if not at.host:
        return []
    expected = [one for one in queries.members_of(at.gathering).exclude(role=Role.LISTENER) if one.pk not in here]
    return [one for one in expected if one.role not in (Role.HOST, Role.STAFF)]


def _questions(request: SignedInRequest, at: Hall) -> dict[str, Any]:
    newest = request.GET.get("sort") == "newest"
    return {"questions": queries.questions_in(at.gathering, member=at.member, newest=newest), "newest": newest}


def in_room(request: SignedInRequest, hall: str, step: Callable[[Hall], Any]) -> HttpResponse:
    """Do it and stay: a page that is left ends its call."""
    at = hall_of(request, hall)
    told(request, lambda: step(at))
    if not request.htmx:
        return redirect("gatherings:room", hall)
    return _shown(request, hall_of(request, hall))


@require_POST
@access(SIGNED_IN)
def open_room(request: SignedInRequest, hall: str) -> HttpResponse:
    by, now = request.user, clock.now()
    return in_room(request, hall, lambda at: actions.open_gathering(gathering=host_of(at), by=by, now=now))


@require_POST
@access(SIGNED_IN)
def end_room(request: SignedInRequest, hall: str) -> HttpResponse:
    """Everybody is out."""
    at, now = hall_of(request, hall), clock.now()
    told(request, lambda: actions.end_gathering(gathering=host_of(at), by=request.user, now=now))
    return redirect("gatherings:manage", at.gathering.pk)


def host_of(at: Hall) -> Gathering:
    if not at.host:
        raise Http404
    return at.gathering


@require_POST
@by_link
@access(SIGNED_IN)
def speaking(request: SignedInRequest, hall: str) -> HttpResponse:
    """A host asks a listener to speak (`do=ask`), or ends it; who speaks may end it too."""
    at = hall_of(request, hall)
    chosen = text.row_number(request.POST.get("member", ""))
    member = get_object_or_404(Member.objects.filter(gathering=at.gathering).select_related("gathering"), pk=chosen)
    if not at.host and (at.member is None or at.member.pk != member.pk):
        raise Http404
    by, now = request.user, clock.now()
    if request.POST.get("do") == "ask":
        host_of(at)
        return in_room(request, hall, lambda _at: actions.ask_to_speak(member=member, by=by, now=now))
    return in_room(request, hall, lambda _at: actions.end_speaking(member=member, by=by, now=now))


@require_POST
@by_link
@access(SIGNED_IN)
def ask(request: SignedInRequest, hall: str) -> HttpResponse:
    words, hidden = request.POST.get("words", ""), request.POST.get("anonymous") == "on"
    by, now = request.user, clock.now()
    return in_room(
        request,
        hall,
        lambda at: actions.ask_question(member=_own(at), words=words, anonymous=hidden, by=by, now=now),
    )


def _own(at: Hall) -> Member:
    if at.member is None:
        raise Http404
    return at.member


@require_POST
@by_link
@access(SIGNED_IN)
def question(request: SignedInRequest, hall: str) -> HttpResponse:
    """What becomes of a question: `do` is too (somebody asks the same), answer or hide."""
    at = hall_of(request, hall)
    chosen = text.row_number(request.POST.get("question", ""))
    one = get_object_or_404(at.gathering.questions.select_related("gathering"), pk=chosen)
    do, words = request.POST.get("do", ""), request.POST.get("words", "")
    by, now = request.user, clock.now()
    if do == "too":
        return in_room(request, hall, lambda at: actions.support(question=one, member=_own(at), by=by, now=now))
    host_of(at)
    if do == "hide":
        return in_room(request, hall, lambda _at: actions.hide_question(question=one, because=words, by=by, now=now))
    return in_room(request, hall, lambda _at: actions.answer_question(question=one, words=words, by=by, now=now))
