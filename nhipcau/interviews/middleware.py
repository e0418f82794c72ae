"""Sessions of extra interviewers: nothing but their desk, and nothing at all once the invitation is over."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nhipcau.accounts.api import PUBLIC, came_by_link
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import queries

ENDED = "interviews/guest_ended.html"
WAS_GUEST = "was_guest"


class DayLinkMiddleware:
    """Whoever came by a link is asked for the invitation at every request; other sessions cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if came_by_link(request) and queries.guest_of(request.user, clock.now()) is None:
            return over(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Pages for everybody, those of the desk side, and the library's switch of languages; no others."""
        if came_by_link(request) and not is_for_guests(view):
            raise PermissionDenied("interviews.sit_in")
        if getattr(view, "guests_may", False) and WAS_GUEST in request.session and not request.user.is_authenticated:
            return told(request)
        return None


def is_for_guests(view: Any) -> bool:
    declared = getattr(view, "access_declared", None)
    return declared == PUBLIC or bool(getattr(view, "guests_may", False)) or view.__module__ == "django.views.i18n"


def over(request: HttpRequest) -> HttpResponse:
    """The session is forgotten but for one word: on this device the desk's pages say that it is over."""
    logout(request)
    request.session[WAS_GUEST] = True
    return told(request)


def told(request: HttpRequest) -> HttpResponse:
    """A page that watches is sent on as a whole."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("interviews:guest-ended")})
    return render(request, ENDED, status=403)
