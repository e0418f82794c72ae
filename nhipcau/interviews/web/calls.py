"""What the page of a room asks for its call, in JSON: coming in, passing signals, telling of the line, going out."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access, has_second_factor
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.relay import api as relay
from nhipcau.foundation.stage import api as stage
from nhipcau.foundation.text import api as text
from nhipcau.interviews import actions, queries
from nhipcau.interviews.actions import Passed
from nhipcau.interviews.models import ACTIVE, CallPage, Interview, Rung
from nhipcau.interviews.rules import calls as rules
from nhipcau.interviews.web.doors import for_guests, rooms_for
from nhipcau.seekers.api import seekers_of

LARGEST = 200_000  # characters of one request
MOST = 40  # signals in one


@require_POST
@for_guests
@access(SIGNED_IN)
def enter(request: SignedInRequest, room: str) -> HttpResponse:
    """Where this page stands in the room, who else is there, and through which relays it may go."""
    interview = get_object_or_404(rooms_for(request), room=room)
    asked = body_of(request)
    now = clock.now()
    try:
        page = actions.enter_call(
            interview=interview, relay_only=asked.get("relay_only") is True, by=request.user, now=now
        )
    except actions.Refused as refusal:
        return _refused(refusal)
    return JsonResponse({"me": page.pk, "side": page.side, **_servers(page), **_room(page, page.interview)})


@require_POST
@for_guests
@access(SIGNED_IN)
def exchange(request: SignedInRequest, room: str) -> HttpResponse:
    """Pass on what this page says, take what waits for it, tell of its line: one request for all three."""
    asked = body_of(request)
    page = page_of(request, room, asked)
    if page is None:
        return JsonResponse({"reasons": rules.reasons_for_another_page()}, status=409)
    known = asked.get("known")
    said: dict[str, Any] = {"signals": _signals(asked), "line": _line(asked.get("line"))}
    said["known"] = known if isinstance(known, int) and 0 < known < 2**63 else 0
    try:
        taken = actions.exchange(page=page, **said, by=request.user, now=clock.now())
    except actions.Refused as refusal:
        return _refused(refusal)
    heard = [{"id": one.pk, "from": one.sender_id, "kind": one.kind, "body": one.body} for one in taken]
    more = _servers(page) if asked.get("servers") is True else {}
    joined = asked.get("stage")
    return JsonResponse({"signals": heard, **more, **_room(page, page.interview, joined)})


@require_POST
@for_guests
@access(SIGNED_IN)
def leave(request: SignedInRequest, room: str) -> HttpResponse:
    """A page that is closed says so, if it can; a form, because a browser sends nothing else while it closes."""
    get_object_or_404(rooms_for(request), room=room)
    page = queries.page_of(request.user, room, text.row_number(request.POST.get("me", "")) or 0)
    if page is not None:
        actions.leave_call(page=page, by=request.user, now=clock.now())
    return HttpResponse(status=204)


def _room(page: CallPage, interview: Interview, joined: Any = 0) -> dict[str, Any]:
    """`stage`: None while pages go to each other; else the generation that this page belongs to, 0 to join. `asked`: what it said of that."""
    now, ends = clock.now(), rules.ends_by(interview)
    staged, seats = None, {}
    if interview.staged:
        key = rules.stage_of(interview.pk)
        staged, seats = stage.keep(key=key, holder=rules.seat_of(page.pk)), stage.speaking(key)
    others = [one for one in queries.open_pages(interview) if one.pk != page.pk]
    return {
        "pages": [_shown(one, now) | {"seat": seats.get(rules.seat_of(one.pk))} for one in others],
        "open": interview.state in ACTIVE,
        "ends_by": ends.timestamp() if ends else None,
        "stage": staged,
        "asked": joined,
    }


def _shown(page: CallPage, now: datetime) -> dict[str, Any]:
    """What the others see of a page and its line. `here`: it was heard of a moment ago."""
    return {
        "id": page.pk,
        "here": rules.is_there(page, now),
        "side": page.side,
        "name": page.name,
        "connected": page.connected,
        "rung": page.rung,
        "loss": page.loss,
    }


def _servers(page: CallPage) -> dict[str, Any]:
    """Good until some minutes after the planned end; a page that needs them longer asks again."""
    if not relay.is_set_up():
        return {"servers": [], "relay_only": False}
    now = clock.now()
    ends = rules.ends_by(page.interview) or now + rules.planned(page.interview)
    name = sha256(f"{page.interview.room}|{page.pk}".encode()).hexdigest()[:16]
    made = relay.credentials(name=name, now=now, until=max(ends, now) + rules.AFTERWARDS)
    return {"servers": relay.ice_servers(made), "relay_only": page.relay_only}


def body_of(request: SignedInRequest) -> dict[str, Any]:
    """The JSON in the form's one field."""
    said = request.POST.get("said", "")
    try:
        asked = json.loads(said) if len(said) <= LARGEST else {}
    except ValueError:
        asked = {}
    return asked if isinstance(asked, dict) else {}


def page_of(request: SignedInRequest, room: str, asked: dict[str, Any]) -> CallPage | None:
    """The room must still be one of the user's: a guest whose link ended passes nothing more."""
    number = asked.get("me")
    page = None
    if isinstance(number, int) and 0 < number < 2**63:
        page = queries.page_of(request.user, room, number)
    if page is None or not _is_theirs(request, page.interview):
        get_object_or_404(rooms_for(request), room=room)
        return None
    return page


def _is_theirs(request: SignedInRequest, interview: Interview) -> bool:
    """As `rooms_for`, of what has been read already."""
    if has_second_factor(request):
        return queries.is_in_room(request.user, interview)
    return interview.seeker_id in seekers_of(request.user)


def _signals(asked: dict[str, Any]) -> list[Passed]:
    said = asked.get("signals")
    if not isinstance(said, list):
        return []
    read = [one for one in said[:MOST] if isinstance(one, dict) and isinstance(one.get("to"), int)]
    return [Passed(one["to"], str(one.get("kind")), one.get("body")) for one in read]


def _line(said: Any) -> dict[str, Any]:
    """Only figures a browser can have measured."""
    if not isinstance(said, dict):
        return {}
    line: dict[str, Any] = {
        name: said[name] for name in ("connected", "hears", "sees", "relayed") if isinstance(said.get(name), bool)
    }
    line |= {
        name: said[name] for name in ("rtt", "rate") if isinstance(said.get(name), int) and 0 <= said[name] < 2**31
    }
    if isinstance(loss := said.get("loss"), int | float) and 0 <= loss <= 1:
        line["loss"] = float(loss)
    if isinstance(drops := said.get("drops"), int) and 0 <= drops < 2**15:
        line["drops"] = drops
    if said.get("rung") in Rung.values:
        line["rung"] = said["rung"]
    if said.get("way") in ("udp", "tcp", "tls"):
        line["way"] = said["way"]
    return line


def _refused(refusal: actions.Refused) -> HttpResponse:
    return JsonResponse({"reasons": refusal.reasons}, status=409)
