"""The pages of signing in by phone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings
from django.urls import reverse

from nhipcau.accounts.models import SignInCode, User
from nhipcau.messaging.models import SmsMessage
from tests.accounts.factories import UserFactory
from tests.conftest import NOON

PHONE = "0912 345 678"
SIGN_IN, NUMBER, CODE, AGAIN = (
    reverse(name) for name in ("account_login", "accounts:phone", "accounts:code", "accounts:again")
)


def newest_code() -> str:
    found = re.search(r"\d{6}", SmsMessage.objects.latest("pk").words)
    assert found
    return found[0]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_sign_in_page_shows_both_ways(db: None, client: Client) -> None:
    page = client.get(SIGN_IN, {"next": "/phien/"})

    assert page.text.count('name="phone"') == 1
    assert page.text.count('name="password"') == 1
    assert page.text.count('name="next" value="/phien/"') == 2


@pytest.mark.promise("R53")
def test_number_and_code_sign_somebody_in_with_a_fresh_session(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE})
    before = client.session.session_key

    answer = client.post(CODE, {"code": newest_code()})

    assert answer.headers["Location"] == reverse("seekers:me")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert client.session.session_key != before
    assert SmsMessage.objects.get().to == "0912345678"


def test_afterwards_one_goes_where_one_wanted_to_go(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE, "next": "/phien/"})

    assert client.post(CODE, {"code": newest_code()}).headers["Location"] == "/phien/"


def test_nobody_is_led_to_another_site(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE, "next": "https://elsewhere.example/"})

    assert client.post(CODE, {"code": newest_code()}).headers["Location"] == reverse("seekers:me")


@pytest.mark.promise("R54")
def test_known_and_unknown_numbers_see_the_same_answers(db: None) -> None:
    UserFactory(by_phone=True, phone="0912345678")
    seen = []
    for phone in ("0912345678", "0912345679"):
        visitor = Client()
        first = visitor.post(NUMBER, {"phone": phone})
        page = visitor.get(CODE)
        same = re.sub(r"0912 345 67\d|value=\"\w{64}\"|X-CSRFToken\": \"\w+|csrf[^>]*", "", page.text)
        seen.append((first.status_code, first.headers["Location"], page.status_code, len(page.content), same))

    assert seen[0] == seen[1]
    assert SmsMessage.objects.count() == 2


def test_a_wrong_number_keeps_the_visitor_on_the_page_and_says_why(db: None, client: Client) -> None:
    page = client.post(NUMBER, {"phone": "12345", "next": "/phien/"})

    assert list(page.context["phone_form"].errors) == ["phone"]
    assert page.text.count('name="next" value="/phien/"') == 2
    assert not SmsMessage.objects.exists()


def test_a_wrong_code_keeps_the_visitor_on_the_page_and_says_so(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE})

    page = client.post(CODE, {"code": "12"})

    assert list(page.context["form"].errors) == ["code"]
    assert not is_signed_in(client)


@pytest.mark.promise("R53")
def test_a_code_does_not_open_a_session_that_did_not_ask_for_it(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE})
    stranger = Client()

    answer = stranger.post(CODE, {"code": newest_code()})

    assert answer.headers["Location"] == SIGN_IN
    assert not is_signed_in(stranger)


@pytest.mark.promise("R53")
def test_after_a_new_code_the_old_one_is_dead(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE, "next": "/phien/"})
    old = newest_code()
    client.post(AGAIN)
    while newest_code() == old:
        client.post(AGAIN)

    client.post(CODE, {"code": old})
    assert not is_signed_in(client)
    assert client.post(CODE, {"code": newest_code()}).headers["Location"] == "/phien/"


def test_the_sixth_code_of_an_hour_is_refused_on_the_page(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE})
    for _turn in range(5):
        client.post(AGAIN)

    assert SmsMessage.objects.count() == 5
    assert client.get(CODE).text.count('role="alert"') == 1


def test_without_a_number_there_is_no_code_page(db: None, client: Client) -> None:
    assert client.get(CODE).headers["Location"] == SIGN_IN
    assert client.post(AGAIN).headers["Location"] == SIGN_IN


def test_when_the_gateway_fails_the_page_says_so(db: None, client: Client) -> None:
    gateway = "nhipcau.messaging.sms.gateway.HttpGateway"
    with override_settings(SMS_CHANNEL=gateway, SMS_GATEWAY_URL=""):
        client.post(NUMBER, {"phone": PHONE})

    assert SmsMessage.objects.get().state == SmsMessage.State.FAILED
    assert client.get(CODE).text.count('role="alert"') == 1


@pytest.mark.parametrize(("ticked", "days"), [({}, 0.5), ({"keep": "on"}, 30)])
def test_only_ones_own_phone_stays_signed_in_for_thirty_days(
    db: None, client: Client, ticked: dict[str, str], days: float
) -> None:
    client.post(NUMBER, {"phone": PHONE})
    client.post(CODE, {"code": newest_code(), **ticked})

    age = client.session.get_expiry_age()

    assert timedelta(seconds=age) == timedelta(days=days)


def test_a_closed_account_is_told_so_after_its_code(db: None, client: Client) -> None:
    UserFactory(by_phone=True, phone="0912345678", is_active=False)
    client.post(NUMBER, {"phone": PHONE})

    answer = client.post(CODE, {"code": newest_code()})

    assert answer.headers["Location"] == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_signed_in(client)


def test_a_code_page_left_open_too_long_says_begin_again(db: None, client: Client) -> None:
    client.post(NUMBER, {"phone": PHONE})
    code = newest_code()

    with time_machine.travel(NOON + timedelta(minutes=11), tick=False):
        page = client.post(CODE, {"code": code})

    assert list(page.context["form"].errors) == ["code"]
    SignInCode.objects.all().delete()
    assert client.get(CODE).context["phone"] == ""


def test_who_is_signed_in_needs_no_code(db: None, client: Client) -> None:
    client.force_login(UserFactory(by_phone=True))

    assert client.post(NUMBER, {"phone": PHONE}).headers["Location"] == reverse("home")
    assert not SmsMessage.objects.exists()
