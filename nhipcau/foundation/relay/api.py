"""stand-in until the relay branch is merged"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Credentials:
    username: str
    password: str
    urls: tuple[str, ...]
    until: datetime


def is_set_up() -> bool:
    from django.conf import settings

    return bool(getattr(settings, "RELAY_URLS", ()))


def credentials(*, name: str, until: datetime) -> Credentials:
    import base64
    import hashlib
    import hmac

    from django.conf import settings

    user = f"{int(until.timestamp())}:{name}"
    digest = hmac.new(settings.RELAY_SECRET.encode(), user.encode(), hashlib.sha1).digest()
    return Credentials(user, base64.b64encode(digest).decode(), tuple(settings.RELAY_URLS), until)


def ice_servers(made: Credentials) -> list[dict[str, object]]:
    return [{"urls": list(made.urls), "username": made.username, "credential": made.password}]
