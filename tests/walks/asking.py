"""Asking for an address as somebody, and seeing what the database became by it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from tests.accounts.signing import sign_in
from tests.walks.party import undone

# Sessions and counters of tries change with every request; nothing of a person is read from them.
NOT_COMPARED = ("django_session", settings.CACHES["default"]["LOCATION"], "django_migrations")
WRITES = re.compile(r"^\s*(?:WITH\b.*?\b)?(INSERT|UPDATE|DELETE)\b", re.IGNORECASE | re.DOTALL)
TOKENS = re.compile(r"""(?:name="csrfmiddlewaretoken" value|"X-CSRFToken":)\s*=?\s*"[^"]+"|nonce="?[\w+/=-]+""")
ANOTHER_STEP = ("account_login", "mfa_activate_totp", "mfa_reauthenticate")
Rows = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """`body` without the address itself and without tokens: what was there may be told twice. `changed` are tables."""

    status: int
    body: str
    to: str
    changed: tuple[str, ...]

    @property
    def asks_to_sign_in(self) -> bool:
        return self.status == 302 and self.to.split("?")[0] in [reverse(name) for name in ANOTHER_STEP]

    @property
    def refuses(self) -> bool:
        return self.status in (403, 404, 405) or self.asks_to_sign_in


class Asker:
    """Keeps one session for each user; each answer is undone, and nothing else is kept from one to the next."""

    def __init__(self) -> None:
        self.client = Client()
        self.strict = Client(enforce_csrf_checks=True)
        self.keys: dict[int, str] = {}
        self.before: Rows | None = None

    def sign_in(self, user: User, **more: str) -> str:
        method = "mfa" if user.has_usable_password() else "code"
        client = sign_in(Client(), user, **{"method": method} | more)
        client.get(reverse("privacy"))  # the age of the session is noted, so that no later request writes it
        self.keys[user.pk] = client.session.session_key or ""
        return self.keys[user.pk]

    def ask(
        self, user: User | None, method: str, url: str, body: Mapping[str, Any] | None = None, **headers: str
    ) -> Answer:
        if user is not None and user.pk not in self.keys:
            self.sign_in(user)
        with undone():
            return self.do(user, method, url, body, **headers)

    def do(
        self, user: User | None, method: str, url: str, body: Mapping[str, Any] | None = None, **headers: str
    ) -> Answer:
        """The same, kept: for the steps before the one that is asked about."""
        client = self.strict if headers.pop("csrf", "") else self.client
        client.cookies.clear()
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = (
                self.keys[user.pk] if user.pk in self.keys else self.sign_in(user)
            )
        if self.before is None:
            self.before = snapshot()
        with writes() as seen:
            response = (
                client.generic(method, url)
                if method not in ("GET", "POST")
                else getattr(client, method.lower())(url, dict(body or {}), headers=headers)
            )
        changed = difference(self.before, snapshot()) if seen else ()
        return Answer(response.status_code, plain(response, url), response.headers.get("Location", ""), changed)


def plain(response: HttpResponse, url: str) -> str:
    if getattr(response, "streaming", False):
        return ""
    path = url.split("?")[0]
    return TOKENS.sub("", response.content.decode(errors="replace")).replace(path, "")


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that write, but for sessions and counters."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not any(table in sql for table in NOT_COMPARED):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def snapshot() -> Rows:
    """A digest of the rows of every table."""
    tables = [name for name in connection.introspection.table_names() if name not in NOT_COMPARED]
    digests = " UNION ALL ".join(
        f"SELECT '{name}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{name}\" t" for name in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(digests)
        return dict(cursor.fetchall())


def difference(before: Rows, after: Rows) -> tuple[str, ...]:
    return tuple(sorted(name for name in before | after if before.get(name) != after.get(name)))
