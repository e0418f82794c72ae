"""Whole journeys through the pages: the small fair of the demo before a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession
from tests.browser import OpenPage, pages_at
from tests.journeys.town import READY, UNDER_WAY, Town


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock():
        town = Town()
        yield town
        town.leave()


@pytest.fixture
def ready(town: Town) -> FairSession:
    """Half an hour before the opening."""
    return town.go_to(READY)


@pytest.fixture
def under_way(town: Town) -> FairSession:
    """Half past eight: people wait, talk and come."""
    return town.go_to(UNDER_WAY)


@pytest.fixture
def open_page(chromium: Browser, town: Town) -> Iterator[OpenPage]:
    yield from pages_at(chromium, town.server.url)


def account(username: str) -> User:
    return User.objects.get(username=username)
