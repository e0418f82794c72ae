"""How a computer of a fair forgets whoever sat there."""

from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

SEATING: Final = "seating"
COMPUTER: Final = "__Host-computer" if settings.SESSION_COOKIE_SECURE else "computer"
WIPE: Final = (
    '"cache", "storage"'  # cookies are taken back one by one: the computer keeps the one that says which it is
)


def wiped(request: HttpRequest) -> HttpResponse:
    """The session is over; the browser forgets what it kept, and shows whose turn it is."""
    logout(request)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204, headers={"HX-Redirect": reverse("fairs:computer")})
    else:
        response = redirect("fairs:computer")
    response.headers["Clear-Site-Data"] = WIPE
    response.delete_cookie("messages")
    return response
