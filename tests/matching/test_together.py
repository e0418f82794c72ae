"""Twenty desks of one centre refer at the same moment: every number once, none left out; the control shows the need."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection

from nhipcau.centres.models import Centre, Role
from nhipcau.matching.actions import referring
from nhipcau.matching.api import refer
from nhipcau.matching.models import Referral
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.matching.factories import sharing
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db(transaction=True)
DESKS = 20


def all_at_once(centre: Centre, *, people: int) -> list[str]:
    together = threading.Barrier(DESKS)
    by, opening = staff(Role.COUNSELLOR, centre), VacancyFactory(on_board=True)
    seekers = [sharing(centre) for _n in range(people)]
    came: list[str] = []

    def press(seeker: Any) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            came.append(str(refer(seeker=seeker, vacancy=opening, centre=centre, why=[], by=by, now=NOON).number))
        except DatabaseError as broken:
            came.append(type(broken).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[seekers[n % people]]) for n in range(DESKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def numbers() -> list[int]:
    return sorted(Referral.objects.values_list("number", flat=True))


def test_twenty_at_once_are_numbered_without_gaps() -> None:
    came = all_at_once(CentreFactory(), people=DESKS)

    assert sorted(map(int, came)) == numbers() == list(range(1, DESKS + 1))


def test_one_person_at_twenty_desks_is_referred_once() -> None:
    came = all_at_once(CentreFactory(), people=1)

    assert came == ["1"] * DESKS
    assert numbers() == [1]


def test_without_the_lock_numbers_collide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same use case, only that nobody holds the centre's row."""
    monkeypatch.setattr(referring, "lock", lambda centre: None)

    came = all_at_once(CentreFactory(), people=DESKS)

    assert "IntegrityError" in came
    assert len(numbers()) < DESKS
