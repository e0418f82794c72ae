"""What every test stands on: the same noon, a PostgreSQL of its own, and a browser where one is asked for."""

import os
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests import database, reached
from tests.browser import CHROMIUM, axe, chromium, open_page, sign_in

__all__ = ["NOON", "axe", "chromium", "open_page", "sign_in"]

NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

# Playwright keeps a loop in the test's own thread; the ORM calls beside it are not inside that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test happens at the same noon, so no test breaks on another day. Before a browser, time runs."""
    runs = request.node.get_closest_marker("browser") is not None
    with time_machine.travel(NOON, tick=runs):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: object) -> Iterator[None]:
    """Migrations run once per change of theirs; every worker gets a copy of the result."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = database.make()
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database.drop(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="Chromium is missing: sudo apt-get install chromium"))


def pytest_sessionstart(session: pytest.Session) -> None:
    reached.begin(session.config)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reached.keep(session.config)
