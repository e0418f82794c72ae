"""The same form at the same moment: one person gets one file, and the controls show that there could be more."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.consents.api import Purpose
from nhipcau.seekers import api as seekers
from nhipcau.seekers.actions import people_sheet, registering, villagers
from nhipcau.seekers.models import PeopleSheet, Seeker
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.seekers.test_people_sheet import OTHER, sent

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 6
LAN = seekers.SeekerData(full_name="Nguyễn Thị Lan", birth_date=date(1998, 5, 20), sex="female")
Press = Callable[[int], Any]


def all_at_once(press: Press) -> list[Exception]:
    """What the database would not do."""
    together = threading.Barrier(CLICKS)
    trouble: list[Exception] = []

    def click(number: int) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            press(number)
        except DatabaseError as broken:
            trouble.append(broken)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[number]) for number in range(CLICKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return trouble


def at_the_counter(centre: Centre) -> Press:
    by = staff(Role.FRONT_DESK, centre)
    return lambda _number: seekers.register_seeker(
        data=LAN, centre=centre, purposes={Purpose.COUNSELLING}, by=by, now=NOON
    )


def in_the_village(centre: Centre) -> Press:
    by = staff(Role.COMMUNE, centre)
    return lambda _number: seekers.bring_villager(
        data=LAN, centre=centre, commune=None, purposes={Purpose.COUNSELLING}, by=by, now=NOON
    )


def by_lists(centre: Centre) -> Press:
    """As many lists about the same people as there are clicks, each by another officer."""
    officers = [staff(Role.SITE_OFFICER, centre) for _list in range(CLICKS)]
    ba = ("3", "Lê Văn Ba", "03/04/1985", *OTHER[3:])
    lists = [sent(centre, by, *((OTHER, ba) if at % 2 else (ba, OTHER))) for at, by in enumerate(officers)]
    return lambda number: take(lists[number], officers[number])


def take(sheet: PeopleSheet, by: User) -> PeopleSheet:
    return seekers.take_people(
        sheet=sheet,
        write=lambda line: seekers.write_here(line, centre=sheet.centre, by=by, now=NOON),
        by=by,
        now=NOON,
    )


WAYS = [
    pytest.param(at_the_counter, registering, "hold_name", 1, id="counter"),
    pytest.param(in_the_village, villagers, "hold_name", 1, id="village"),
    pytest.param(by_lists, people_sheet, "hold_names", 2, id="lists"),
]


@pytest.mark.parametrize(("way", "_module", "_name", "people"), WAYS)
def test_six_at_once_make_one_file_of_each_person(
    way: Callable[[Centre], Press], _module: Any, _name: str, people: int
) -> None:
    assert all_at_once(way(CentreFactory())) == []

    assert Seeker.objects.count() == people


@pytest.mark.parametrize(("way", "module", "name", "people"), WAYS)
def test_without_holding_the_name_there_are_more_or_lists_wait_for_each_other(
    way: Callable[[Centre], Press], module: Any, name: str, people: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: everybody goes on together where the name would be held."""
    together = threading.Barrier(CLICKS)
    monkeypatch.setattr(module, name, lambda *_about: together.wait())

    stuck = all_at_once(way(CentreFactory()))

    assert stuck or Seeker.objects.count() > people
