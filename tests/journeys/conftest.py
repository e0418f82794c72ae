"""Whole journeys through the pages: the small fair of the demo before a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from nhipcau.fairs.models import FairSession
from tests.browser import OpenPage, pages_at
from tests.journeys.hand import Hand
from tests.journeys.town import OVER, READY, UNDER_WAY, Moments, Town


@pytest.fixture(scope="session")
def moments(django_db_setup: None, django_db_blocker: Any) -> Iterator[Moments]:
    """What was made and played is kept for all journeys of this process."""
    with django_db_blocker.unblock():
        kept = Moments()
    yield kept
    with django_db_blocker.unblock():
        kept.forget()


@pytest.fixture(scope="module")
def town(moments: Moments, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock():
        town = Town(moments)
        yield town
        town.leave()


@pytest.fixture
def ready(town: Town) -> FairSession:
    """Half an hour before the opening."""
    return town.go_to(READY)


@pytest.fixture
def under_way(town: Town) -> FairSession:
    """Five past eight: people wait, talk and come."""
    return town.go_to(UNDER_WAY)


@pytest.fixture
def over(town: Town) -> FairSession:
    """Played to its end; the report is frozen."""
    return town.go_to(OVER)


@pytest.fixture
def open_page(chromium: Browser, town: Town) -> Iterator[OpenPage]:
    yield from pages_at(chromium, town.server.url)


@pytest.fixture
def hand(open_page: OpenPage, axe: Any) -> Callable[..., Hand]:
    """`hand(360, "vi")`: a page and somebody before it, who reads its language."""

    def before(width: int, language: str, *, user: Any = None) -> Hand:
        return Hand(open_page(width, language, user=user), language, axe)

    return before
