"""Staff and recruiters open nothing with a password alone."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from nhipcau.accounts.http import PUBLIC, SEEKERS_OWN, SIGNED_IN
from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, StaffRoleFactory, staff
from tests.conftest import NOON
from tests.employers.factories import RecruiterFactory
from tests.reached import addresses

SECRET = "JBSWY3DPEHPK3PXP"
WORK = reverse("centres:staff")
SIGN_IN, PROVE, AGAIN, SET_UP, CODES = (
    reverse(name)
    for name in (
        "account_login",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
    )
)


def app_code(secret: str, steps: int = 0) -> str:
    """What the authenticator app shows now (RFC 6238), or shows so many steps later."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + steps))


def give_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": user.username, "password": password, **more})


@pytest.fixture
def manager(db: None) -> User:
    return staff(Role.MANAGER)


@pytest.fixture
def protected(manager: User) -> User:
    TOTP.activate(manager, SECRET)
    return manager


@pytest.mark.promise("R51")
def test_a_password_alone_leads_to_setting_up_the_second_step(client: Client, manager: User) -> None:
    assert give_password(client, manager).headers["Location"] == reverse("home")

    assert client.get(WORK).headers["Location"] == f"{SET_UP}?next={WORK}"


def every_address() -> list[str]:
    """Paths that only staff and recruiters may open, with 1 for every number."""
    one = re.compile(r"<[^>]+>")
    return [
        "/" + one.sub(lambda part: str(UUID(int=1)) if part[0].startswith("<uuid:") else "1", route)
        for route, view in addresses(get_resolver().url_patterns)
        if getattr(view, "access_declared", PUBLIC) not in (PUBLIC, SIGNED_IN, *SEEKERS_OWN)
    ]


@pytest.mark.promise("R51")
@pytest.mark.parametrize(("method", "some_open"), [("password", False), ("code", False), ("mfa", True)])
def test_only_both_steps_open_pages_of_staff_and_recruiters(
    client: Client, db: None, method: str, some_open: bool
) -> None:
    centre = CentreFactory()
    user = staff(Role.MANAGER, centre)
    for role in set(Role) - {Role.MANAGER}:
        StaffRoleFactory(user=user, centre=centre, role=role)
    RecruiterFactory(user=user)
    sign_in(client, user, method=method)

    answers = {path: client.get(path).status_code for path in every_address()}

    assert len(answers) > 20
    assert (200 in answers.values()) is some_open
    if not some_open:
        assert set(answers.values()) <= {302, 405}


@pytest.mark.promise("R51")
def test_setting_it_up_opens_the_work_and_shows_recovery_codes_once(client: Client, manager: User) -> None:
    give_password(client, manager)
    page = client.get(SET_UP, {"next": WORK})
    secret = page.context["form"].secret

    done = client.post(f"{SET_UP}?next={WORK}", {"code": app_code(secret)})

    assert done.headers["Location"].startswith(CODES)
    shown = client.get(done.headers["Location"])
    assert (len(shown.context["unused_codes"]), shown.context["after"]) == (10, WORK)
    assert set(client.get(CODES).context["unused_codes"]) == {"****"}
    assert client.get(WORK).status_code == 200


def test_the_key_reaches_an_app_on_the_same_phone_by_a_tap_or_by_copying(client: Client, manager: User) -> None:
    give_password(client, manager)

    page = client.get(SET_UP)

    secret = page.context["form"].secret
    link = re.search(r'href="(otpauth://totp/[^"]+)"', page.text)
    assert link
    assert f"secret={secret}" in unescape(link[1])
    assert f'id="key" value="{secret}"' in re.sub(r"\s+", " ", page.text)
    assert 'data-copy="key"' in page.text


def test_a_wrong_code_sets_nothing_up(client: Client, manager: User) -> None:
    give_password(client, manager)
    client.get(SET_UP)

    page = client.post(SET_UP, {"code": "12"})

    assert list(page.context["form"].errors) == ["code"]
    assert not Authenticator.objects.exists()


