"""The door of accounts: who asks, what they may, and how a page says who may open it."""

from nhipcau.accounts.actions import CannotOpen, open_account, open_phone_account, renew_access
from nhipcau.accounts.http import PUBLIC, SIGNED_IN, SignedInRequest, access, has_second_factor, step_before_work
from nhipcau.accounts.models import User
from nhipcau.accounts.rules import (
    Visitor,
    may,
    phone_index,
    plain_phone,
    reasons_against_phone,
    require,
    words_of_code,
)

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "CannotOpen",
    "SignedInRequest",
    "User",
    "Visitor",
    "access",
    "has_second_factor",
    "may",
    "open_account",
    "open_phone_account",
    "phone_index",
    "plain_phone",
    "reasons_against_phone",
    "renew_access",
    "require",
    "step_before_work",
    "words_of_code",
]
