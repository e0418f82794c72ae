"""A session at a computer of a fair: the day of whoever sits there and nothing else, and over when they stand up."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from nhipcau.accounts.api import is_computer
from nhipcau.fairs.actions import seats
from nhipcau.fairs.http import COMPUTER, SEATING, wiped
from nhipcau.fairs.queries.devices import device_of
from nhipcau.fairs.queries.seats import seating_of
from nhipcau.foundation.clock import api as clock

TOUCH: Final = timedelta(seconds=30)
OPEN: Final = frozenset(
    {"fairs:confirm-times", "fairs:decline-time", "fairs:free-hours"}
    | {"fairs:day", "fairs:wishes", "fairs:computer", "fairs:computer-start", "fairs:computer-done", "set-language"}
)
OF_THE_TURN: Final = ("turn", "answer", "away", "back", "again", "leave")
OF_THE_ROOM: Final = (
    *("room", "write", "sign", "room-failed", "nobody"),
    *("call-enter", "call-exchange", "call-leave"),
)
OPEN_PARTS: Final = frozenset(f"interviews:{name}" for name in (*OF_THE_TURN, *OF_THE_ROOM))
WIPE: Final = (
    '"cache", "storage"'  # cookies are taken back one by one: the computer keeps the one that says which it is
)


class AtComputerMiddleware:
    """Other sessions cost nothing: the name of the user says whether it is one of these."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_computer(request.user) and not _sits_there(request):
            return wiped(request)
        response = self.get_response(request)
        return redirect("fairs:computer") if _asks_the_next_person(request, response) else response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Any other page sends the person back to their day."""
        match = request.resolver_match
        if not is_computer(request.user) or match is None or match.view_name in OPEN | OPEN_PARTS:
            return None
        seating = seating_of(request.session.get(SEATING))
        return redirect("fairs:day", seating.registration_id) if seating else wiped(request)


def _asks_the_next_person(request: HttpRequest, response: HttpResponse) -> bool:
    """Somebody pressed Back on a page of whoever sat there before: nobody signs in at this computer."""
    sent_to_sign_in = response.status_code == HTTPStatus.FOUND and "next=" in response.headers.get("Location", "")
    if not sent_to_sign_in or request.user.is_authenticated or COMPUTER not in request.COOKIES:
        return False
    return device_of(request.COOKIES[COMPUTER], clock.now()) is not None


def _sits_there(request: HttpRequest) -> bool:
    seating, now = seating_of(request.session.get(SEATING)), clock.now()
    if seating is None or seating.device.user_id != request.user.pk:
        return False
    return now - seating.touched_at < TOUCH or seats.touch(seating=seating, now=now)
