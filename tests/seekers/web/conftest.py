from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.accounts.api import User
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.seekers.factories import SeekerFactory, seeker_user


@pytest.fixture
def counter(client: Client, clerk: User) -> Client:
    """A browser at the front desk."""
    sign_in(client, clerk)
    return client


@pytest.fixture
def newcomer(client: Client, phone_user: User) -> Client:
    """A phone that has just been proven, with no file yet."""
    client.force_login(phone_user)
    return client


@pytest.fixture
def me(db: None) -> Seeker:
    return SeekerFactory(full_name="Nguyễn Thị Thu Hường", wished_work="may")


@pytest.fixture
def phone(client: Client, me: Seeker) -> Client:
    """The phone of somebody who has a file."""
    client.force_login(seeker_user(me))
    return client


@pytest.fixture
def cost() -> Callable[[Callable[[], object]], int]:
    """How many queries something costs when it is not the first of its session."""

    def counted(work: Callable[[], object]) -> int:
        work()
        with CaptureQueriesContext(connection) as queries:
            work()
        return len(queries)

    return counted
