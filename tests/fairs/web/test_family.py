"""Several people on one phone at one fair: every ticket is listed, and nobody's call is missed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.interviews.models import Desk
from tests.accounts.signing import sign_in
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import PhoneUserFactory, SeekerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> SessionSite:
    session = FairSessionFactory(running=True)
    made: SessionSite = SessionSiteFactory(session=session, centre=session.centre)
    return made


@pytest.fixture
def family(client: Client, hall: SessionSite) -> list[Registration]:
    phone = PhoneUserFactory()
    sign_in(client, phone, method="code")
    names = ("Nguyễn Thị Mẹ", "Trần Văn Con", "Trần Thị Út")
    people = [SeekerFactory(full_name=name, account=phone, centre=hall.centre) for name in names]
    return [RegistrationFactory(session=hall.session, site=hall, seeker=person) for person in people]


def call(hall: SessionSite, registration: Registration) -> Desk:
    desk: Desk = DeskFactory(occasion_id=hall.session_id, place=hall.place, centre=hall.centre, number=12)
    InterviewFactory(desk=desk, ticket__seeker=registration.seeker)
    return desk


def test_every_ticket_of_the_phone_is_listed_with_its_name(client: Client, family: list[Registration]) -> None:
    client.post(reverse("seekers:choose"), {"person": family[0].seeker_id})
    page = client.get(reverse("fairs:mine")).content.decode()
    assert all(ticket.seeker.full_name in page for ticket in family)


def test_the_page_of_one_tells_that_another_is_called(
    client: Client, hall: SessionSite, family: list[Registration]
) -> None:
    desk = call(hall, family[1])
    page = client.get(reverse("fairs:day", args=[family[0].pk])).content.decode()
    assert "Trần Văn Con" in page
    assert "được gọi vào bàn 12" in page
    assert desk.employer.name in page
    assert f'data-live-topic="seeker:{family[1].seeker_id}"' in page
    assert f"live:seeker:{family[2].seeker_id} from:body" in page


def test_a_stranger_at_the_same_fair_is_not_named(
    client: Client, hall: SessionSite, family: list[Registration]
) -> None:
    stranger = RegistrationFactory(session=hall.session, site=hall, seeker=SeekerFactory(full_name="Lê Người Lạ"))
    call(hall, stranger)
    assert "Lê Người Lạ" not in client.get(reverse("fairs:day", args=[family[0].pk])).content.decode()


def test_more_relatives_cost_no_more_queries(client: Client, hall: SessionSite, family: list[Registration]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("fairs:day", args=[family[0].pk]))
        return len(queries)

    client.get(reverse("fairs:day", args=[family[0].pk]))
    three = cost()
    for number in range(3):
        person = SeekerFactory(full_name=f"Em {number}", account=family[0].seeker.account, centre=hall.centre)
        RegistrationFactory(session=hall.session, site=hall, seeker=person)
    assert cost() == three
