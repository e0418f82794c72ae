"""User name and password: guessing, changing, and how long a session lasts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON

SIGN_IN, CHANGE, WORK = reverse("account_login"), reverse("account_change_password"), reverse("centres:staff")
NEW = "bốn con vịt qua cầu"


@pytest.fixture
def manager(db: None) -> User:
    return staff(Role.MANAGER)


def give_password(client: Client, username: str, password: str, address: str = "10.0.0.1") -> bool:
    client.post(SIGN_IN, {"login": username, "password": password}, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


@pytest.mark.promise("R54")
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, manager: User) -> None:
    seen = []
    for name in (manager.username, "nobody"):
        page = client.post(SIGN_IN, {"login": name, "password": "wrong"})
        seen.append((page.status_code, page.context["form"].errors))

    assert seen[0] == seen[1]
    assert seen[0][0] == 200


@pytest.mark.promise("R52")
def test_after_ten_wrong_passwords_the_right_one_must_wait_five_minutes(client: Client, manager: User) -> None:
    for turn in range(10):
        assert not give_password(client, manager.username, "wrong", f"10.0.0.{turn}")

    assert not give_password(client, manager.username, PASSWORD, "10.0.1.1")
    with time_machine.travel(NOON + timedelta(minutes=5, seconds=1), tick=False):
        assert give_password(client, manager.username, PASSWORD, "10.0.1.1")


@pytest.mark.promise("R52")
def test_one_network_guesses_thirty_times_whoever_it_tries(client: Client, manager: User) -> None:
    for turn in range(30):
        give_password(client, f"name-{turn}", "wrong")

    assert not give_password(client, manager.username, PASSWORD)
    assert give_password(Client(), manager.username, PASSWORD, "10.0.1.1")


@pytest.mark.promise("R52")
def test_nine_wrong_passwords_do_no_harm(client: Client, manager: User) -> None:
    for _turn in range(9):
        give_password(client, manager.username, "wrong")

    assert give_password(client, manager.username, PASSWORD)


@pytest.mark.promise("R52")
def test_a_flood_of_sign_in_pages_is_answered_in_plain_words(client: Client, db: None) -> None:
    for _turn in range(60):
        client.post(SIGN_IN, {"login": "", "password": ""})

    page = client.post(SIGN_IN, {"login": "", "password": ""})

    assert page.status_code == 429
    assert page.text.count("<h1>") == 1


def test_failed_tries_are_counted_in_the_database(db: None) -> None:
    assert cache.add("a-key", 1) is True
    assert cache.add("a-key", 2) is False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM nhipcau_cache")
        assert cursor.fetchone() == (1,)


def test_a_password_is_changed_and_every_other_device_is_signed_out(client: Client, manager: User) -> None:
    sign_in(client, manager)
    elsewhere = sign_in(Client(), manager)
    assert client.get(CHANGE).status_code == 200

    answer = client.post(CHANGE, {"old": PASSWORD, "new": NEW, "again": NEW})

    assert answer.headers["Location"] == reverse("home")
    manager.refresh_from_db()
    assert manager.check_password(NEW)
    assert client.get(WORK).status_code == 200
    assert elsewhere.get(WORK).headers["Location"] == f"{SIGN_IN}?next={WORK}"


@pytest.mark.parametrize(
    ("old", "new", "again", "wrong"),
    [
        ("not mine", NEW, NEW, ["old"]),
        (PASSWORD, "short", "short", ["new"]),
        (PASSWORD, "password123", "password123", ["new"]),
        (PASSWORD, PASSWORD, PASSWORD, ["new"]),
        (PASSWORD, NEW, NEW + "?", ["again"]),
    ],
)
def test_a_bad_change_names_the_field_and_changes_nothing(
    client: Client, manager: User, old: str, new: str, again: str, wrong: list[str]
) -> None:
    sign_in(client, manager)

    page = client.post(CHANGE, {"old": old, "new": new, "again": again})

    assert list(page.context["form"].errors) == wrong
    manager.refresh_from_db()
    assert manager.check_password(PASSWORD)


@pytest.mark.promise("R51")
def test_a_password_that_was_handed_over_must_be_changed_before_any_work(client: Client, manager: User) -> None:
    manager.password_is_temporary = True
    manager.save(update_fields=["password_is_temporary"])
    sign_in(client, manager)
    assert client.get(WORK).headers["Location"] == f"{CHANGE}?next={WORK}"

    done = client.post(f"{CHANGE}?next={WORK}", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert done.headers["Location"] == WORK
    assert client.get(WORK).status_code == 200


def at(minutes: float) -> time_machine.travel:
    return time_machine.travel(NOON + timedelta(minutes=minutes), tick=False)


@pytest.mark.promise("R55")
def test_staff_are_signed_out_after_half_an_hour_without_a_page(client: Client, manager: User) -> None:
    sign_in(client, manager)
    for minutes, status in ((0, 200), (29, 200), (58, 200), (89, 302)):
        with at(minutes):
            assert client.get(WORK).status_code == status, minutes
    assert "_auth_user_id" not in client.session


@pytest.mark.promise("R55")
def test_staff_are_signed_out_twelve_hours_after_they_came_however_busy(client: Client, manager: User) -> None:
    sign_in(client, manager)
    still_in = []
    for minutes in range(0, 13 * 60, 20):
        with at(minutes):
            still_in.append(client.get(WORK).status_code == 200)
    assert still_in.count(True) == 12 * 60 // 20 + 1
    assert still_in[-1] is False


@pytest.mark.promise("R55")
def test_a_seeker_is_not_sent_away_in_the_middle_of_the_day(client: Client, db: None) -> None:
    client.force_login(UserFactory(by_phone=True))
    for minutes in (0, 300, 600):
        with at(minutes):
            client.get("/")
            assert "_auth_user_id" in client.session


@pytest.mark.promise("R55")
def test_a_closed_account_is_out_at_its_next_page(client: Client, manager: User) -> None:
    sign_in(client, manager)
    assert client.get(WORK).status_code == 200

    User.objects.filter(pk=manager.pk).update(is_active=False)

    assert client.get(WORK).headers["Location"] == f"{SIGN_IN}?next={WORK}"


@pytest.mark.promise("R55")
@pytest.mark.parametrize(
    "who", [lambda: staff(Role.MANAGER), lambda: UserFactory(by_phone=True)], ids=["staff", "seeker"]
)
def test_signing_out_ends_the_session_itself(client: Client, db: None, who: Callable[[], User]) -> None:
    sign_in(client, who())
    stolen = Client(cookies=None)
    stolen.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    assert client.get(reverse("account_logout")).status_code == 200

    client.post(reverse("account_logout"))

    stolen.get("/")
    assert "_auth_user_id" not in stolen.session


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_chosen_language_stays_through_signing_in(client: Client, manager: User, language: str) -> None:
    client.post(reverse("set-language"), {"language": language, "next": "/"})

    give_password(client, manager.username, PASSWORD)

    assert f'<html lang="{language}"' in client.get(reverse("mfa_index")).text
