"""Openings under an order, and other centres that are asked to send people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.actions import CannotKeep, CannotOrder
from nhipcau.vacancies.models import LabourOrder, OrderAsk, OrderState, Status
from nhipcau.vacancies.rules import VacancyData
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.reference.factories import ProvinceFactory
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> LabourOrder:
    return LabourOrderFactory()


@pytest.fixture
def operator(order: LabourOrder) -> User:
    return staff(Role.OPERATOR, order.centre)


def test_an_opening_is_put_under_its_order_and_taken_out_again(order: LabourOrder, operator: User) -> None:
    for by in (operator, recruiter(order.employer)):
        vacancy = VacancyFactory(employer=order.employer, headcount=200)
        for _click in range(2):
            actions.put_under_order(order=order, vacancy=vacancy, by=by, now=NOON)
        assert (queries.people_under(order), list(queries.openings_under(order))) == (200, [vacancy])
        for _click in range(2):
            actions.take_from_order(order=order, vacancy=vacancy, by=by, now=NOON)
        vacancy.refresh_from_db()
        assert (vacancy.order, vacancy.edition, queries.people_under(order)) == (None, 3, 0)


def test_which_openings_do_not_go_under_an_order(order: LabourOrder, operator: User) -> None:
    employer = order.employer
    foreign = VacancyFactory()
    closed = VacancyFactory(employer=employer, status=Status.CLOSED)
    elsewhere = VacancyFactory(employer=employer, order=LabourOrderFactory(employer=employer))
    free = VacancyFactory(employer=employer)

    for vacancy in (foreign, closed, elsewhere):
        with pytest.raises(CannotOrder):
            actions.put_under_order(order=order, vacancy=vacancy, by=operator, now=NOON)
    for by in (recruiter(), staff(Role.OPERATOR)):
        with pytest.raises(PermissionDenied):
            actions.put_under_order(order=order, vacancy=free, by=by, now=NOON)

    assert not queries.openings_under(order).exists()
    assert list(queries.openings_to_put_under(order)) == [free]


@pytest.mark.parametrize("state", [OrderState.REQUESTED, OrderState.RETURNED])
def test_before_the_yes_nothing_stands_under_an_order(state: str) -> None:
    order = LabourOrderFactory(state=state, note="Sửa ca")
    by = recruiter(order.employer)
    vacancy = VacancyFactory(employer=order.employer)

    with pytest.raises(CannotOrder):
        actions.put_under_order(order=order, vacancy=vacancy, by=by, now=NOON)
    with pytest.raises(CannotKeep):
        actions.submit_vacancy(
            employer=order.employer, data=VacancyData(title="May", pay_from=9_000_000, order=order), by=by, now=NOON
        )
    assert not queries.openings_under(order).exists()


def test_a_closed_order_keeps_its_openings_and_they_can_still_be_edited(order: LabourOrder, operator: User) -> None:
    vacancy = VacancyFactory(employer=order.employer, order=order)
    by = recruiter(order.employer)
    actions.close_order(order=order, how="fulfilled", by=operator, now=NOON)

    with pytest.raises(CannotOrder):
        actions.take_from_order(order=order, vacancy=vacancy, by=by, now=NOON)
    said = VacancyData(title="May công nghiệp", pay_from=9_000_000, order=order)
    actions.edit_vacancy(vacancy=vacancy, data=said, edition=1, by=by, now=NOON)

    vacancy.refresh_from_db()
    assert (vacancy.order, vacancy.title) == (order, "May công nghiệp")


def test_a_linked_centre_is_asked_once_and_answers_with_a_number(order: LabourOrder, operator: User) -> None:
    asked = CentreFactory()
    for _click in range(2):
        ask = actions.ask_centre(order=order, centre=asked, people=120, words="Có xe", by=operator, now=NOON)
    theirs = staff(Role.OPERATOR, asked)
    assert list(queries.asks_waiting_for(theirs)) == [ask]
    assert not queries.asks_for(operator).exists()

    for number in (60, 60, 80):
        actions.answer_ask(ask=ask, can_send=number, by_day=date(2026, 4, 30), words="Đi nhóm", by=theirs, now=NOON)

    kept = OrderAsk.objects.get()
    assert (kept.can_send, kept.by_day, kept.answered_by, kept.noted_by_host) == (80, date(2026, 4, 30), theirs, False)
    assert not queries.asks_waiting_for(theirs).exists()


def test_an_answer_by_telephone_is_written_down_by_who_asked_and_marked_so(operator: User, order: LabourOrder) -> None:
    ask = OrderAskFactory(order=order)

    actions.answer_ask(ask=ask, can_send=0, by_day=date(2026, 4, 30), by=operator, now=NOON)

    ask.refresh_from_db()
    assert (ask.can_send, ask.by_day, ask.noted_by_host) == (0, None, True)


def test_who_may_neither_ask_nor_answer(order: LabourOrder) -> None:
    ask = OrderAskFactory(order=order)
    third = CentreFactory()
    for by in (recruiter(order.employer), staff(Role.OPERATOR, third), staff(Role.COUNSELLOR, ask.centre)):
        with pytest.raises(PermissionDenied):
            actions.ask_centre(order=order, centre=third, people=5, by=by, now=NOON)
        with pytest.raises(PermissionDenied):
            actions.answer_ask(ask=ask, can_send=5, by=by, now=NOON)
    ask.refresh_from_db()
    assert (ask.answered_at, OrderAsk.objects.count()) == (None, 1)


def test_whom_it_makes_no_sense_to_ask(operator: User, order: LabourOrder) -> None:
    at_home = LabourOrderFactory(employer=order.employer, outside_province=False)
    neighbour = CentreFactory(province=order.centre.province)
    far = CentreFactory()

    for wanted, centre, people in ((order, order.centre, 5), (at_home, far, 5), (order, far, 0)):
        with pytest.raises(CannotOrder):
            actions.ask_centre(order=wanted, centre=centre, people=people, by=operator, now=NOON)
    assert not OrderAsk.objects.exists()
    actions.ask_centre(order=at_home, centre=neighbour, people=5, by=operator, now=NOON)
    assert list(queries.centres_to_ask(at_home)) == []


def test_centres_of_the_provinces_wished_for_stand_first(order: LabourOrder) -> None:
    wished = ProvinceFactory()
    CentreFactory(name="Trung tâm A")
    first = CentreFactory(name="Trung tâm Z", province=wished)
    order.provinces.set([wished])

    assert next(iter(queries.centres_to_ask(order))) == first
    assert order.centre not in queries.centres_to_ask(order)


def test_a_closed_order_asks_nobody_any_more(order: LabourOrder, operator: User) -> None:
    ask = OrderAskFactory(order=order)
    theirs = staff(Role.OPERATOR, ask.centre)
    actions.close_order(order=order, how="fulfilled", by=operator, now=NOON)

    assert not queries.asks_for(theirs).exists()
    with pytest.raises(CannotOrder):
        actions.answer_ask(ask=ask, can_send=5, by=theirs, now=NOON)
    ask.refresh_from_db()
    assert ask.answered_at is None
