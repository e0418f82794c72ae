import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.seekers.actions import CannotLink, link_account, look_up, read_numbers, take_my_data
from nhipcau.seekers.queries import centre_near, find_people, perhaps_the_same, seekers_of, visible_to
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.seekers.factories import PhoneUserFactory, SeekerFactory, seeker_user, written

NUMBER, PHONE = "027198001234", "0912345678"


@pytest.mark.parametrize("typed", ["nguyen huong", "Nguyễn Hườ", "hường", PHONE, "+84 912 345 678", "027 198 001 234"])
def test_staff_find_a_person_as_people_type(clerk: User, centre: Centre, typed: str) -> None:
    huong = SeekerFactory(full_name="Nguyễn Thị Thu Hường", phone=PHONE, citizen_number=NUMBER, centre=centre)
    SeekerFactory(full_name="Trần Văn Nam", centre=centre)

    assert list(find_people(user=clerk, text=typed)) == [huong]


@pytest.mark.parametrize("typed", ["", "   ", "uong", NUMBER, "hường", "%", "027198001235"])
def test_unknown_and_foreign_people_are_the_same_nobody(clerk: User, typed: str) -> None:
    SeekerFactory(full_name="Nguyễn Thị Thu Hường", phone=PHONE, citizen_number=NUMBER)

    assert list(find_people(user=clerk, text=typed)) == []


def test_a_search_by_number_is_noted_without_the_number(clerk: User, centre: Centre) -> None:
    SeekerFactory(citizen_number=NUMBER)

    assert look_up(text=NUMBER, by=clerk, now=NOON) == []

    noted = AuditRecord.objects.get()
    assert (noted.action, noted.by, noted.details) == ("seeker.look_up_number", clerk, {"found": 0})


def test_a_search_by_name_is_not_noted(clerk: User, centre: Centre) -> None:
    lan = SeekerFactory(full_name="Trần Thị Lan", centre=centre)
    assert look_up(text="lan", by=clerk, now=NOON) == [lan]
    assert not AuditRecord.objects.exists()


def test_only_staff_search(phone_user: User) -> None:
    with pytest.raises(PermissionDenied):
        look_up(text="lan", by=phone_user, now=NOON)


def test_who_sees_whom(centre: Centre) -> None:
    here, elsewhere = SeekerFactory(centre=centre), SeekerFactory()
    mine = SeekerFactory(centre=centre, with_account=True)

    assert set(visible_to(mine.account)) == {mine}
    assert set(visible_to(staff(Role.FRONT_DESK, centre))) == {here, mine}
    assert set(visible_to(staff(Role.MANAGER, elsewhere.centre))) == {elsewhere}
    assert set(visible_to(staff(Role.ARCHIVE, centre))) == set()
    assert set(visible_to(UserFactory(is_active=False))) == set()


def test_an_account_knows_its_people(db: None) -> None:
    user = PhoneUserFactory()
    family = SeekerFactory.create_batch(2, account=user)
    assert seekers_of(user) == {person.pk for person in family}


def test_a_likely_double_is_shown_before_another_file_is_made(clerk: User, centre: Centre) -> None:
    lan = SeekerFactory(full_name="Trần Thị Lan", centre=centre)
    SeekerFactory(full_name="Trần Thị Lan")
    assert perhaps_the_same(user=clerk, data=written(full_name="tran thi lan")) == [lan]


def test_the_centre_of_the_province_keeps_the_file_and_else_the_oldest(centre: Centre) -> None:
    other = CentreFactory()
    assert centre_near(other.province_id) == other
    assert centre_near("ZZ") == centre
    assert centre_near(None) == centre


def test_reading_numbers_in_clear_is_noted(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(citizen_number=NUMBER, phone=PHONE, centre=centre)

    numbers = read_numbers(seeker=seeker, by=clerk, now=NOON)

    assert (numbers.citizen, numbers.phone) == (NUMBER, PHONE)
    noted = AuditRecord.objects.get()
    assert (noted.action, noted.target_id, noted.by) == ("seeker.read_numbers", str(seeker.pk), clerk)


def test_numbers_stay_closed_to_everybody_else(centre: Centre) -> None:
    seeker = SeekerFactory(citizen_number=NUMBER, centre=centre)
    for user in (staff(Role.FRONT_DESK), staff(Role.ARCHIVE, centre), seeker_user(SeekerFactory())):
        with pytest.raises(PermissionDenied):
            read_numbers(seeker=seeker, by=user, now=NOON)
    assert not AuditRecord.objects.exists()


def test_staff_give_a_person_a_phone_to_sign_in_with(clerk: User, centre: Centre, phone_user: User) -> None:
    seeker = SeekerFactory(centre=centre)
    for _click in range(2):
        linked = link_account(seeker=seeker, account=phone_user, by=clerk, now=NOON)

    assert linked.account == phone_user
    assert AuditRecord.objects.get().action == "seeker.link"


def test_a_file_is_not_moved_from_one_phone_to_another(clerk: User, centre: Centre, phone_user: User) -> None:
    seeker = SeekerFactory(centre=centre, with_account=True)
    owner = seeker.account

    with pytest.raises(CannotLink) as refusal:
        link_account(seeker=seeker, account=phone_user, by=clerk, now=NOON)

    assert len(refusal.value.reasons) == 1
    seeker.refresh_from_db()
    assert seeker.account == owner


def test_a_phone_that_no_code_has_proven_is_not_linked(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    with pytest.raises(CannotLink):
        link_account(seeker=seeker, account=UserFactory(), by=clerk, now=NOON)
    seeker.refresh_from_db()
    assert seeker.account is None


def test_people_do_not_link_files_to_themselves(phone_user: User) -> None:
    seeker = SeekerFactory()
    with pytest.raises(PermissionDenied):
        link_account(seeker=seeker, account=phone_user, by=phone_user, now=NOON)
    seeker.refresh_from_db()
    assert seeker.account is None


def test_taking_a_copy_is_noted_and_only_ones_own(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    with pytest.raises(PermissionDenied):
        take_my_data(seeker=seeker, by=clerk, now=NOON)
    take_my_data(seeker=seeker, by=seeker_user(seeker), now=NOON)
    assert AuditRecord.objects.get().action == "seeker.download"
