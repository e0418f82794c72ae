"""How long a signed-in session lasts for those who work with other people's data."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH = timedelta(minutes=1)


class SessionAgeMiddleware:
    """Signs staff and recruiters out after half an hour without a request, and twelve hours after they signed in.

    Seekers keep the age of their cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.has_usable_password():
            _watch(request, timezone.now().timestamp())
        return self.get_response(request)


def _watch(request: HttpRequest, now: float) -> None:
    session = request.session
    seen, began = session.get("seen_at", now), session.get("began_at", now)
    if now - seen > IDLE.total_seconds() or now - began > LONGEST.total_seconds():
        logout(request)
    elif "seen_at" not in session or now - seen > TOUCH.total_seconds():
        session["seen_at"], session["began_at"] = now, began
