"""Sessions of people who came by a link: nothing but their gathering, and nothing at all once the link is over."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from nhipcau.accounts.api import PUBLIC, TO_GATHERING, came_by_link
from nhipcau.foundation.clock import api as clock
from nhipcau.gatherings import queries
from nhipcau.gatherings.rules.invites import SIT_IN

OVER = "gatherings/link_over.html"


class LinkMiddleware:
    """Whoever came by such a link is asked for it at every request; other sessions cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if came_by_link(request, TO_GATHERING) and queries.invite_of(request.user, clock.now()) is None:
            return over(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Pages for everybody, those of the room, and the library's switch of languages; no others."""
        if came_by_link(request, TO_GATHERING) and not (is_for_them(view) or tries_the_line(request)):
            raise PermissionDenied(SIT_IN)
        return None


def is_for_them(view: Any) -> bool:
    declared = getattr(view, "access_declared", None)
    return declared == PUBLIC or bool(getattr(view, "by_link_may", False)) or view.__module__ == "django.views.i18n"


def tries_the_line(request: HttpRequest) -> bool:
    """Camera, microphone and network are tried on a page of interviews."""
    match = request.resolver_match
    return match is not None and match.view_name in ("interviews:check", "interviews:check-note")


def over(request: HttpRequest) -> HttpResponse:
    """The session is forgotten; a page that watches is sent on as a whole, a call hears that it is over."""
    logout(request)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("gatherings:link-over")})
    if "said" in request.POST:
        return JsonResponse({"reasons": []}, status=409)
    return render(request, OVER, status=403)
