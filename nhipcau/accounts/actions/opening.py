"""Accounts: of a phone, and of staff and recruiters. Who may open one for others is asked by the caller."""

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.models import User
from nhipcau.accounts.rules import AT_COMPUTER, GUEST, phone_index, plain_phone
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text import api as text

# Letters and digits that nobody mistakes for another when they are read aloud or copied by hand.
CLEAR = "abcdefghkmnpqrstuvwxyz23456789"
LONGEST_NAME = 120


class CannotOpen(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def open_phone_account(*, phone: str, now: datetime) -> User:
    """The account of a number whose owner has just proved it: found, or opened. Safe to repeat."""
    user, opened = User.objects.get_or_create(
        phone_index=phone_index(phone),
        defaults={
            "username": f"phone-{secrets.token_hex(8)}",
            "phone": plain_phone(phone),
            "phone_verified_at": now,
            "password": make_password(None),
        },
    )
    if opened:
        audit.record(by=user, action="account.open", target=user, at=now)
    elif user.phone_verified_at is None:
        user.phone_verified_at = now
        user.save(update_fields=["phone_verified_at"])
    return user


def open_account(*, username: str, display_name: str, by: User, now: datetime) -> tuple[User, str]:
    """An account for a colleague, and the password to hand over once. Raises CannotOpen."""
    name = text.tidy(username).lower()
    password = _temporary_password()
    user = User(username=name, display_name=text.tidy(display_name), password_is_temporary=True)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            audit.record(by=by, action="account.open", target=user, at=now)
    except IntegrityError:
        raise CannotOpen([_("Somebody has this user name already. Please choose another.")]) from None
    return user, password


@transaction.atomic
def open_guest_account(*, display_name: str, by: User, now: datetime) -> User:
    """Somebody who comes for one day by a link: a name for the audit book, without password or role."""
    name = text.tidy(display_name)[:LONGEST_NAME]
    user = User(username=f"{GUEST}{secrets.token_hex(8)}", display_name=name)
    user.set_unusable_password()
    user.save()
    audit.record(by=by, action="account.open", target=user, at=now)
    return user


@transaction.atomic
def open_computer_account(*, display_name: str, by: User, now: datetime) -> User:
    """A computer at a fair: a name for the audit book, without password or role. Who sits there is known elsewhere."""
    name = text.tidy(display_name)[:LONGEST_NAME]
    user = User(username=f"{AT_COMPUTER}{secrets.token_hex(8)}", display_name=name)
    user.set_unusable_password()
    user.save()
    audit.record(by=by, action="account.open", target=user, at=now)
    return user


@transaction.atomic
def renew_access(*, user: User, by: User, now: datetime) -> str:
    """For who lost the password or the phone with the second factor: a new password to hand over, no factor.

    Every session of this user ends, because sessions are bound to the password.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    password = _temporary_password()
    user.set_password(password)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    Authenticator.objects.filter(user_id=user.pk).delete()
    audit.record(by=by, action="account.renew", target=user, at=now)
    return password


@transaction.atomic
def change_password(*, user: User, password: str, now: datetime) -> User:
    """One's own password. Sessions elsewhere end with it."""
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    audit.record(by=user, action="account.change_password", target=user, at=now)
    return user


def _temporary_password() -> str:
    """Sixteen letters in fours: some 78 bits, and still to be typed from a slip of paper."""
    return "-".join("".join(secrets.choice(CLEAR) for _letter in range(4)) for _group in range(4))
