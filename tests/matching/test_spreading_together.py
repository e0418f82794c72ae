"""Eight managers press the same step at the same moment: one choice, one line in the book; the control shows the need."""

import threading

import pytest
from django.db import DatabaseError, connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.matching.actions import choose_trade, spreading
from nhipcau.matching.models import Spreading
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True)
MANAGERS = 8


def all_at_once(centre: Centre) -> int:
    """How many lines the book has of it."""
    together = threading.Barrier(MANAGERS)

    def press(manager: User) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            choose_trade(centre=centre, trade="wide", by=manager, now=NOON)
        except DatabaseError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[staff(Role.MANAGER, centre)]) for _n in range(MANAGERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Spreading.objects.get().trade == "wide"
    return AuditRecord.objects.filter(action="suggestion.spread").count()


def test_the_same_choice_at_once_is_written_once() -> None:
    assert all_at_once(CentreFactory()) == 1


def test_without_the_lock_it_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same use case, only that nobody holds the centre's row."""
    monkeypatch.setattr(spreading, "lock", lambda centre: None)
    assert all_at_once(CentreFactory()) > 1
