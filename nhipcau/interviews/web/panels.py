"""What a page of a room with several interviewers asks of the media server, through us."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.stage import api as stage
from nhipcau.interviews import actions
from nhipcau.interviews.models import CallPage
from nhipcau.interviews.rules import calls as rules
from nhipcau.interviews.web.calls import body_of, page_of
from nhipcau.interviews.web.doors import for_guests

Asked = dict[str, Any]


def _answered(request: SignedInRequest, room: str, step: Callable[[CallPage, Asked], Asked]) -> HttpResponse:
    """409: over for this page; 410: join again; 503: no media server answers, the page tries again by itself."""
    asked = body_of(request)
    page = page_of(request, room, asked)
    if page is None:
        return JsonResponse({"reasons": rules.reasons_for_another_page()}, status=409)
    try:
        return JsonResponse(step(page, asked))
    except actions.Refused as refusal:
        return JsonResponse({"reasons": refusal.reasons}, status=409)
    except stage.Gone:
        return JsonResponse({}, status=410)
    except stage.Unreachable:
        return JsonResponse({}, status=503)


@require_POST
@for_guests
@access(SIGNED_IN)
def join(request: SignedInRequest, room: str) -> HttpResponse:
    def step(page: CallPage, asked: Asked) -> Asked:
        joined = actions.join_stage(page=page, offer=asked.get("offer"), by=request.user, now=clock.now())
        return {"generation": joined.generation, "answer": joined.answer}

    return _answered(request, room, step)


@require_POST
@for_guests
@access(SIGNED_IN)
def hear(request: SignedInRequest, room: str) -> HttpResponse:
    def step(page: CallPage, asked: Asked) -> Asked:
        said: Asked = {name: _number(asked, name) for name in ("speaker", "generation")}
        said["picture"] = asked.get("picture") is not False
        return {"offer": actions.hear_page(page=page, **said, by=request.user)}

    return _answered(request, room, step)


@require_POST
@for_guests
@access(SIGNED_IN)
def answer(request: SignedInRequest, room: str) -> HttpResponse:
    def step(page: CallPage, asked: Asked) -> Asked:
        speaker = _number(asked, "speaker")
        actions.begin_hearing(page=page, speaker=speaker, answer=asked.get("answer"), by=request.user)
        return {}

    return _answered(request, room, step)


def _number(asked: Asked, name: str) -> int:
    """A number of the page, 0 for anything else."""
    said = asked.get(name)
    return said if isinstance(said, int) and not isinstance(said, bool) and 0 < said < 2**63 else 0
