"""What every test stands on: the same noon, a PostgreSQL of its own, and a browser where one is asked for."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from tests import database, reached
from tests.browser import axe, chromium, open_page, sign_in
from tests.living import live_process
from tests.relaying import coturn, relay
from tests.staging import janus, media

__all__ = ["NOON", "axe", "chromium", "coturn", "janus", "live_process", "media", "open_page", "relay", "sign_in"]

FIRST_ROWS = pytest.StashKey[tuple[Any, str]]()
NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

# Playwright keeps a loop in the test's own thread; the ORM calls beside it are not inside that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
database.one_connection_a_thread()


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test happens at the same noon, so no test breaks on another day. Before a browser, time runs.

    And in the same language, with nothing held in memory: a page that another test asked for leaves its own behind.
    """
    from nhipcau.matching.queries.held import forget_held

    forget_held()
    runs = request.node.get_closest_marker("browser") is not None
    translation.deactivate()
    with time_machine.travel(NOON, tick=runs):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that commits empties every table at its end; then what migrations wrote comes back."""
    yield
    marker = item.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & {*getattr(item, "fixturenames", ())}
    if nextitem and FIRST_ROWS in item.session.stash and (commits or (marker and marker.kwargs.get("transaction"))):
        blocker, rows = item.session.stash[FIRST_ROWS]
        with blocker.unblock():
            database.put_back(rows)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Migrations run once per change of theirs; every worker gets a copy of the result."""
    with django_db_blocker.unblock():
        name = database.make()
        request.session.stash[FIRST_ROWS] = django_db_blocker, database.first_rows()
    yield
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of long tests come first, so that no worker is left alone with one at the end."""
    items.sort(key=how_long)


def how_long(item: pytest.Item) -> int:
    """0 for whole journeys, 1 for walks over all addresses, 2 for files with a browser, 3 for the rest."""
    folder = next((number for number, name in enumerate(("journeys", "walks")) if name in item.path.parts), None)
    if folder is not None:
        return folder
    return 2 if "chromium" in getattr(item, "fixturenames", ()) or item.get_closest_marker("browser") else 3


def pytest_sessionstart(session: pytest.Session) -> None:
    reached.begin(session.config)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reached.keep(session.config)
