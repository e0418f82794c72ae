"""What the page of a room asks in JSON: coming in, telling of its line, hearing who is there, going out."""

import json
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.relay import api as relay
from nhipcau.foundation.stage import api as stage
from nhipcau.foundation.text import api as text
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.models import State, Visit
from nhipcau.gatherings.rules import rooms
from nhipcau.gatherings.web.doors import by_link, hall_of
from nhipcau.interviews.models import Rung

LARGEST = 200_000  # characters of one request


@require_POST
@by_link
@access(SIGNED_IN)
def enter(request: SignedInRequest, hall: str) -> HttpResponse:
    """Where this page stands in the room, who else is heard, and through which relays it may go."""
    at = hall_of(request, hall)
    try:
        visit = actions.enter_room(gathering=at.gathering, member=at.member, by=request.user, now=clock.now())
    except actions.Refused as refusal:
        return refused(refusal)
    return JsonResponse({"me": visit.pk, **servers(visit), **shown(visit)})


@require_POST
@by_link
@access(SIGNED_IN)
def tell(request: SignedInRequest, hall: str) -> HttpResponse:
    """How the line of this page is; the answer says who is heard now."""
    asked = said_in(request)
    visit = own_visit(request, hall, asked)
    if visit is None:
        return JsonResponse({"reasons": rooms.reasons_for_another_page()}, status=409)
    try:
        visit = actions.tell(visit=visit, line=line_in(asked.get("line")), by=request.user, now=clock.now())
    except actions.Refused as refusal:
        return refused(refusal)
    more = servers(visit) if asked.get("servers") is True else {}
    return JsonResponse({**more, **shown(visit)})


@require_POST
@by_link
@access(SIGNED_IN)
def leave(request: SignedInRequest, hall: str) -> HttpResponse:
    """A page that is closed says so, if it can; a form, because a browser sends nothing else while it closes."""
    hall_of(request, hall)
    visit = queries.visit_of(request.user, hall, text.row_number(request.POST.get("me", "")) or 0)
    if visit is not None:
        actions.leave_room(visit=visit, by=request.user, now=clock.now())
    return HttpResponse(status=204)


def shown(visit: Visit) -> dict[str, Any]:
    """Who is heard besides this page, and whether it may be heard itself. `seat` is another one when somebody began anew;
    `stage`: 0 asks the page to join."""
    now, gathering = clock.now(), visit.gathering
    is_open = gathering.state == State.OPEN
    sending = stage.speaking(gathering.topic) if is_open else {}
    heard = [one for one in queries.open_visits(gathering) if one.holder in sending and one.pk != visit.pk]
    return {
        "open": is_open,
        "over": rooms.is_over(gathering),
        "media": stage.is_set_up(),
        "speaks": rooms.may_speak(visit.member),
        "stage": stage.keep(key=gathering.topic, holder=visit.holder) if is_open else 0,
        "speakers": [
            {
                "id": one.pk,
                "seat": sending[one.holder],
                "name": one.member.name,
                "role": str(one.member.get_role_display()),
                "here": rooms.is_there(one, now),
                "connected": one.connected,
                "rung": one.rung,
            }
            for one in heard
        ],
    }


def servers(visit: Visit) -> dict[str, Any]:
    """Good until some minutes after the planned end; a page that needs them longer asks again."""
    if not relay.is_set_up():
        return {"servers": []}
    now = clock.now()
    name = sha256(f"{visit.gathering.room}|{visit.pk}".encode()).hexdigest()[:16]
    until = max(visit.gathering.ends_at, now) + rooms.AFTERWARDS
    return {"servers": relay.ice_servers(relay.credentials(name=name, now=now, until=until))}


def said_in(request: SignedInRequest) -> dict[str, Any]:
    """The JSON in the form's one field."""
    said = request.POST.get("said", "")
    try:
        asked = json.loads(said) if len(said) <= LARGEST else {}
    except ValueError:
        asked = {}
    return asked if isinstance(asked, dict) else {}


def own_visit(request: SignedInRequest, hall: str, asked: dict[str, Any]) -> Visit | None:
    """The room must still be one of the user's: a guest whose link ended asks in vain."""
    at = hall_of(request, hall)
    number = asked.get("me")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**63:
        return None
    visit = queries.visit_of(request.user, hall, number)
    mine = at.member is not None and visit is not None and visit.member_id == at.member.pk
    return visit if mine else None


def line_in(said: Any) -> dict[str, Any]:
    """Only figures a browser can have measured."""
    if not isinstance(said, dict):
        return {}
    line: dict[str, Any] = {
        name: said[name] for name in ("connected", "hears", "sees") if isinstance(said.get(name), bool)
    }
    if isinstance(rtt := said.get("rtt"), int) and 0 <= rtt < 2**31:
        line["rtt"] = rtt
    if isinstance(loss := said.get("loss"), int | float) and 0 <= loss <= 1:
        line["loss"] = float(loss)
    if isinstance(drops := said.get("drops"), int) and 0 <= drops < 2**15:
        line["drops"] = drops
    if said.get("rung") in Rung.values:
        line["rung"] = said["rung"]
    return line


def refused(refusal: actions.Refused) -> HttpResponse:
    return JsonResponse({"reasons": refusal.reasons}, status=409)
