"""The page of results that are missing: all enterprises for the operator, the own one for a recruiter."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.fairs.models import FairSession
from nhipcau.interviews.models import Desk, ResultsReminder
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.fairs.factories import FairSessionFactory
from tests.interviews.factories import DeskFactory, InterviewFactory

PAGE = reverse("fairs:results-due")


@pytest.fixture
def fair(db: None) -> FairSession:
    made: FairSession = FairSessionFactory(title="Phiên thứ Ba")
    return made


def owes(fair: FairSession, people: int = 2) -> Desk:
    employer = EmployerFactory(centre=fair.centre, contact_phone="0987654321")
    desk: Desk = DeskFactory(occasion_id=fair.pk, employer=employer, closed_at=NOON)
    for _person in range(people):
        InterviewFactory(desk=desk, done=True)
    return desk


@pytest.fixture
def operator(fair: FairSession) -> User:
    return staff(Role.OPERATOR, fair.centre)


def remind(client: Client, fair: FairSession, employer: Employer | int | str) -> Any:
    asked = employer.pk if isinstance(employer, Employer) else employer
    return client.post(reverse("fairs:remind-results", args=[fair.pk]), {"employer": asked})


def test_the_operator_sees_every_enterprise_with_the_fair_and_reminds(fair: FairSession, operator: User) -> None:
    first, second = owes(fair), owes(fair, people=1)
    client = sign_in(Client(), operator)

    shown = client.get(PAGE)
    assert {row["due"].employer for row in shown.context["rows"]} == {first.employer, second.employer}
    assert (shown.context["people"], shown.text.count("Phiên thứ Ba")) == (3, 2)

    assert remind(client, fair, first.employer).headers["Location"] == PAGE
    assert ResultsReminder.objects.get().employer == first.employer


def test_a_recruiter_sees_the_own_enterprise_and_reminds_nobody(fair: FairSession) -> None:
    mine, _other = owes(fair), owes(fair)
    client = sign_in(Client(), recruiter(mine.employer))

    shown = client.get(PAGE)
    assert [row["due"].employer for row in shown.context["rows"]] == [mine.employer]
    assert reverse("fairs:remind-results", args=[fair.pk]) not in shown.text
    assert remind(client, fair, mine.employer).status_code == 403
    assert not ResultsReminder.objects.exists()


def test_the_way_leads_to_the_sheet_of_all_tables(fair: FairSession, operator: User) -> None:
    desk = owes(fair)
    text = sign_in(Client(), operator).get(PAGE).text

    assert f"{reverse('interviews:sheet', args=[desk.pk])}?all" in text


@pytest.mark.parametrize("which", ["foreign", "nobody", "word", "paid"])
def test_who_owes_nothing_here_is_not_found(fair: FairSession, operator: User, which: str) -> None:
    foreign, paid = owes(FairSessionFactory()), EmployerFactory(centre=fair.centre)
    asked = {"foreign": foreign.employer, "nobody": 999_999, "word": "x", "paid": paid}[which]

    assert remind(sign_in(Client(), operator), fair, asked).status_code == 404
    assert not ResultsReminder.objects.exists()


def test_at_night_and_right_after_another_the_page_says_why_not(
    fair: FairSession, operator: User, time_machine: Any
) -> None:
    desk, client = owes(fair), sign_in(Client(), operator)
    remind(client, fair, desk.employer)
    remind(client, fair, desk.employer)
    time_machine.move_to(NOON + timedelta(hours=10), tick=False)
    client = sign_in(Client(), operator)
    remind(client, fair, desk.employer)

    assert ResultsReminder.objects.count() == 1
    said = [str(message) for message in client.get(PAGE).context["messages"]]
    assert said[-1] == "Không nhắn tin từ 21:00 đến 7:00."


def test_the_page_says_call_when_nothing_in_writing_reaches_them(
    fair: FairSession, operator: User, settings: Any
) -> None:
    settings.SMS_CHANNEL = "nhipcau.messaging.sms.gateway.HttpGateway"
    desk, client = owes(fair), sign_in(Client(), operator)
    Employer.objects.update(contact_phone="0204 385 5111", contact_email="")
    assert "Hãy gọi điện" in client.get(PAGE).text

    Employer.objects.update(contact_phone="0987654321")
    assert "Hãy gọi điện" not in client.get(PAGE).text
    remind(client, fair, desk.employer)

    shown = client.get(PAGE)
    assert [str(message) for message in shown.context["messages"]][-1].startswith("Tin nhắn không gửi được.")
    assert "Hãy gọi điện</span>" in shown.text
    assert "Tin nhắn SMS</span>" not in shown.text


def test_the_desk_of_tasks_counts_the_people(fair: FairSession, operator: User) -> None:
    owes(fair)
    tasks = sign_in(Client(), operator).get(reverse("desk")).context["tasks"]

    assert [(task.count, task.urgent) for task in tasks if task.url == PAGE] == [(2, True)]


def test_the_page_costs_the_same_for_one_enterprise_or_three(fair: FairSession, operator: User) -> None:
    client = sign_in(Client(), operator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    owes(fair)
    client.get(PAGE)  # the age of the session is noted
    one = cost()
    owes(fair)
    owes(fair)

    assert cost() == one
