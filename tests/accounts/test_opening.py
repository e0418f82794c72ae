"""Accounts of colleagues."""

import pytest
from allauth.mfa.models import Authenticator

from nhipcau.accounts.actions import CannotOpen, change_password, open_account, renew_access
from nhipcau.accounts.models import User
from nhipcau.accounts.rules import plain_phone, reasons_against_phone
from nhipcau.foundation.audit.models import AuditRecord
from tests.accounts.factories import PASSWORD, UserFactory
from tests.conftest import NOON


def test_a_new_account_has_a_password_to_hand_over_and_to_change(db: None) -> None:
    manager = UserFactory()

    user, password = open_account(username=" Lan.Nguyen ", display_name="Nguyễn Thị Lan", by=manager, now=NOON)

    assert (user.username, user.password_is_temporary) == ("lan.nguyen", True)
    assert user.check_password(password)
    assert list(AuditRecord.objects.values_list("action", "by_id")) == [("account.open", manager.pk)]


def test_two_people_cannot_have_one_user_name(db: None) -> None:
    manager, lan = UserFactory(), UserFactory(username="lan")

    with pytest.raises(CannotOpen) as refusal:
        open_account(username="Lan", display_name="Lan khác", by=manager, now=NOON)

    assert len(refusal.value.reasons) == 1
    assert set(User.objects.all()) == {manager, lan}
    assert not AuditRecord.objects.exists()


def test_renewing_takes_the_factor_and_the_password_away(db: None) -> None:
    lan = UserFactory(with_password=True)
    Authenticator.objects.create(user=lan, type="totp", data={})

    password = renew_access(user=lan, by=UserFactory(), now=NOON)

    lan.refresh_from_db()
    assert (lan.check_password(password), lan.check_password(PASSWORD)) == (True, False)
    assert lan.password_is_temporary
    assert not Authenticator.objects.exists()


def test_a_password_of_ones_own_is_not_temporary_any_more(db: None) -> None:
    lan, _password = open_account(username="lan", display_name="Lan", by=UserFactory(), now=NOON)

    change_password(user=lan, password=PASSWORD, now=NOON)

    lan.refresh_from_db()
    assert (lan.check_password(PASSWORD), lan.password_is_temporary) == (True, False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("+84 (0) 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(0912) 345-678", "0912345678"),
    ],
)
def test_a_phone_is_kept_in_one_way_however_it_is_written(typed: str, kept: str) -> None:
    assert plain_phone(typed) == kept
    assert reasons_against_phone(typed) == []


@pytest.mark.parametrize("typed", ["", "12345", "0212345678", "09123456789", "091234567", "không có"])
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    assert len(reasons_against_phone(typed)) == 1
