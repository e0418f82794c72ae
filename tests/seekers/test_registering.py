from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.consents.models import ConsentEntry
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.seekers.actions import AlreadyRegistered, CannotRegister, register_seeker
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import MOST_ON_ONE_PHONE, subject_of
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.seekers.factories import PhoneUserFactory, SeekerFactory, written

NEEDED = {Purpose.COUNSELLING}
NUMBER = "027198001234"


def by_myself(user: User, centre: Centre, purposes: set[Purpose] = NEEDED, **answers: object) -> Seeker:
    data = written(**answers)
    return register_seeker(data=data, centre=centre, account=user, purposes=purposes, by=user, now=NOON)


def at_the_counter(clerk: User, centre: Centre, **answers: object) -> Seeker:
    return register_seeker(
        data=written(**answers), centre=centre, purposes=NEEDED, channel=Channel.COUNTER, by=clerk, now=NOON
    )


def test_somebody_with_a_phone_makes_their_own_file(phone_user: User, centre: Centre) -> None:
    seeker = by_myself(phone_user, centre, wished_work="may công nghiệp")

    assert (seeker.account, seeker.centre, seeker.registered_by) == (phone_user, centre, phone_user)
    assert seeker.provenance["wished_work"] == {"from": "self", "on": "2026-03-10"}
    assert "email" not in seeker.provenance
    assert OutboxMessage.objects.get().body["seeker_id"] == seeker.pk
    assert AuditRecord.objects.get().action == "seeker.register"


def test_staff_make_a_file_for_somebody_without_a_phone(clerk: User, centre: Centre) -> None:
    seeker = register_seeker(
        data=written(citizen_number=NUMBER),
        centre=centre,
        purposes=NEEDED,
        channel=Channel.COUNTER,
        on_card={"full_name", "citizen_number"},
        by=clerk,
        now=NOON,
    )

    assert (seeker.account, seeker.registered_by) == (None, clerk)
    sources = {name: said["from"] for name, said in seeker.provenance.items()}
    assert sources == {"full_name": "card", "birth_date": "staff", "sex": "staff", "citizen_number": "card"}
    assert ConsentEntry.objects.get().channel == Channel.COUNTER


def test_only_what_the_person_said_yes_to_is_written_down(phone_user: User, centre: Centre) -> None:
    seeker = by_myself(phone_user, centre, purposes={Purpose.COUNSELLING, Purpose.MESSAGES})

    given = {purpose for purpose, yes in consents.current(subject_of(seeker)).items() if yes}
    assert given == {Purpose.COUNSELLING, Purpose.MESSAGES}


def test_without_the_permission_to_counsel_there_is_no_file(phone_user: User, centre: Centre) -> None:
    with pytest.raises(CannotRegister) as refusal:
        by_myself(phone_user, centre, purposes={Purpose.MESSAGES})

    assert list(refusal.value.fields) == ["purposes"]
    assert not Seeker.objects.exists()
    assert not ConsentEntry.objects.exists()


def test_a_refusal_names_every_problem_and_makes_nothing(phone_user: User, centre: Centre) -> None:
    with pytest.raises(CannotRegister) as refusal:
        by_myself(phone_user, centre, full_name="7", birth_date=date(2015, 1, 1), phone="12")

    assert sorted(refusal.value.fields) == ["birth_date", "full_name", "phone"]
    assert len(refusal.value.reasons) == 3
    assert not Seeker.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_a_double_click_makes_one_file(phone_user: User, centre: Centre) -> None:
    first = by_myself(phone_user, centre)
    again = by_myself(phone_user, centre, full_name="nguyen thi thu huong")

    assert first == again
    assert Seeker.objects.count() == 1
    assert ConsentEntry.objects.count() == 1


def test_several_people_share_one_phone(phone_user: User, centre: Centre) -> None:
    mother = by_myself(phone_user, centre, phone=phone_user.phone)
    son = by_myself(phone_user, centre, full_name="Trần Văn Nam", birth_date=date(2007, 1, 2), phone=phone_user.phone)

    assert mother != son
    assert list(Seeker.objects.filter(account=phone_user).order_by("pk")) == [mother, son]


def test_one_phone_does_not_serve_a_crowd(phone_user: User, centre: Centre) -> None:
    SeekerFactory.create_batch(MOST_ON_ONE_PHONE, account=phone_user, centre=centre)

    with pytest.raises(CannotRegister):
        by_myself(phone_user, centre, full_name="Trần Văn Nam")
    assert Seeker.objects.count() == MOST_ON_ONE_PHONE


def test_a_file_of_the_counter_is_found_again_by_phone_name_and_birthday(phone_user: User, centre: Centre) -> None:
    waiting = SeekerFactory(full_name="Nguyễn Thị Thu Hường", phone=phone_user.phone, wished_work="may")

    seeker = by_myself(phone_user, centre)

    assert (seeker, seeker.account, seeker.wished_work) == (waiting, phone_user, "may")
    assert Seeker.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"birth_date": date(1998, 5, 21)}, {"full_name": "Nguyễn Thị Hương"}, {"phone": "0987654321"}]
)
def test_a_phone_alone_opens_nobodys_file(phone_user: User, centre: Centre, other: dict[str, object]) -> None:
    known = {"full_name": "Nguyễn Thị Thu Hường", "phone": phone_user.phone}
    waiting = SeekerFactory(**(known | other))

    seeker = by_myself(phone_user, centre)

    waiting.refresh_from_db()
    assert seeker != waiting
    assert waiting.account is None


