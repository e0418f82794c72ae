"""The media door of a room, in JSON: a seat, hearing somebody, the answer to that.

409 says that it is over for this page, 410 that it has to join again, 503 that no media server answers: it tries again.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.live import api as live
from nhipcau.foundation.stage import api as stage
from nhipcau.gatherings import actions
from nhipcau.gatherings.models import Visit
from nhipcau.gatherings.models.members import holder_of
from nhipcau.gatherings.rules import rooms
from nhipcau.gatherings.web.doors import by_link
from nhipcau.gatherings.web.visits import own_visit, refused, said_in

TALLEST = 24_000  # characters of one description; a browser's has about 6,000


@require_POST
@by_link
@access(SIGNED_IN)
def join(request: SignedInRequest, hall: str) -> HttpResponse:
    """A seat: with an offer to be heard, without one to listen."""
    asked = said_in(request)
    offer = description(asked.get("offer"), "offer")

    def seated(visit: Visit) -> dict[str, Any]:
        most = rooms.most_speakers(visit.gathering)
        made = stage.join(key=visit.gathering.topic, holder=visit.holder, offer=offer, speakers=most, now=clock.now())
        if offer:
            live.touch(visit.gathering.topic)
        return {"generation": made.generation, "answer": made.answer}

    return _answered(request, hall, asked, seated, sends=offer is not None)


@require_POST
@by_link
@access(SIGNED_IN)
def hear(request: SignedInRequest, hall: str) -> HttpResponse:
    """What the page needs to hear and see one who speaks; an empty offer while they send nothing yet."""
    asked = said_in(request)
    wanted: dict[str, Any] = {
        "speaker": holder_of(_number(asked, "speaker")),
        "generation": _number(asked, "generation"),
        "picture": asked.get("picture") is not False,  # a weak line hears sound alone
    }

    def heard(visit: Visit) -> dict[str, Any]:
        return {"offer": stage.hear(key=visit.gathering.topic, holder=visit.holder, **wanted)}

    return _answered(request, hall, asked, heard)


@require_POST
@by_link
@access(SIGNED_IN)
def answer(request: SignedInRequest, hall: str) -> HttpResponse:
    """The page's answer to that: from now on it hears."""
    asked = said_in(request)
    said = description(asked.get("answer"), "answer")
    speaker = _number(asked, "speaker")

    def begun(visit: Visit) -> dict[str, Any]:
        if said is None:
            raise stage.Gone
        holder = holder_of(speaker)
        stage.begin_hearing(key=visit.gathering.topic, holder=visit.holder, speaker=holder, answer=said)
        return {}

    return _answered(request, hall, asked, begun)


def _answered(
    request: SignedInRequest,
    hall: str,
    asked: dict[str, Any],
    step: Callable[[Visit], dict[str, Any]],
    *,
    sends: bool = False,
) -> HttpResponse:
    """For one's own open page of a room that is open; who only listens is not seated to be heard."""
    visit = own_visit(request, hall, asked)
    if visit is None:
        return JsonResponse({"reasons": rooms.reasons_for_another_page()}, status=409)
    try:
        return JsonResponse(step(actions.admit(visit=visit, sends=sends, by=request.user)))
    except actions.Refused as refusal:
        return refused(refusal)
    except stage.Gone:
        return JsonResponse({}, status=410)
    except stage.Unreachable:
        return JsonResponse({}, status=503)


def description(said: Any, kind: str) -> dict[str, str] | None:
    """One that a browser can have made."""
    if not isinstance(said, dict) or said.get("type") != kind or not isinstance(said.get("sdp"), str):
        return None
    return {"type": kind, "sdp": said["sdp"]} if len(said["sdp"]) <= TALLEST else None


def _number(asked: dict[str, Any], name: str) -> int:
    said = asked.get(name)
    return said if isinstance(said, int) and not isinstance(said, bool) and 0 < said < 2**63 else 0
