"""Whose card it is: said to those who may open the file, and to nobody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.text.api import search_text
from nhipcau.seekers.actions import (
    AskedTooOften,
    confirm_by_card,
    look_up,
    people_with_phone,
    recognise,
    scan_card,
    seen_on,
)
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.reading.card import Card, read_card
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory, written

NUMBER, NAME, BORN = "099198012345", "Nguyễn Thị Thu Hường", date(1998, 5, 20)
CARD = Card(citizen_number=NUMBER, full_name=NAME, birth_date=BORN, sex="female", address="Thôn Núi Hiểu")


def ours(centre: Centre, **more: object) -> Seeker:
    person = {"full_name": NAME, "search": search_text(NAME), "birth_date": BORN, "citizen_number": NUMBER}
    return SeekerFactory(centre=centre, **person | more)


def test_our_own_person_is_recognised_by_the_number(clerk: User, centre: Centre) -> None:
    person = ours(centre, full_name="NGUYEN THI THU HUONG")

    assert recognise(card=CARD, by=clerk, now=NOON).seeker == person


def test_the_number_alone_is_enough_when_nothing_contradicts_it(clerk: User, centre: Centre) -> None:
    person = ours(centre)

    assert recognise(card=Card(citizen_number=NUMBER), by=clerk, now=NOON).seeker == person


@pytest.mark.parametrize("other", [{"full_name": "Trần Thị Bình"}, {"birth_date": date(1990, 1, 1)}])
def test_a_number_under_another_name_or_birthday_is_nobodys(
    clerk: User, centre: Centre, other: dict[str, object]
) -> None:
    ours(centre, **other)

    answer = recognise(card=CARD, by=clerk, now=NOON)

    assert (answer.seeker, answer.perhaps) == (None, [])


def test_somebody_of_another_centre_is_nobody(clerk: User) -> None:
    SeekerFactory(full_name=NAME, birth_date=BORN, citizen_number=NUMBER)

    answer = recognise(card=CARD, by=clerk, now=NOON)

    assert (answer.seeker, answer.perhaps) == (None, [])
    assert AuditRecord.objects.get().details == {"found": 0}


def test_an_old_file_without_a_number_is_asked_about(clerk: User, centre: Centre) -> None:
    person = ours(centre, citizen_number="")
    ours(centre, citizen_number="099198099999")

    answer = recognise(card=CARD, by=clerk, now=NOON)

    assert (answer.seeker, answer.perhaps) == (None, [person])


def test_who_registers_nobody_recognises_nobody(db: None) -> None:
    with pytest.raises(PermissionDenied):
        recognise(card=CARD, by=UserFactory(), now=NOON)
    assert not AuditRecord.objects.exists()


def test_guessing_stops_for_a_minute_whatever_way_the_numbers_come(clerk: User, centre: Centre) -> None:
    ours(centre, phone="0912345678")
    for turn in range(20):
        if turn % 2:
            recognise(card=CARD, by=clerk, now=NOON)
        else:
            look_up(text="0912345678", by=clerk, now=NOON)

    with pytest.raises(AskedTooOften):
        recognise(card=CARD, by=clerk, now=NOON)
    with pytest.raises(AskedTooOften):
        look_up(text=NUMBER, by=clerk, now=NOON)
    with pytest.raises(AskedTooOften):
        people_with_phone(phone="0912345678", by=clerk, now=NOON)

    assert AuditRecord.objects.count() == 20
    assert look_up(text="huong", by=clerk, now=NOON), "a name is no number"
    assert recognise(card=CARD, by=clerk, now=NOON + timedelta(seconds=61)).seeker


def test_guessing_slowly_stops_within_the_hour(clerk: User, centre: Centre) -> None:
    for turn in range(400):
        people_with_phone(phone="0912345678", by=clerk, now=NOON + timedelta(seconds=6 * turn))
    with pytest.raises(AskedTooOften):
        people_with_phone(phone="0912345678", by=clerk, now=NOON + timedelta(minutes=50))


def test_a_scan_that_may_not_be_looked_up_is_read_all_the_same(clerk: User, centre: Centre) -> None:
    ours(centre)
    for _turn in range(20):
        recognise(card=CARD, by=clerk, now=NOON)

    scan = scan_card(typed=f"{NUMBER}||{NAME}|20051998|Nữ|Thôn Núi Hiểu|01072022", by=clerk, now=NOON)

    assert (scan.card.full_name, scan.people) == (NAME, [])
    assert len(scan.refused) == 1


def test_the_card_confirms_what_agrees_and_adds_the_number(clerk: User, centre: Centre) -> None:
    person = ours(centre, citizen_number="", sex="male")

    changed = confirm_by_card(seeker=person, card=CARD, by=clerk, now=NOON)

    assert changed.citizen_number == NUMBER
    assert sorted(changed.provenance) == ["birth_date", "citizen_number", "full_name"]
    assert {told["from"] for told in changed.provenance.values()} == {"card"}
    again = confirm_by_card(seeker=changed, card=CARD, by=clerk, now=NOON)
    assert again.edition == changed.edition


def test_a_number_held_elsewhere_is_not_added_and_the_rest_is_confirmed(clerk: User, centre: Centre) -> None:
    SeekerFactory(citizen_number=NUMBER)
    person = ours(centre, citizen_number="")

    changed = confirm_by_card(seeker=person, card=CARD, by=clerk, now=NOON)

    assert changed.citizen_number == ""
    assert sorted(changed.provenance) == ["birth_date", "full_name", "sex"]


@pytest.mark.parametrize(
    "card", [Card(), Card(citizen_number=NUMBER), read_card(f"{NUMBER}||Trần Thị Bình|20051998|Nữ|Xã A|01072022")]
)
def test_a_card_of_nobody_or_of_another_changes_nothing(clerk: User, centre: Centre, card: Card) -> None:
    person = ours(centre, citizen_number="")

    confirm_by_card(seeker=person, card=card, by=clerk, now=NOON)

    person.refresh_from_db()
    assert (person.citizen_number, person.provenance, person.edition) == ("", {}, 1)


def test_staff_elsewhere_confirm_nothing(clerk: User) -> None:
    person = SeekerFactory(full_name=NAME, birth_date=BORN)

    confirm_by_card(seeker=person, card=CARD, by=clerk, now=NOON)

    person.refresh_from_db()
    assert person.citizen_number == ""


def test_only_answers_that_stand_on_the_card_are_seen_on_it(db: None) -> None:
    data = written(full_name=NAME, birth_date=BORN, phone="0912345678", address="Núi Hiểu", citizen_number="0" * 12)

    assert set(seen_on(CARD, data)) == {"full_name", "birth_date", "sex", "address"}


def test_people_of_one_phone_are_those_of_the_own_centre(clerk: User, centre: Centre) -> None:
    mother, child = ours(centre, phone="0912345678"), ours(centre, phone="0912345678", citizen_number="")
    SeekerFactory(phone="0912345678")

    assert people_with_phone(phone="0912 345 678", by=clerk, now=NOON) == [mother, child]
