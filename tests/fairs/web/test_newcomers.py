"""Somebody without a ticket: written down at the door, or before the day."""

import pytest
from django.test import Client

from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession, Registration, SessionSite
from nhipcau.seekers.models import Seeker
from tests.fairs.factories import FairSessionFactory, ParticipationFactory, SessionSiteFactory, SessionVacancyFactory
from tests.fairs.web.conftest import at, named
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db


def newcomer(**more: object) -> dict[str, object]:
    least = {"full_name": "Giàng Thị Mỷ", "birth_date": "20/5/1998", "sex": "female", "purposes": ["counselling"]}
    return least | more


def test_somebody_new_gets_a_number_from_three_answers(desk: Client, hall: SessionSite) -> None:
    there = ParticipationFactory(session=hall.session, site=hall, state="present")
    opening = SessionVacancyFactory(participation=there, vacancy__title="May công nghiệp")
    assert desk.get(at("walk-in", hall.session)).status_code == 200

    given = desk.post(at("walk-in", hall.session), newcomer(wish_1="may cong nghiep"), follow=True)

    ticket = Registration.objects.get()
    assert ticket.seeker.full_name == "Giàng Thị Mỷ"
    assert (ticket.state, ticket.channel, ticket.seeker.phone) == ("checked_in", "walk_in", "")
    assert ticket.wishes.get().session_vacancy == opening
    assert f"Số {ticket.number}" in given.text


def test_nothing_is_agreed_that_was_not_said(desk: Client, hall: SessionSite) -> None:
    form = desk.get(at("walk-in", hall.session))
    assert [choice["value"] for choice in form.context["choices"]] == ["counselling", "share_profile", "messages"]
    assert "checked" not in form.text

    refused = desk.post(at("walk-in", hall.session), newcomer(purposes=[]))

    assert refused.context["not_agreed"]
    assert not Seeker.objects.exists()


def test_what_was_typed_wrong_stands_beside_its_field(desk: Client, hall: SessionSite) -> None:
    wrong = newcomer(full_name="77", phone="123", wish_1="phi công")

    page = desk.post(at("walk-in", hall.session), wrong)
    assert list(page.context["form"].errors) == ["wish_1"]
    page = desk.post(at("walk-in", hall.session), wrong | {"wish_1": ""})

    assert set(page.context["form"].errors) == {"full_name", "phone"}
    assert not Seeker.objects.exists()


def test_a_file_with_that_name_and_birthday_is_asked_about(desk: Client, hall: SessionSite) -> None:
    known = named("Giàng Thị Mỷ", SessionSiteFactory(centre=hall.centre)).seeker

    asked = desk.post(at("walk-in", hall.session), newcomer(full_name="giàng thị mỷ"))
    assert asked.context["known"] == [known]
    desk.post(at("walk-in", hall.session), newcomer(another="1"))

    assert Seeker.objects.count() == 2


def test_a_closing_fair_refuses_in_words(desk: Client, host: Centre) -> None:
    session = SessionSiteFactory(session=FairSessionFactory(centre=host, closing=True)).session
    person = SeekerFactory(centre=host)

    assert desk.post(at("walk-in", session), newcomer()).status_code == 409
    assert "Phiên đang kết thúc" in desk.post(at("let-in", session), {"seeker": person.pk}).text
    assert not Registration.objects.exists()


def test_before_the_day_people_are_registered_and_not_scanned(desk: Client, session: FairSession) -> None:
    ticket = named("Trần Văn Nam", session.sites.get())
    assert "Cửa chưa mở" in desk.get(at("door", session)).text

    assert "Lúc này chưa cho vào được" in desk.post(at("scan", session), {"code": ticket.code}).text
    desk.post(at("walk-in", session), newcomer())

    assert sorted(Registration.objects.values_list("state", "channel")) == [
        ("confirmed", "counter"),
        ("confirmed", "web"),
    ]


def test_jobs_are_suggested_that_this_site_can_meet(desk: Client, hall: SessionSite) -> None:
    elsewhere = SessionSiteFactory(session=hall.session, role="meeting_point")
    for site, title in [(hall, "May công nghiệp"), (elsewhere, "May mẫu")]:
        there = ParticipationFactory(session=hall.session, site=site)
        SessionVacancyFactory(participation=there, vacancy__title=title)

    rows = desk.get(at("door-openings", hall.session), {"q": "may"}).text

    assert rows.count('role="option"') == 1
    assert "May công nghiệp" in rows


def test_the_form_sent_twice_after_the_question_is_one_file_and_one_number(desk: Client, hall: SessionSite) -> None:
    for _click in range(2):
        assert desk.post(at("walk-in", hall.session), newcomer(another="1")).status_code == 302

    assert Registration.objects.get().seeker == Seeker.objects.get()
