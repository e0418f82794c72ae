"""What a permission is (`context.verb_thing`, granted by roles in the contexts that know them), and what a code is."""

import re
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from nhipcau.accounts.models import SignInCode, User
from nhipcau.foundation.crypto import api as crypto

Visitor = User | AnonymousUser

GUEST: Final = "guest-"  # how the user names of people begin who come for one day by a link
AT_COMPUTER: Final = "computer-"  # and those of computers that people sit down at
PHONE = re.compile(r"^0(3|5|7|8|9)\d{8}$")  # Vietnamese mobile numbers, ten digits, by the 2018 numbering plan
CODE_DIGITS: Final = 6
CODE_LIFE: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5


def plain_phone(typed: str) -> str:
    """Digits as kept: "+84 912 345 678", "84912345678" and "0912.345.678" become "0912345678"."""
    digits = re.sub(r"[^\d+]", "", typed)
    if digits.startswith("+84") or (digits.startswith("84") and len(digits) == 11):
        return "0" + digits.removeprefix("+").removeprefix("84").removeprefix("0")
    return digits


def reasons_against_phone(typed: str) -> list[str]:
    if PHONE.match(plain_phone(typed)):
        return []
    return [_("A mobile number has ten digits and starts with 03, 05, 07, 08 or 09.")]


def is_mobile(phone: str) -> bool:
    """Can a text message reach it? A landline cannot be written to."""
    return bool(phone) and not reasons_against_phone(phone)


def may(user: Visitor, permission: str, target: Any = None) -> bool:
    """May this user do this, to this target? Without a target: to anything at all."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission, target))


def is_guest(user: Visitor) -> bool:
    """Somebody who came for one day by a link. Asks nothing of the database."""
    return bool(user.is_authenticated and user.username.startswith(GUEST) and not user.has_usable_password())


def is_computer(user: Visitor) -> bool:
    """A computer at a fair, which acts for whoever sits at it. Asks nothing of the database."""
    return bool(user.is_authenticated and user.username.startswith(AT_COMPUTER) and not user.has_usable_password())


def require(by: User, permission: str, target: Any = None) -> None:
    """Raises PermissionDenied. Every use case begins with it."""
    if not may(by, permission, target):
        raise PermissionDenied(permission)


def phone_index(typed: str) -> str:
    return crypto.keyed_index(plain_phone(typed), purpose="phone")


def reasons_against_sending(*, to_number: int, from_address: int, per_number: int, per_address: int) -> list[str]:
    """`to_number` and `from_address`: codes of the last hour. Says the same whether or not the number is known."""
    if to_number >= per_number:
        return [_("We have sent many codes to this number. Please wait one hour, or ask at the centre.")]
    if from_address >= per_address:
        return [_("Many codes were asked for from this network. Please wait one hour, or ask at the centre.")]
    return []


def code_lives(code: SignInCode, now: datetime) -> bool:
    return code.used_at is None and code.tries < MOST_TRIES and now < code.expires_at


def code_digest(typed: str) -> str:
    """What is kept of a code: without the key of this installation it tells nothing."""
    return crypto.keyed_index("".join(filter(str.isdigit, typed)), purpose="sign-in code")


def words_of_code(code: str) -> str:
    """The text message. Without accents it fits one message; accents would make it two, at twice the price."""
    return _("Nhip Cau: your sign-in code is %(code)s, good for 10 minutes. Tell it to nobody.") % {"code": code}
