"""Trying before the day, on the page: what was measured becomes advice, and staff see it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.interviews.models import LineCheck
from tests.accounts.signing import sign_in
from tests.fairs.factories import RegistrationFactory, SessionSiteFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db
PAGE, NOTE = reverse("interviews:check"), reverse("interviews:check-note")
TRIED = {
    "camera": "yes",
    "microphone": "yes",
    "heard": "yes",
    "relayed": "yes",
    "rate": "400",
    "rtt": "40",
    "loss": "0",
}


@pytest.fixture
def hoa() -> Any:
    return SeekerFactory()


@pytest.fixture
def phone(hoa: Any) -> Client:
    client = Client()
    client.force_login(seeker_user(hoa), backend="nhipcau.accounts.backends.SignInBackend")
    return client


def test_without_a_relay_the_page_says_so(phone: Client) -> None:
    text = phone.get(PAGE).text

    assert "data-check" not in text
    assert "chưa có máy chuyển tiếp" in text


def test_with_one_the_page_holds_credentials_of_its_own(phone: Client, settings: Any) -> None:
    settings.RELAY_SECRET, settings.RELAY_URLS = "a-secret-that-only-this-test-knows", ["turn:192.0.2.1:3478"]

    texts = [phone.get(PAGE).text for _ in range(2)]

    assert all(":check-" in text and "turn:192.0.2.1:3478" in text for text in texts)
    assert "a-secret-that-only-this-test-knows" not in texts[0]
    names = {text.split(":check-")[1][:16] for text in texts}
    assert len(names) == 2


def test_a_good_line_is_said_to_be_good(phone: Client, hoa: Any) -> None:
    text = phone.post(NOTE, TRIED, headers={"HX-Request": "true"}).text

    assert "Tiếng và hình đều dùng được" in text
    assert "điểm phỏng vấn" not in text
    assert LineCheck.objects.get().seeker == hoa


def test_a_weak_line_is_advised_to_come(phone: Client) -> None:
    assert "điểm phỏng vấn" in phone.post(NOTE, TRIED | {"rate": "20"}).text


@pytest.mark.parametrize(
    "bad", [{"rate": "-3"}, {"rate": "99999999"}, {"loss": "seven"}, {"rtt": "²"}, {"way": "pigeon"}]
)
def test_what_no_browser_measured_does_not_count(bad: dict[str, str], phone: Client) -> None:
    phone.post(NOTE, TRIED | bad)

    row = LineCheck.objects.get()
    assert all(getattr(row, name) in (None, "") for name in bad)


def test_the_day_page_asks_who_is_interviewed_online_to_try(phone: Client, hoa: Any) -> None:
    online = SessionSiteFactory(online=True)
    ticket = RegistrationFactory(session=online.session, site=online, seeker=hoa)
    page = reverse("fairs:day", args=[ticket.pk])
    point = SessionSiteFactory(session=online.session, place__computers=4)

    assert PAGE in phone.get(page).text
    phone.post(NOTE, TRIED | {"rate": "20"})
    assert point.place.name in phone.get(page).text
    phone.post(NOTE, TRIED)
    assert point.place.name not in phone.get(page).text


def test_who_comes_to_the_hall_is_not_asked(phone: Client, hoa: Any) -> None:
    ticket = RegistrationFactory(seeker=hoa)

    assert PAGE not in phone.get(reverse("fairs:day", args=[ticket.pk])).text


def test_staff_see_whose_line_is_weak(phone: Client, hoa: Any) -> None:
    from tests.centres.factories import staff

    online = SessionSiteFactory(online=True)
    RegistrationFactory(session=online.session, site=online, seeker=hoa)
    other = RegistrationFactory(session=online.session, site=online)
    phone.post(NOTE, TRIED | {"rate": "20"})
    clerk = sign_in(Client(), staff("front_desk", online.centre))

    everybody = clerk.get(reverse("fairs:people", args=[online.pk])).text
    weak = clerk.get(reverse("fairs:people", args=[online.pk]), {"ai": "weak"}).text

    assert everybody.count("mạng yếu: mời tới điểm phỏng vấn") == 1
    assert hoa.full_name in weak
    assert other.seeker.full_name not in weak
