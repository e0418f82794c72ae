"""Several sessions closed at the same moment: their records are numbered one after another, without a gap."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection

from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.statistics import api as statistics
from nhipcau.statistics.actions import record
from nhipcau.statistics.models import SessionRecord
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory
from tests.statistics.day import host

pytestmark = pytest.mark.django_db(transaction=True)
SESSIONS = 6


@pytest.fixture
def sessions() -> list[FairSession]:
    """Closed, their figures fixed, all of one centre."""
    made = FairSessionFactory.create_batch(SESSIONS, closed=True, centre=host())
    for session in made:
        statistics.freeze_report(session=session, by=None, now=NOON)
    return list(FairSession.objects.filter(state=SessionState.REPORTED))


def made_together(sessions: list[FairSession]) -> list[str]:
    """Each in a thread of its own, all starting together; what went wrong."""
    together = threading.Barrier(len(sessions))
    trouble: list[str] = []

    def make(session: FairSession) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            statistics.make_record(session=session, by=None, now=NOON)
        except DatabaseError as broken:
            trouble.append(type(broken).__name__)
        finally:
            connection.close()

    threads: list[Any] = [threading.Thread(target=make, args=[session]) for session in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return trouble


def numbers() -> list[int]:
    return sorted(SessionRecord.objects.values_list("number", flat=True))


def test_six_sessions_closed_together_are_numbered_from_one_to_six(sessions: list[FairSession]) -> None:
    assert made_together(sessions) == []
    assert numbers() == list(range(1, SESSIONS + 1))


def test_without_the_lock_two_take_the_same_number(
    sessions: list[FairSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: the same use case, only that nobody holds the centre's row."""
    monkeypatch.setattr(record, "lock", lambda centre_id: None)

    assert "IntegrityError" in made_together(sessions)
    assert numbers() != list(range(1, SESSIONS + 1))


def test_one_session_told_six_times_has_one_record(sessions: list[FairSession]) -> None:
    assert made_together([sessions[0]] * SESSIONS) == []
    assert numbers() == [1]
