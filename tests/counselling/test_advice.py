"""Group advice and the book of offers: what is noted, once, and by whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.api import Refused, note_group_advice, offer_opening, strike_out
from nhipcau.counselling.models import GroupAdvice, OfferedOpening, Response
from nhipcau.counselling.queries.screening import advised_on, offers_between, sums_of
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.api import Occasion
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.factories import GroupAdviceFactory, OfferedOpeningFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

FAIR = Occasion("fair", 7)


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def counsellor(centre: Centre) -> User:
    return staff(Role.COUNSELLOR, centre)


def noted(centre: Centre, by: User, **more: Any) -> GroupAdvice:
    said = {"topic": "law", "people": 35, "minutes": 20, "occasion": FAIR, "now": NOON}
    return note_group_advice(centre=centre, by=by, **said | more)


def test_a_double_click_is_one_line_and_a_minute_later_it_is_another(centre: Centre, counsellor: User) -> None:
    assert noted(centre, counsellor) == noted(centre, counsellor)
    noted(centre, counsellor, people=36)
    noted(centre, counsellor, now=NOON + timedelta(minutes=1))

    today = advised_on(counsellor, NOON.date())
    assert sums_of(today) == {"times": 3, "people": 106, "minutes": 60}
    assert sums_of(advised_on(counsellor, date(2026, 3, 11))) == {"times": 0, "people": 0, "minutes": 0}
    assert sums_of(advised_on(staff(Role.COUNSELLOR), NOON.date()))["times"] == 0


@pytest.mark.parametrize(
    "wrong", [{"topic": "sport"}, {"people": 0}, {"people": 2001}, {"minutes": 0}, {"minutes": 601}]
)
def test_what_cannot_be_is_not_noted(centre: Centre, counsellor: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        noted(centre, counsellor, **wrong)
    assert list(refusal.value.fields) == list(wrong)
    assert not GroupAdvice.objects.exists()


def test_a_line_is_struck_out_by_whoever_noted_it_on_the_same_day(centre: Centre, counsellor: User) -> None:
    line = GroupAdviceFactory(centre=centre, by=counsellor)
    for by, now in ((staff(Role.COUNSELLOR, centre), NOON), (counsellor, NOON + timedelta(days=1))):
        with pytest.raises(Refused):
            strike_out(advice=line, by=by, now=now)
    with pytest.raises(PermissionDenied):
        strike_out(advice=line, by=staff(Role.COUNSELLOR), now=NOON)
    assert GroupAdvice.objects.count() == 1

    strike_out(advice=line, by=counsellor, now=NOON)
    assert not GroupAdvice.objects.exists()
    assert AuditRecord.objects.get(action="advice.strike_out").details["people"] == 20


def offered(seeker: Any, by: User, response: str = Response.REFUSED, **more: Any) -> OfferedOpening:
    said = {"centre": seeker.centre, "occasion": FAIR, "now": NOON}
    return offer_opening(seeker=seeker, response=response, by=by, **said | more)


def test_the_book_keeps_every_change_of_mind_and_no_double_click(centre: Centre, counsellor: User) -> None:
    person, opening = SeekerFactory(centre=centre, draws_benefit=True), VacancyFactory(on_board=True)
    for response in (Response.REFUSED, Response.REFUSED, Response.THINKING, Response.REFUSED):
        offered(person, counsellor, response, vacancy=opening)

    said = OfferedOpening.objects.order_by("pk").values_list("response", flat=True)
    assert list(said) == ["refused", "thinking", "refused"]
    with pytest.raises(Error), transaction.atomic():
        OfferedOpening.objects.update(response="interested")
    with pytest.raises(Error), transaction.atomic():
        OfferedOpening.objects.all().delete()


@pytest.mark.parametrize(
    ("draws", "response", "shared"), [(False, "refused", True), (True, "maybe", True), (True, "refused", False)]
)
def test_only_those_who_draw_benefit_and_only_our_people(
    centre: Centre, counsellor: User, draws: bool, response: str, shared: bool
) -> None:
    person = SeekerFactory(draws_benefit=draws, **({"centre": centre} if shared else {}))
    with pytest.raises(Refused) as refusal:
        offered(person, counsellor, response, vacancy=VacancyFactory(on_board=True), centre=centre)
    assert len(refusal.value.reasons) == 1
    assert not OfferedOpening.objects.exists()


def test_others_write_nothing_into_the_book(centre: Centre) -> None:
    person = SeekerFactory(centre=centre, draws_benefit=True)
    for by in (staff(Role.MANAGER, centre), staff(Role.COUNSELLOR)):
        with pytest.raises(PermissionDenied):
            offered(person, by, vacancy=VacancyFactory(on_board=True))
    assert not OfferedOpening.objects.exists()


def test_a_period_holds_both_its_days_and_only_our_lines(centre: Centre, counsellor: User) -> None:
    first, last = date(2026, 3, 9), date(2026, 3, 10)
    midnight = NOON.replace(hour=0)
    inside = [
        OfferedOpeningFactory(seeker__centre=centre, at=at)
        for at in (midnight - timedelta(days=1), midnight, midnight + timedelta(days=1, seconds=-1))
    ]
    OfferedOpeningFactory(seeker__centre=centre, at=midnight + timedelta(days=1))
    OfferedOpeningFactory(seeker__centre=centre, at=midnight - timedelta(days=1, seconds=1))
    OfferedOpeningFactory(at=NOON)

    assert list(offers_between(counsellor, first, last)) == inside[::-1]
