""" "Not for me, because …": by the person's own account, learnt within bounds, said in words, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.matching.api import (
    Refused,
    person_facts,
    preference_of,
    say_not_for_me,
    switch_suggestions,
    turned_down,
    turned_down_by,
    undo_not_for_me,
    weigh_as_usual,
    weights_in_words,
    without_suggestions,
)
from nhipcau.matching.models import NotForMe, Preference
from nhipcau.matching.suitability import USUAL, WISHED
from nhipcau.matching.suitability.feedback import MOST_HEARD, weights_after
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Status, Vacancy
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.matching.factories import PreferenceFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

AS_USUAL = (USUAL,) * len(WISHED)
Because = NotForMe.Because


@pytest.fixture
def person(db: None) -> Seeker:
    seeker: Seeker = SeekerFactory(with_account=True)
    return seeker


@pytest.fixture
def opening(db: None) -> Vacancy:
    vacancy: Vacancy = VacancyFactory(on_board=True)
    return vacancy


def turn_down(person: Seeker, *reasons: str) -> list[Vacancy]:
    """One opening for each reason, a minute apart."""
    made: list[Vacancy] = VacancyFactory.create_batch(len(reasons), on_board=True)
    for minute, (vacancy, because) in enumerate(zip(made, reasons, strict=True)):
        at = NOON + timedelta(minutes=minute)
        say_not_for_me(seeker=person, vacancy=vacancy, because=because, by=seeker_user(person), now=at)
    return made


def test_turning_an_opening_down_is_kept_once_and_announced_once(person: Seeker, opening: Vacancy) -> None:
    for _tap in range(2):
        say_not_for_me(seeker=person, vacancy=opening, because="far", by=seeker_user(person), now=NOON)

    assert turned_down([person.pk]) == {person.pk: {opening.pk}}
    assert [row.because for row in turned_down_by(person)] == [Because.FAR]
    assert OutboxMessage.objects.get().body["seeker_id"] == person.pk
    assert AuditRecord.objects.get().action == "suggestion.turn_down"


def test_another_reason_for_the_same_opening_stands_in_its_place(person: Seeker, opening: Vacancy) -> None:
    for because in ("far", "pay"):
        say_not_for_me(seeker=person, vacancy=opening, because=because, by=seeker_user(person), now=NOON)
    assert NotForMe.objects.get().because == Because.PAY


def test_reasons_make_the_wish_they_speak_of_count_more_and_the_person_is_told(person: Seeker) -> None:
    turn_down(person, "far")
    assert preference_of(person).weights == AS_USUAL  # type: ignore[union-attr]

    turn_down(person, "far", "far", "other", "shift")
    preference = preference_of(person)
    assert preference is not None
    assert preference.weights == (16, 24, 16, 16, 16, 16)
    assert person_facts([person])[person.pk].weights == preference.weights
    with override("vi"):
        assert weights_in_words(preference.weights) == ["Bạn hay bỏ việc xa: chỗ làm gần được tính nặng gấp 1½ lần."]


def test_taken_back_the_opening_comes_again_and_its_reason_counts_no_longer(person: Seeker) -> None:
    first, *_others = turn_down(person, "pay", "pay", "pay")
    for _tap in range(2):
        undo_not_for_me(seeker=person, vacancy=first, by=seeker_user(person), now=NOON)

    assert first.pk not in turned_down([person.pk])[person.pk]
    assert preference_of(person).pay == 20  # type: ignore[union-attr]
    assert AuditRecord.objects.filter(action="suggestion.take_back").count() == 1


def test_back_to_usual_old_reasons_are_forgotten_and_new_ones_are_heard(person: Seeker) -> None:
    gone = turn_down(person, "far", "far", "far")
    by, later = seeker_user(person), NOON + timedelta(hours=1)
    for _tap in range(2):
        weigh_as_usual(seeker=person, by=by, now=later)

    assert preference_of(person).weights == AS_USUAL  # type: ignore[union-attr]
    assert turned_down([person.pk])[person.pk] == {vacancy.pk for vacancy in gone}
    assert AuditRecord.objects.filter(action="suggestion.weigh_as_usual").count() == 1
    for minute, vacancy in enumerate(VacancyFactory.create_batch(2, on_board=True), 1):
        at = later + timedelta(minutes=minute)
        say_not_for_me(seeker=person, vacancy=vacancy, because="far", by=by, now=at)
    assert preference_of(person).place == 20  # type: ignore[union-attr]


def test_suggestions_are_switched_off_and_on_by_the_person(person: Seeker) -> None:
    SeekerFactory()
    for on, off_now in ((False, {person.pk}), (False, {person.pk}), (True, set())):
        switch_suggestions(seeker=person, on=on, by=seeker_user(person), now=NOON)
        assert without_suggestions() == off_now
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("published, because", [(False, "far"), (True, "the boss is rude")])
def test_only_what_stood_on_the_board_for_one_of_the_reasons(person: Seeker, published: bool, because: str) -> None:
    vacancy = VacancyFactory(on_board=published)
    with pytest.raises(Refused):
        say_not_for_me(seeker=person, vacancy=vacancy, because=because, by=seeker_user(person), now=NOON)
    assert not NotForMe.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_a_closed_opening_may_still_be_turned_down(person: Seeker, opening: Vacancy) -> None:
    Vacancy.objects.filter(pk=opening.pk).update(status=Status.CLOSED)
    assert say_not_for_me(seeker=person, vacancy=opening, because="work", by=seeker_user(person), now=NOON).pk


def test_nobody_says_it_for_another_person(person: Seeker, opening: Vacancy) -> None:
    own = seeker_user(person)
    say_not_for_me(seeker=person, vacancy=opening, because="far", by=own, now=NOON)
    for stranger in (SeekerFactory(with_account=True).account, staff(Role.COUNSELLOR, person.centre)):
        with pytest.raises(PermissionDenied):
            say_not_for_me(seeker=person, vacancy=opening, because="pay", by=stranger, now=NOON)
        with pytest.raises(PermissionDenied):
            undo_not_for_me(seeker=person, vacancy=opening, by=stranger, now=NOON)
        with pytest.raises(PermissionDenied):
            switch_suggestions(seeker=person, on=False, by=stranger, now=NOON)
        with pytest.raises(PermissionDenied):
            weigh_as_usual(seeker=person, by=stranger, now=NOON)

    assert NotForMe.objects.get().because == Because.FAR
    assert without_suggestions() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", Preference.WEIGHTS)
@pytest.mark.parametrize("weight", [3, 49])
def test_the_database_keeps_weights_within_bounds(name: str, weight: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PreferenceFactory(**{name: weight})
    PreferenceFactory(**{name: 4}), PreferenceFactory(**{name: 48})


def test_weights_stand_in_the_order_of_the_wishes() -> None:
    assert tuple(each.value for each in WISHED) == Preference.WEIGHTS


@given(st.lists(st.sampled_from(Because.values), max_size=60))
def test_whatever_is_said_weights_stay_within_bounds_and_only_the_latest_are_heard(reasons: list[str]) -> None:
    weights = weights_after(reasons)
    assert all(USUAL <= weight <= Preference.MOST for weight in weights)
    assert weights == weights_after(reasons[:MOST_HEARD])
    assert len(weights_in_words(weights)) == sum(weight > USUAL for weight in weights)
