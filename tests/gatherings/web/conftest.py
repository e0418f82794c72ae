"""Signed-in visitors of the pages, who read English."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.accounts.models import User
from nhipcau.gatherings.models import Member
from tests.accounts.signing import sign_in
from tests.seekers.factories import seeker_user


def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def at_centre(operator: User) -> Client:
    return english(sign_in(Client(), operator))


@pytest.fixture
def at_desk(mai: User) -> Client:
    """The browser of the recruiter of the group interview."""
    return english(sign_in(Client(), mai))


@pytest.fixture
def phone_of() -> Callable[[Member], Client]:
    """The browser of a candidate or listener: without a second factor."""

    def opened(member: Member) -> Client:
        client = english(Client())
        user = member.user or seeker_user(member.seeker)
        client.force_login(user, backend="nhipcau.accounts.backends.SignInBackend")
        return client

    return opened


@pytest.fixture
def cost() -> Callable[..., int]:
    """How many queries opening a page takes."""

    def opened(client: Client, url: str, **more: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url, **more).status_code == 200
        return len(queries)

    return opened
