"""Commune officers hear that a session is put off, for the villagers they registered: many have no phone."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, NewsLine
from nhipcau.fairs.queries import telling
from nhipcau.messaging.models import EmailMessage, SmsMessage
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import RegistrationFactory, SessionSiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> FairSession:
    session: FairSession = SessionSiteFactory().session
    return session


@pytest.fixture
def operator(session: FairSession) -> User:
    return staff(Role.OPERATOR, session.centre)


def officer(session: FairSession, people: int = 1, **account: str | bool) -> User:
    """An officer who registered villagers without a phone, and one who has cancelled."""
    made = staff(Role.COMMUNE, session.centre)
    User.objects.filter(pk=made.pk).update(**account)
    said = {"site": session.sites.get(), "channel": "commune", "registered_by": made, "seeker__phone": ""}
    for _villager in range(people):
        RegistrationFactory(**said)
    RegistrationFactory(**said, state="cancelled")
    return made


def put_off(session: FairSession, operator: User) -> None:
    fairs.postpone_session(session=session, by=operator, now=NOON)
    fairs.send_waiting(now=NOON)


def test_each_officer_is_told_once_for_all_the_people_they_registered(session: FairSession, operator: User) -> None:
    officer(session, people=3, email="lan@xa.example")
    officer(session, username="ba@xa.example")
    officer(session, people=2, email="", phone="0912345678")

    put_off(session, operator)

    letters = {letter.to: letter.words for letter in EmailMessage.objects.all()}
    assert letters.keys() == {"lan@xa.example", "ba@xa.example"}
    assert "tạm hoãn" in letters["lan@xa.example"]
    assert "báo cho 3 người" in letters["lan@xa.example"]
    assert reverse("fairs:villagers") in letters["lan@xa.example"]
    message = SmsMessage.objects.get()
    assert message.to == "0912345678"
    assert "báo cho 2 người" in message.words
    assert NewsLine.objects.filter(officer__isnull=False).count() == 3


@pytest.mark.parametrize("account", [{}, {"phone": "0204 385 5111"}, {"email": "x@xa.example", "is_active": False}])
def test_an_officer_whom_no_message_reaches_is_phoned(
    session: FairSession, operator: User, account: dict[str, str | bool]
) -> None:
    made = officer(session, **{"email": "", **account})

    put_off(session, operator)

    assert [line.officer for line in telling.to_phone(operator, session) if line.officer_id] == [made]
    assert not SmsMessage.objects.exists()
    assert not EmailMessage.objects.exists()


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"channel": "web"}])
def test_an_officer_whose_people_do_not_come_is_told_nothing(
    session: FairSession, operator: User, change: dict[str, str]
) -> None:
    officer(session, email="lan@xa.example")
    session.registrations.update(**change)

    put_off(session, operator)

    assert not NewsLine.objects.filter(officer__isnull=False).exists()


def test_the_phone_list_says_who_registered_somebody_without_a_phone(session: FairSession, operator: User) -> None:
    officer(session, email="", display_name="Nguyễn Thị Lan")
    RegistrationFactory(site=session.sites.get(), seeker__phone="")
    put_off(session, operator)

    page = sign_in(Client(), operator).get(reverse("fairs:news", args=[session.pk])).text

    assert page.count("do Nguyễn Thị Lan đăng ký") == 1
    assert "<strong>Nguyễn Thị Lan</strong>" in page
