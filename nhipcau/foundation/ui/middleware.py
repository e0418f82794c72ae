"""What a page may load, and who may keep it."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

PERMISSIONS: Final = "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()"


def live_origin(request: HttpRequest) -> str:
    """host:port of the live process when it has an address of its own, else nothing."""
    if not settings.LIVE_PORT:
        return ""
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return f"{name}:{settings.LIVE_PORT}"


def content_policy(*, nonce: str, live: str) -> str:
    sources = {
        "default-src": "'self'",
        "script-src": f"'self' 'nonce-{nonce}'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
        "connect-src": f"'self' {live}".strip(),
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in sources.items())


class SecurityHeadersMiddleware:
    """Content policy with a nonce of its own for each page; pages of a signed-in person are kept nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        marked: Any = request
        marked.csp_nonce = secrets.token_urlsafe(16)
        response = self.get_response(request)
        policy = content_policy(nonce=marked.csp_nonce, live=live_origin(request))
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if read_for_someone(request):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def read_for_someone(request: HttpRequest) -> bool:
    """Did this answer look at who is signed in, and was somebody? Asks nothing of the database."""
    session = getattr(request, "session", None)
    return session is not None and session.accessed and SESSION_KEY in session
