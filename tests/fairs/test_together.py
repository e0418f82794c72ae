"""Many at the same moment: places are not given twice, nobody is let in twice, and the controls show that it could be."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection

from bench.checkin import fill, look_then_note, one_round, use_case
from nhipcau.accounts.models import User
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions import registering
from nhipcau.fairs.models import Attendance, Registration, SessionSite, SignUp
from nhipcau.foundation.outbox.models import OutboxMessage
from tests.conftest import NOON
from tests.fairs.factories import SessionSiteFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, PLACES, SCANNED = 50, 10, 60


def all_at_once(site: SessionSite, seekers: list[Any]) -> list[str]:
    """Everybody presses the button in a thread of their own; what came of each."""
    together = threading.Barrier(len(seekers))
    came: list[str] = []

    def press(seeker: Any, by: User) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            came.append(
                fairs.register(
                    session=site.session, seeker=seeker, site=site, wishes=[], channel=SignUp.WEB, by=by, now=NOON
                ).state
            )
        except DatabaseError as broken:
            came.append(type(broken).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[seeker, seeker_user(seeker)]) for seeker in seekers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.fixture
def site() -> SessionSite:
    return SessionSiteFactory(capacity=PLACES)


def test_fifty_people_for_the_last_ten_places_are_exactly_ten(site: SessionSite) -> None:
    came = all_at_once(site, SeekerFactory.create_batch(PEOPLE))

    assert sorted(came) == ["confirmed"] * PLACES + ["waitlisted"] * (PEOPLE - PLACES)
    assert Registration.objects.filter(state="confirmed").count() == PLACES
    site.refresh_from_db()
    assert site.taken == PLACES
    assert sorted(Registration.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))


def test_without_the_lock_the_places_are_overbooked_or_people_are_lost(
    site: SessionSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: the same use case, only that nobody holds the site's row."""
    unheld = SessionSite.objects.select_related("session")
    monkeypatch.setattr(registering, "lock", lambda site: unheld.get(pk=site.pk))

    came = all_at_once(site, SeekerFactory.create_batch(PEOPLE))

    assert sorted(came) != ["confirmed"] * PLACES + ["waitlisted"] * (PEOPLE - PLACES)
    assert came.count("confirmed") > PLACES or "IntegrityError" in came


def test_one_person_who_presses_twenty_times_has_one_ticket(site: SessionSite) -> None:
    seeker = SeekerFactory(with_account=True)

    assert all_at_once(site, [seeker] * 20) == ["confirmed"] * 20

    assert Registration.objects.count() == OutboxMessage.objects.count() == 1
    site.refresh_from_db()
    assert site.taken == 1


def test_two_gates_let_everybody_in_once() -> None:
    welcomed, times = one_round(fill(SCANNED), use_case)

    assert (len(times), len(welcomed), len(set(welcomed))) == (2 * SCANNED, SCANNED, SCANNED)
    assert Attendance.objects.count() == SCANNED
    assert OutboxMessage.objects.count() == SCANNED


def test_without_the_guard_two_gates_welcome_people_twice() -> None:
    """The control of the test above: look whether somebody was seen, then note it."""
    welcomed, _times = one_round(fill(SCANNED), look_then_note)

    assert len(welcomed) > len(set(welcomed))