def test_a_file_that_has_an_account_goes_to_no_other(phone_user: User, centre: Centre) -> None:
    theirs = SeekerFactory(full_name="Nguyễn Thị Thu Hường", phone=phone_user.phone, with_account=True)
    owner = theirs.account

    assert by_myself(phone_user, centre) != theirs
    theirs.refresh_from_db()
    assert theirs.account == owner


def test_staff_hear_that_a_person_of_their_centre_has_a_file(clerk: User, centre: Centre) -> None:
    known = SeekerFactory(full_name="Nguyễn Thị Thu Hường", citizen_number=NUMBER, centre=centre)

    with pytest.raises(AlreadyRegistered) as refusal:
        at_the_counter(clerk, centre, citizen_number=NUMBER)

    assert refusal.value.seeker == known
    assert Seeker.objects.count() == 1


def test_a_number_of_another_person_or_another_centre_gets_the_same_words(clerk: User, centre: Centre) -> None:
    SeekerFactory(full_name="Nguyễn Thị Thu Hường", citizen_number=NUMBER)
    SeekerFactory(full_name="Ai Đó Khác", citizen_number="027198009999", centre=centre)

    said = []
    for number in (NUMBER, "027198009999"):
        with pytest.raises(CannotRegister) as refusal:
            at_the_counter(clerk, centre, citizen_number=number)
        assert not isinstance(refusal.value, AlreadyRegistered)
        said.append(refusal.value.fields)
    assert said[0] == said[1]
    assert Seeker.objects.count() == 2
    assert AuditRecord.objects.filter(action="seeker.citizen_number_taken", by=clerk).count() == 2


def test_nobody_learns_by_phone_whether_a_number_is_known(phone_user: User, centre: Centre) -> None:
    SeekerFactory(full_name="Nguyễn Thị Thu Hường", citizen_number=NUMBER, centre=centre)

    with pytest.raises(CannotRegister) as refusal:
        by_myself(phone_user, centre, citizen_number=NUMBER)

    assert list(refusal.value.fields) == ["citizen_number"]
    assert not isinstance(refusal.value, AlreadyRegistered)
    assert Seeker.objects.count() == 1


def test_staff_register_only_for_their_own_centre(clerk: User) -> None:
    with pytest.raises(PermissionDenied):
        at_the_counter(clerk, CentreFactory())
    assert not Seeker.objects.exists()


def test_who_has_not_proven_a_phone_makes_no_file(centre: Centre) -> None:
    with pytest.raises(PermissionDenied):
        by_myself(UserFactory(), centre)
    assert not Seeker.objects.exists()


def test_nobody_makes_a_file_in_the_name_of_another_account(phone_user: User, centre: Centre) -> None:
    stranger = PhoneUserFactory()
    with pytest.raises(PermissionDenied):
        register_seeker(data=written(), centre=centre, account=stranger, purposes=NEEDED, by=phone_user, now=NOON)
    assert not Seeker.objects.exists()


def test_numbers_rest_sealed_in_every_table(clerk: User, centre: Centre) -> None:
    at_the_counter(clerk, centre, citizen_number=NUMBER, phone="0912345678", insurance_number="2712345678")

    with connection.cursor() as cursor:
        for table in ("seekers_seeker", "seekers_seekerevent", "audit_auditrecord", "outbox_outboxmessage"):
            cursor.execute(f"SELECT string_agg(row_to_json(t)::text, '') FROM {table} t")
            raw = cursor.fetchone()[0]
            assert [n for n in (NUMBER, "0912345678", "2712345678") if n in raw] == []


def test_the_database_keeps_a_citizen_number_to_one_person(centre: Centre) -> None:
    SeekerFactory(citizen_number=NUMBER)
    with pytest.raises(IntegrityError):
        SeekerFactory(citizen_number=NUMBER)


@pytest.mark.parametrize(
    ("later", "answers", "files"),
    [
        (timedelta(seconds=59), {}, 1),
        (timedelta(seconds=60), {}, 2),
        (timedelta(seconds=1), {"phone": "0987654321"}, 2),
        (timedelta(seconds=1), {"citizen_number": NUMBER}, 2),
    ],
)
def test_the_very_same_form_from_the_same_desk_within_a_minute_is_one_file(
    clerk: User, centre: Centre, later: timedelta, answers: dict[str, str], files: int
) -> None:
    first = at_the_counter(clerk, centre)
    again = register_seeker(
        data=written(**answers), centre=centre, purposes=NEEDED, channel=Channel.COUNTER, by=clerk, now=NOON + later
    )

    assert (first == again, Seeker.objects.count()) == (files == 1, files)


def test_the_same_form_from_another_desk_is_another_file(clerk: User, centre: Centre) -> None:
    at_the_counter(clerk, centre)
    at_the_counter(staff(Role.FRONT_DESK, centre), centre)

    assert Seeker.objects.count() == 2
