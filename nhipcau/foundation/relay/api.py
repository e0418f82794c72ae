"""What a browser needs to send a call through the relay where it cannot go directly.

The TURN REST convention (draft-uberti-behave-turn-rest-00): the relay knows nobody, only the secret that we share with it.
A username names its own end, and the password proves that we wrote it: nothing is kept, nothing has to be taken back.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone


class NotSetUp(Exception):
    """This installation has no relay: calls go directly or not at all."""


@dataclass(frozen=True, kw_only=True)
class Credentials:
    username: str
    password: str
    urls: tuple[str, ...]  # turn: and turns:, and stun: where the installation names one
    until: datetime  # by the relay's clock


def is_set_up() -> bool:
    return bool(settings.RELAY_SECRET) and any(url.startswith(("turn:", "turns:")) for url in settings.RELAY_URLS)


def credentials(*, name: str, now: datetime, until: datetime) -> Credentials:
    """For one side of one call. `name` is opaque (the relay's log may show it): letters, digits, - and _ alone.

    `now` and `until` are of the clock in force, which the demo plays; the relay has its own, so what counts is how long it
    is from one to the other. What runs at its end goes on for a while: docs/decisions/0025. Raises NotSetUp.
    """
    if not is_set_up():
        raise NotSetUp
    if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum()):
        raise ValueError("the name of a relay's user is made of letters, digits, - and _")
    ends = timezone.now() + timedelta(seconds=settings.RELAY_CLOCK_AHEAD) + (until - now)
    username = f"{int(ends.timestamp())}:{name}"
    password = _password(username, settings.RELAY_SECRET)
    return Credentials(username=username, password=password, urls=tuple(settings.RELAY_URLS), until=ends)


def ice_servers(given: Credentials) -> list[dict[str, Any]]:
    """`iceServers` of an RTCConfiguration. A stun: address takes no credentials."""
    open_ones = [url for url in given.urls if url.startswith("stun:")]
    relays = [url for url in given.urls if url not in open_ones]
    servers: list[dict[str, Any]] = [{"urls": open_ones}] if open_ones else []
    if relays:
        servers.append({"urls": relays, "username": given.username, "credential": given.password})
    return servers


def _password(username: str, secret: str) -> str:
    """SHA-1 is what the convention and the relay ask for; HMAC does not rest on its resistance to collisions."""
    return base64.b64encode(hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()).decode()
