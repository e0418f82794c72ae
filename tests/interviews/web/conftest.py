"""Signed-in visitors of the pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.accounts.models import User
from nhipcau.interviews.models import QueueTicket
from tests.accounts.signing import sign_in
from tests.seekers.factories import seeker_user


@pytest.fixture
def at_desk(lan: User) -> Client:
    """The recruiter's browser."""
    return sign_in(Client(), lan)


@pytest.fixture
def visitor() -> Callable[[User], Client]:
    return lambda user: sign_in(Client(), user)


@pytest.fixture
def phone_of() -> Callable[[QueueTicket], Client]:
    """The browser of the person behind a ticket: by phone, without a second factor."""

    def opened(ticket: QueueTicket) -> Client:
        client = Client()
        client.force_login(seeker_user(ticket.seeker), backend="nhipcau.accounts.backends.SignInBackend")
        return client

    return opened


@pytest.fixture
def cost() -> Callable[..., int]:
    """How many queries opening a page takes."""

    def opened(client: Client, url: str, **more: object) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url, **more).status_code == 200
        return len(queries)

    return opened
