"""Orders that other centres are asked about, on both desks."""

import pytest
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.vacancies.models import OrderAsk
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.employers.factories import EmployerFactory, recruiter
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory
from tests.vacancies.web.test_orders import ASKS, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    return EmployerFactory(contact_name="Chị Lan", contact_phone="0912345678")


@pytest.fixture
def desk(client, employer):
    return sign_in(client, recruiter(employer))


@pytest.fixture
def centre_desk(client, employer):
    return sign_in(client, staff(Role.OPERATOR, employer.centre))


def test_a_centre_is_asked_and_answers_on_its_own_desk(client, employer):
    order = LabourOrderFactory(employer=employer, title="May áo", contact_name="Chị Kín", contact_phone="0900000001")
    asked = staff(Role.OPERATOR)
    theirs = asked.staff_roles.get().centre
    host = sign_in(client, staff(Role.OPERATOR, employer.centre))
    host.post(page(order, "order-ask"), {"centre": theirs.pk, "people": "120", "words": "Có xe"})
    ask = OrderAsk.objects.get()

    desk = sign_in(client, asked)
    shown = desk.get(ASKS)
    assert "May áo" in shown.text
    assert "Chị Kín" not in shown.text
    assert "0900000001" not in shown.text
    assert desk.get(page(order)).status_code == 404
    url = reverse("vacancies:answer-ask", args=[ask.pk])
    refused = desk.post(url, {"can_send": "-1", "words": "Đi nhóm"})
    assert refused.status_code == 422
    assert refused.context["lines"][0]["form"]["words"].value() == "Đi nhóm"
    assert desk.post(url, {"can_send": "60", "by_day": "2026-04-30"}).headers["Location"] == ASKS

    ask.refresh_from_db()
    assert (ask.can_send, ask.noted_by_host) == (60, False)


def test_an_answer_by_telephone_is_written_down_on_the_order(centre_desk, employer):
    ask = OrderAskFactory(order=LabourOrderFactory(employer=employer))
    url = reverse("vacancies:answer-ask", args=[ask.pk])

    assert centre_desk.post(url, {"can_send": ""}).status_code == 422
    assert centre_desk.post(url, {"can_send": "0"}).headers["Location"] == page(ask.order)

    ask.refresh_from_db()
    assert (ask.can_send, ask.noted_by_host) == (0, True)


def test_a_recruiter_does_not_see_what_centres_wrote_to_each_other(desk, employer):
    order = LabourOrderFactory(employer=employer)
    OrderAskFactory(order=order, words="Nội bộ trung tâm")

    assert "Nội bộ trung tâm" not in desk.get(page(order)).text