@pytest.mark.promise("R51")
def test_from_then_on_signing_in_asks_for_both(client: Client, protected: User) -> None:
    assert give_password(client, protected, next=WORK).headers["Location"] == PROVE
    assert "_auth_user_id" not in client.session
    assert client.get(PROVE).status_code == 200

    answer = client.post(PROVE, {"code": app_code(SECRET)})

    assert answer.headers["Location"] == WORK
    assert client.get(WORK).status_code == 200


@pytest.mark.promise("R51")
def test_a_wrong_second_step_lets_nobody_in(client: Client, protected: User) -> None:
    give_password(client, protected)

    page = client.post(PROVE, {"code": "000000" if app_code(SECRET) != "000000" else "111111"})

    assert list(page.context["form"].errors) == ["code"]
    assert "_auth_user_id" not in client.session


@pytest.mark.promise("R51")
@pytest.mark.parametrize("seconds", [0, 20, 35])
def test_a_code_read_over_the_shoulder_opens_nothing(client: Client, protected: User, seconds: int) -> None:
    give_password(client, protected)
    code = app_code(SECRET)
    client.post(PROVE, {"code": code})
    thief = Client()

    with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
        give_password(thief, protected)
        thief.post(PROVE, {"code": code})

    assert "_auth_user_id" not in thief.session


def test_a_recovery_code_opens_once(client: Client, manager: User) -> None:
    give_password(client, manager)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": app_code(secret)})
    recovery = client.get(CODES).context["unused_codes"][0]

    results = []
    for _turn in range(2):
        somewhere = Client()
        give_password(somewhere, manager)
        somewhere.post(PROVE, {"code": recovery})
        results.append("_auth_user_id" in somewhere.session)
    assert results == [True, False]


def test_one_may_turn_back_and_sign_in_as_somebody_else(client: Client, protected: User) -> None:
    give_password(client, protected)
    assert client.get(SIGN_IN).headers["Location"] == PROVE

    client.post(reverse("account_logout"), {"next": SIGN_IN})

    assert client.get(SIGN_IN).status_code == 200


@pytest.mark.promise("R51")
def test_a_session_without_the_second_step_is_asked_for_it(client: Client, protected: User) -> None:
    sign_in(client, protected, method="password")

    assert client.get(WORK).headers["Location"] == f"{AGAIN}?next={WORK}"
    assert client.get(SET_UP).headers["Location"] == AGAIN
    assert client.get(AGAIN).status_code == 200
    assert client.post(f"{AGAIN}?next={WORK}", {"code": app_code(SECRET)}).headers["Location"] == WORK
    assert client.get(WORK).status_code == 200


def test_another_phone_takes_a_fresh_proof_and_leads_to_setting_up(client: Client, protected: User) -> None:
    sign_in(client, protected)
    move = reverse("mfa_deactivate_totp")
    by_password = reverse("account_reauthenticate")
    assert client.get(move).headers["Location"].startswith(by_password)
    assert client.get(by_password).status_code == 200
    client.post(f"{by_password}?next={move}", {"password": PASSWORD})

    assert client.get(move).status_code == 200
    assert client.post(move).headers["Location"] == SET_UP
    assert not Authenticator.objects.exists()


def test_new_recovery_codes_replace_the_old(client: Client, protected: User) -> None:
    sign_in(client, protected)
    make = reverse("mfa_generate_recovery_codes")
    client.post(f"{reverse('account_reauthenticate')}?next={make}", {"password": PASSWORD})
    assert client.get(make).status_code == 200

    assert client.post(make).headers["Location"] == CODES
    assert len(client.get(CODES).context["unused_codes"]) == 10


def test_a_page_tells_how_an_account_is_protected(client: Client, protected: User) -> None:
    sign_in(client, protected)

    assert client.get(reverse("mfa_index")).text.count('class="door"') == 3


def test_who_has_no_password_has_no_second_step_to_set_up(client: Client, db: None) -> None:
    client.force_login(UserFactory(by_phone=True))

    assert client.get(SET_UP).status_code == 404
    assert client.get(reverse("account_change_password")).status_code == 404


def test_the_key_of_the_app_cannot_be_read_in_the_database(protected: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        assert SECRET not in cursor.fetchone()[0]
