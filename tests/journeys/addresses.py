"""Every page of the product at a fair under way, each with somebody who may open it."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from itertools import product
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from nhipcau.accounts.api import PUBLIC, SIGNED_IN, may
from nhipcau.accounts.models import User
from tests.accounts.signing import sign_in

ANYBODY: Final = ""
Ids = dict[str, Sequence[Any]]  # what may stand in an address, by the name it has there
Address = tuple[str, str, str]  # name of the address, who opens it, the address


class Walk:
    """Tries the addresses as the people given, first come first asked."""

    def __init__(self, people: Sequence[str], ids: Ids) -> None:
        self.ids = ids
        self.users = {name: User.objects.get(username=name) for name in people}
        self.clients = {name: sign_in(Client(), user) for name, user in self.users.items()}
        self.clients[ANYBODY] = Client()
        self.pages: list[Address] = []
        self.closed: list[str] = []  # nobody gets anything there

    def go(self) -> "Walk":
        for name, pattern in named(get_resolver()):
            self._open(name, pattern)
        return self

    def _open(self, name: str, pattern: URLPattern) -> None:
        answered = False
        for who, url in self._ways(name, pattern):
            response = self.clients[who].get(url)
            if is_page(response):
                self.pages.append((name, who, url))
            if is_page(response) or response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                return
            answered = answered or response.status_code < HTTPStatus.BAD_REQUEST
        if not answered:
            self.closed.append(name)

    def _ways(self, name: str, pattern: URLPattern) -> Iterator[tuple[str, str]]:
        asked = pattern.pattern.converters
        nobodys = {key: [UUID(int=1) if isinstance(one, UUIDConverter) else 0] for key, one in asked.items()}
        values = product(*(self.ids.get(key, nobodys[key]) for key in asked))
        for chosen in values:
            url = reverse(name, kwargs=dict(zip(asked, chosen, strict=True)))
            for who in self._who_may(getattr(pattern.callback, "access_declared", PUBLIC)):
                yield who, url

    def _who_may(self, permission: str) -> list[str]:
        if permission == PUBLIC:
            return [ANYBODY, *self.users]
        enough = permission.split(", ")
        return [
            who for who, user in self.users.items() if permission == SIGNED_IN or any(may(user, one) for one in enough)
        ]


def named(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from named(part, f"{prefix}{part.namespace}:" if part.namespace else prefix)
        else:
            yield f"{prefix}{part.name}", part


def is_page(response: HttpResponse) -> bool:
    """Neither a file nor a part of a page."""
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and html and b"<html" in response.content
