"""A commune officer writes villagers down: nobody twice, nothing of a file is told, nothing of it changes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.consents.api import Purpose
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Brought, Seeker
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NUMBER = "024198000123"


@pytest.fixture
def centre() -> Centre:
    made: Centre = CentreFactory()
    return made


@pytest.fixture
def officer(centre: Centre) -> User:
    return staff(Role.COMMUNE, centre)


def lan(**more: str) -> seekers.SeekerData:
    return seekers.SeekerData(full_name="Nguyễn Thị Lan", birth_date=date(1998, 5, 20), sex="female", **more)


def bring(centre: Centre, by: User, data: seekers.SeekerData) -> tuple[Brought, bool]:
    return seekers.bring_villager(
        data=data, centre=centre, commune=None, purposes={Purpose.COUNSELLING}, by=by, now=NOON
    )


def test_a_new_person_gets_a_file_and_the_officer_a_line(centre: Centre, officer: User) -> None:
    line, new = bring(centre, officer, lan(citizen_number=NUMBER))
    assert new
    assert (line.seeker.centre, line.seeker.registered_by, line.name) == (centre, officer, "Nguyễn Thị Lan")
    assert list(seekers.brought_by(officer)) == [line]


def test_the_same_person_again_is_the_same_line(centre: Centre, officer: User) -> None:
    first, _new = bring(centre, officer, lan(citizen_number=NUMBER))
    again, new = bring(centre, officer, lan())
    assert (again, new) == (first, False)
    assert Seeker.objects.count() == 1


def test_two_people_of_one_name_and_birthday_are_told_apart_by_their_cards(centre: Centre, officer: User) -> None:
    bring(centre, officer, lan(citizen_number=NUMBER))
    bring(centre, officer, lan(citizen_number="024198000456"))
    assert Seeker.objects.count() == 2


@pytest.mark.parametrize("known_by", [{"citizen_number": NUMBER}, {"phone": "0912345678"}])
def test_somebody_with_a_file_is_met_and_nothing_of_the_file_is_told_or_changed(
    centre: Centre, officer: User, known_by: dict[str, str]
) -> None:
    known = SeekerFactory(
        centre=centre, full_name="Nguyễn Thị Lan", birth_date=date(1998, 5, 20), address="nhà cũ", **known_by
    )
    line, new = bring(centre, officer, lan(address="nhà mới", **known_by))
    known.refresh_from_db()
    assert (line.seeker, new, known.address) == (known, True, "nhà cũ")
    assert not seekers.visible_to(officer).exists()


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_number_of_somebody_else_is_refused_alike_here_and_elsewhere(
    centre: Centre, officer: User, elsewhere: bool
) -> None:
    SeekerFactory(centre=CentreFactory() if elsewhere else centre, full_name="Trần Văn Ba", citizen_number=NUMBER)
    with pytest.raises(seekers.CannotRegister) as refusal:
        bring(centre, officer, lan(citizen_number=NUMBER))
    assert list(refusal.value.fields) == ["citizen_number"]
    assert (Seeker.objects.count(), Brought.objects.count()) == (1, 0)


def test_a_person_of_another_centre_with_the_very_same_card_is_refused_in_the_same_words(
    centre: Centre, officer: User
) -> None:
    SeekerFactory(full_name="Nguyễn Thị Lan", birth_date=date(1998, 5, 20), citizen_number=NUMBER)
    with pytest.raises(seekers.CannotRegister) as here:
        bring(centre, officer, lan(citizen_number=NUMBER))
    SeekerFactory(centre=centre, full_name="Ai Đó", citizen_number="024198000456")
    with pytest.raises(seekers.CannotRegister) as there:
        bring(centre, officer, lan(citizen_number="024198000456"))
    assert here.value.fields == there.value.fields


def test_without_permission_of_the_person_nothing_is_kept(centre: Centre, officer: User) -> None:
    with pytest.raises(seekers.CannotRegister):
        seekers.bring_villager(data=lan(), centre=centre, commune=None, purposes=set(), by=officer, now=NOON)
    assert not Seeker.objects.exists()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.MANAGER, Role.COUNSELLOR])
def test_only_a_commune_officer_of_the_centre_brings_people(centre: Centre, role: Role) -> None:
    for by in (staff(role, centre), staff(Role.COMMUNE)):
        with pytest.raises(PermissionDenied):
            bring(centre, by, lan())
    assert not Seeker.objects.exists()


def test_another_officer_does_not_see_the_line(centre: Centre, officer: User) -> None:
    line, _new = bring(centre, officer, lan(citizen_number=NUMBER))
    other = staff(Role.COMMUNE, centre)
    assert not seekers.brought_by(other).exists()
    assert not seekers.has_brought(other, line.seeker)
