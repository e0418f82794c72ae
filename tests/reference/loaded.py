"""The official lists, there for a module of tests and gone after it: import the fixture in a conftest."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from nhipcau.reference.actions import load_reference

LOADED_AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def official_lists(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Each test of the module still rolls back its own changes, to a savepoint inside this transaction."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), around:
        load_reference(now=LOADED_AT)
        yield
        transaction.set_rollback(True)
