"""Which announcement brought this visitor: remembered on the device for a week, one code for each fair, the newest.

A signed cookie of its own, because a visitor has no session yet. It names no person. The first account that begins to
register keeps it: whoever signs in on the same phone afterwards was not brought by it.
"""

from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from nhipcau.fairs.models import ChannelLink, FairSession
from nhipcau.fairs.queries import announcing as queries
from nhipcau.fairs.rules import announcing as rules
from nhipcau.foundation.clock import api as clock

SALT: Final = "fairs.brought"
MOST_FAIRS: Final = 5
Remembered = dict[
    str, dict[str, Any]
]  # session id: code, at (seconds), whose (account id, 0 nobody yet), seen (counted)


def cookie_name() -> str:
    return "__Host-brought" if settings.SESSION_COOKIE_SECURE else "brought"


def remember(request: HttpRequest, answer: HttpResponse, link: ChannelLink) -> None:
    """The newest link wins. The same link again stays whose it is."""
    kept = _read(request)
    key = str(link.session_id)
    before = kept.pop(key, {})
    same = before.get("code") == link.code and _may_use(request, before)
    whose, seen = (before["whose"], before["seen"]) if same else (request.user.pk or 0, False)
    one = {"code": link.code, "at": int(clock.now().timestamp()), "whose": whose, "seen": seen}
    _write(answer, {**kept, key: one})


def link_of(request: HttpRequest, session: FairSession) -> ChannelLink | None:
    """The link that brought this visitor to this fair; None when forged, of another fair, too old or somebody else's."""
    one = _read(request).get(str(session.pk))
    return queries.link_into(session, one["code"]) if one and _may_use(request, one) else None


def claim(request: HttpRequest, answer: HttpResponse, session: FairSession) -> HttpResponse:
    """From here on it is this account's."""
    kept = _read(request)
    one = kept.get(str(session.pk))
    if one and not one["whose"] and request.user.pk:
        _write(answer, {**kept, str(session.pk): {**one, "whose": request.user.pk}})
    return answer


def first_time(request: HttpRequest, answer: HttpResponse, link: ChannelLink) -> bool:
    """Is this the first opening on this device? From now on it is not. A browser that keeps nothing is not counted."""
    kept = _read(request)
    one = kept.get(str(link.session_id))
    if one is None or one["code"] != link.code or one["seen"]:
        return False
    _write(answer, {**kept, str(link.session_id): {**one, "seen": True}})
    return True


def _may_use(request: HttpRequest, one: dict[str, Any]) -> bool:
    fresh = rules.still_remembered(one["at"], now=clock.now())
    return fresh and (not one["whose"] or one["whose"] == request.user.pk)


def _read(request: HttpRequest) -> Remembered:
    try:
        kept: Remembered = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return kept


def _write(answer: HttpResponse, kept: Remembered) -> None:
    newest = dict(list(kept.items())[-MOST_FAIRS:])
    answer.set_cookie(
        cookie_name(),
        signing.dumps(newest, salt=SALT, compress=True),
        max_age=int(rules.REMEMBERED.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
