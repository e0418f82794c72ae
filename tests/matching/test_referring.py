"""Somebody is sent to an enterprise: once an occasion, with a number, for those the centre may send."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.crypto.codes import read_code
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.matching.api import MOST_A_DAY, Refused, latest_of, refer, withdraw_referral
from nhipcau.matching.models import Referral
from nhipcau.seekers.models import Seeker, Shared
from nhipcau.vacancies.models import Status, Vacancy
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.matching.factories import ReferralFactory, agrees, sharing
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

FAIR = {"occasion_kind": "fair", "occasion_id": 7}


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def counsellor(centre: Centre) -> User:
    return staff(Role.COUNSELLOR, centre)


@pytest.fixture
def person(centre: Centre) -> Seeker:
    return sharing(centre)


@pytest.fixture
def opening(db: None) -> Vacancy:
    return VacancyFactory(on_board=True)


def sent(seeker: Seeker, opening: Vacancy, by: User, **more: Any) -> Referral:
    said = {"centre": seeker.centre, "why": ["wish"], "now": NOON}
    return refer(seeker=seeker, vacancy=opening, by=by, **said | more)


def test_a_referral_has_a_number_a_code_and_is_announced_once(
    person: Seeker, opening: Vacancy, counsellor: User
) -> None:
    for _click in range(2):
        made = sent(person, opening, counsellor, note="  Hợp   lắm ", **FAIR)

    assert Referral.objects.get() == made
    assert (made.written, made.employer, made.note) == ("1/2026", opening.employer, "Hợp lắm")
    assert read_code(made.code) == made.code
    assert made.why == ["wish"]
    assert OutboxMessage.objects.get().body["referral_id"] == made.pk
    assert AuditRecord.objects.get(action="referral.make").target_id == str(made.pk)


def test_numbers_count_within_a_centre_and_a_year(opening: Vacancy, counsellor: User, person: Seeker) -> None:
    elsewhere = sharing()
    later = datetime(2027, 1, 1, 0, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

    assert sent(person, opening, counsellor).written == "1/2026"
    assert sent(person, opening, counsellor, **FAIR).written == "2/2026"
    assert sent(elsewhere, opening, staff(Role.COUNSELLOR, elsewhere.centre)).written == "1/2026"
    other, third = VacancyFactory.create_batch(2, on_board=True, closes_on=date(2027, 4, 30))
    assert sent(person, other, counsellor, now=later).written == "1/2027"
    assert sent(person, third, counsellor, now=later - timedelta(seconds=1)).written == "3/2026"


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.CLOSED},
        {"status": Status.SUBMITTED, "published_at": None},
        {"closes_on": date(2026, 3, 9)},
    ],
)
def test_an_opening_that_is_not_open_gets_nobody(
    person: Seeker, opening: Vacancy, counsellor: User, change: dict[str, Any]
) -> None:
    Vacancy.objects.filter(pk=opening.pk).update(**change)

    with pytest.raises(Refused):
        sent(person, opening, counsellor)

    assert not Referral.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert not AuditRecord.objects.exists()


def test_without_the_persons_yes_nobody_is_sent_and_the_words_say_what_to_do(
    centre: Centre, opening: Vacancy, counsellor: User
) -> None:
    seeker = SeekerFactory(centre=centre)

    with pytest.raises(Refused) as refusal:
        sent(seeker, opening, counsellor)

    assert "đồng ý" in refusal.value.reasons[0]
    assert not Referral.objects.exists()
    agrees(seeker)
    assert sent(seeker, opening, counsellor).number == 1
    agrees(seeker, given=False)
    with pytest.raises(Refused):
        sent(seeker, opening, counsellor, **FAIR)


def test_a_person_of_another_centre_needs_their_file_shared(centre: Centre, opening: Vacancy, counsellor: User) -> None:
    guest = sharing()

    with pytest.raises(Refused) as refusal:
        sent(guest, opening, counsellor, centre=centre)

    assert guest.centre.short_name in refusal.value.reasons[0]
    assert not Referral.objects.exists()
    shared = Shared.objects.create(seeker=guest, centre=centre, why="Về làm ở đây", by=counsellor, at=NOON)
    assert sent(guest, opening, counsellor, centre=centre).centre == centre
    shared.ended_at = NOON
    shared.save()
    with pytest.raises(Refused):
        sent(guest, VacancyFactory(on_board=True), counsellor, centre=centre)


def test_a_fourth_opening_on_one_day_is_no_advice_any_more(person: Seeker, counsellor: User) -> None:
    made = [sent(person, VacancyFactory(on_board=True), counsellor, **FAIR) for _n in range(MOST_A_DAY)]

    with pytest.raises(Refused):
        sent(person, VacancyFactory(on_board=True), counsellor, **FAIR)

    assert Referral.objects.count() == MOST_A_DAY
    withdraw_referral(referral=made[0], by=counsellor, now=NOON)
    assert sent(person, VacancyFactory(on_board=True), counsellor, **FAIR).number == MOST_A_DAY + 1


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.OPERATOR, Role.MANAGER, Role.COMMUNE, Role.SWITCHBOARD])
def test_others_refer_nobody(person: Seeker, opening: Vacancy, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        sent(person, opening, staff(role, person.centre))
    assert not Referral.objects.exists()


def test_a_counsellor_of_another_centre_and_a_recruiter_refer_and_withdraw_nothing(
    person: Seeker, opening: Vacancy
) -> None:
    made = ReferralFactory(seeker=person, vacancy=opening)
    for stranger in (staff(Role.COUNSELLOR), recruiter(opening.employer)):
        with pytest.raises(PermissionDenied):
            sent(person, opening, stranger)
        with pytest.raises(PermissionDenied):
            withdraw_referral(referral=made, by=stranger, now=NOON)
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_a_withdrawn_slip_is_void_its_number_stays_used_and_the_opening_is_free_again(
    person: Seeker, opening: Vacancy, counsellor: User
) -> None:
    first = sent(person, opening, counsellor, **FAIR)

    for _click in range(2):
        withdraw_referral(referral=first, by=counsellor, now=NOON)

    assert latest_of(person.pk, opening.employer_id, "fair", 7) is None
    assert AuditRecord.objects.filter(action="referral.withdraw").count() == 1
    second = sent(person, opening, counsellor, **FAIR)
    assert (second.number, second.code != first.code) == (2, True)
    assert latest_of(person.pk, opening.employer_id, "fair", 7) == second


def test_reasons_that_are_no_reasons_are_not_kept(person: Seeker, opening: Vacancy, counsellor: User) -> None:
    assert sent(person, opening, counsellor, why=["near", "vì em thích"]).why == ["near"]
