"""The two parties stand for a whole module of tests, inside one transaction; each test undoes its own changes."""

import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.conftest import NOON
from tests.walks.party import World
from tests.walks.world import two_parties


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), around:
        with time_machine.travel(NOON, tick=False):
            made = two_parties()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def thousands_of_refusals_are_not_logged() -> Iterator[None]:
    """What breaks is raised; the log would only repeat what these tests count."""
    log = logging.getLogger("django.request")
    before, log.disabled = log.disabled, True
    yield
    log.disabled = before
