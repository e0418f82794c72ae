"""The page that tries camera, microphone and network, for whoever will be interviewed online."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access, step_before_work
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.relay import api as relay
from nhipcau.interviews import actions
from nhipcau.interviews.rules import checks
from nhipcau.interviews.rules.checks import Measured
from nhipcau.interviews.web.doors import for_guests
from nhipcau.seekers.api import current_person

PAGE = "interviews/check.html"
FIGURES = {"rate": 10**6, "rtt": 10**5}


@require_safe
@for_guests
@access(SIGNED_IN)
def check(request: SignedInRequest) -> HttpResponse:
    """The credentials last for a few tries."""
    if (person := current_person(request)) is None and (step := step_before_work(request)):
        return step
    servers: list[dict[str, Any]] = []
    if relay.is_set_up():
        now = clock.now()
        made = relay.credentials(name=f"check-{secrets.token_hex(8)}", now=now, until=now + checks.TRYING)
        servers = relay.ice_servers(made)
    return render(request, PAGE, {"servers": servers, "person": person})


@require_POST
@for_guests
@access(SIGNED_IN)
def note(request: SignedInRequest) -> HttpResponse:
    """What the browser measured becomes an answer: what works, and where to go if it does not."""
    if (person := current_person(request)) is None and (step := step_before_work(request)):
        return step
    now = clock.now()
    row = actions.note_check(seeker=person, seen=_measured(request), by=request.user, now=now)
    page = {"row": row, "advised": checks.advice_is_needed(row.verdict), "person": person}
    return render(request, f"{PAGE}#verdict" if request.htmx else PAGE, page)


def _measured(request: SignedInRequest) -> Measured:
    """Only what a browser can have measured counts."""
    said = request.POST
    figures: dict[str, Any] = {}
    for name, most in FIGURES.items():
        value = said.get(name, "")
        figures[name] = int(value) if value.isdecimal() and len(value) < 8 and int(value) <= most else None
    heard = {"yes": True, "no": False}.get(said.get("heard", ""))
    way = said.get("way", "")
    return Measured(
        camera=said.get("camera") == "yes",
        microphone=said.get("microphone") == "yes",
        heard=heard,
        relayed=said.get("relayed") == "yes",
        way=way if way in ("udp", "tcp", "tls") else "",
        loss=_share(said.get("loss", "")),
        **figures,
    )


def _share(typed: str) -> float | None:
    try:
        value = float(typed)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
