"""A code by text message opens the account of its phone, and nothing else does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from nhipcau.accounts.actions import CannotSend, Issued, Tried, issue_code, open_phone_account, try_code
from nhipcau.accounts.models import SignInCode, User
from nhipcau.foundation.audit.models import AuditRecord
from tests.accounts.factories import UserFactory
from tests.conftest import NOON

PHONE = "0912 345 678"


def ask(phone: str = PHONE, address: str = "10.0.0.1", now: datetime = NOON) -> Issued:
    return issue_code(phone=phone, address=address, now=now)


def wrong_for(issued: Issued) -> str:
    return "000000" if issued.code != "000000" else "111111"


@pytest.mark.promise("R53")
def test_the_first_right_code_opens_an_account_with_a_proved_phone(db: None) -> None:
    issued = ask()

    result, user = try_code(code_id=issued.id, typed=issued.code, now=NOON)

    assert result is Tried.RIGHT
    assert user is not None
    assert (user.phone, user.phone_verified_at, user.has_usable_password()) == ("0912345678", NOON, False)
    assert AuditRecord.objects.get().action == "account.open"


def test_the_next_time_the_same_phone_opens_the_same_account(db: None) -> None:
    for written in ("0912.345.678", "+84 912 345 678", "84912345678"):
        issued = ask(written)
        try_code(code_id=issued.id, typed=f"{issued.code[:3]} {issued.code[3:]}", now=NOON)

    assert User.objects.count() == 1
    assert AuditRecord.objects.count() == 1


@pytest.mark.promise("R53")
def test_a_code_works_once(db: None) -> None:
    issued = ask()
    try_code(code_id=issued.id, typed=issued.code, now=NOON)

    assert try_code(code_id=issued.id, typed=issued.code, now=NOON) == (Tried.DEAD, None)


@pytest.mark.promise("R53")
@pytest.mark.parametrize(("minutes", "result"), [(9.99, Tried.RIGHT), (10, Tried.DEAD)])
def test_a_code_works_for_ten_minutes(db: None, minutes: float, result: Tried) -> None:
    issued = ask()

    assert try_code(code_id=issued.id, typed=issued.code, now=NOON + timedelta(minutes=minutes))[0] is result


@pytest.mark.promise("R53")
def test_the_code_of_one_session_does_not_work_in_another(db: None) -> None:
    mine, theirs = ask(), ask("0987654321")
    while theirs.code == mine.code:
        theirs = ask("0987654321")

    assert try_code(code_id=theirs.id, typed=mine.code, now=NOON) == (Tried.WRONG, None)
    assert try_code(code_id=None, typed=mine.code, now=NOON) == (Tried.DEAD, None)
    assert not User.objects.exists()


@pytest.mark.promise("R52")
def test_after_five_wrong_tries_even_the_right_code_is_dead(db: None) -> None:
    issued = ask()

    results = [try_code(code_id=issued.id, typed=wrong_for(issued), now=NOON)[0] for _try in range(5)]

    assert results == [Tried.WRONG] * 4 + [Tried.DEAD]
    assert try_code(code_id=issued.id, typed=issued.code, now=NOON) == (Tried.DEAD, None)
    assert not User.objects.exists()


@pytest.mark.promise("R52")
@pytest.mark.django_db(transaction=True)
def test_a_hundred_tries_at_once_count_as_a_hundred() -> None:
    issued = ask()

    def attempt(_number: int) -> Tried:
        try:
            return try_code(code_id=issued.id, typed=wrong_for(issued), now=NOON)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        results = list(pool.map(attempt, range(100)))

    assert (results.count(Tried.WRONG), results.count(Tried.DEAD)) == (4, 96)
    assert SignInCode.objects.get().tries == 5


@pytest.mark.promise("R53")
def test_a_number_gets_five_codes_an_hour(db: None) -> None:
    for turn in range(5):
        ask(address=f"10.0.0.{turn}")

    with pytest.raises(CannotSend) as refusal:
        ask(address="10.0.1.1")

    assert len(refusal.value.reasons) == 1
    assert SignInCode.objects.count() == 5
    ask(now=NOON + timedelta(hours=1))


@pytest.mark.promise("R53")
def test_a_network_gets_twenty_codes_an_hour(db: None) -> None:
    for turn in range(20):
        ask(f"09876543{turn:02d}")

    with pytest.raises(CannotSend):
        ask("0987654399")

    assert SignInCode.objects.count() == 20
    ask("0987654399", address="10.0.0.2")


@pytest.mark.promise("R53")
@pytest.mark.django_db(transaction=True)
def test_codes_asked_for_at_once_are_counted_one_after_another() -> None:
    def attempt(_number: int) -> bool:
        try:
            ask()
        except CannotSend:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(attempt, range(24))).count(True) == 5


def test_a_number_that_is_none_is_refused_in_words_and_nothing_is_kept(db: None) -> None:
    with pytest.raises(CannotSend) as refusal:
        ask("12345")

    assert len(refusal.value.reasons) == 1
    assert not SignInCode.objects.exists()


@pytest.mark.promise("R53")
def test_neither_code_nor_number_can_be_read_in_the_database(db: None) -> None:
    issued = ask()

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_index, address_index, digest FROM accounts_signincode")
        kept = " ".join(cursor.fetchone())
    assert issued.code not in kept
    assert "912345678" not in kept


def test_a_day_later_nothing_tells_who_asked(db: None) -> None:
    old = ask()

    new = ask("0987654321", now=NOON + timedelta(days=1, seconds=1))

    assert set(SignInCode.objects.values_list("pk", flat=True)) == {new.id}
    assert old.id != new.id


def test_a_phone_is_proved_when_its_owner_comes_for_the_first_time(db: None) -> None:
    known = UserFactory(by_phone=True, phone_verified_at=None)

    opened = open_phone_account(phone=known.phone, now=NOON)

    assert (opened, opened.phone_verified_at) == (known, NOON)


@pytest.mark.promise("R51")
def test_the_database_keeps_passwords_and_phones_apart(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(by_phone=True, with_password=True)
    assert not User.objects.exists()
