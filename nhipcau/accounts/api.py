"""The door of accounts: who asks, what they may, and how a page says who may open it."""

from nhipcau.accounts.actions import CannotOpen, open_account, open_guest_account, open_phone_account, renew_access
from nhipcau.accounts.http import (
    PUBLIC,
    SIGNED_IN,
    SignedInRequest,
    access,
    came_by_link,
    has_second_factor,
    network_of,
    sign_in_by_link,
    sign_in_by_password,
    step_before_work,
)
from nhipcau.accounts.models import User
from nhipcau.accounts.rules import (
    Visitor,
    is_guest,
    is_mobile,
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
    "came_by_link",
    "has_second_factor",
    "is_guest",
    "is_mobile",
    "may",
    "network_of",
    "open_account",
    "open_guest_account",
    "open_phone_account",
    "phone_index",
    "plain_phone",
    "reasons_against_phone",
    "renew_access",
    "require",
    "sign_in_by_link",
    "sign_in_by_password",
    "step_before_work",
    "words_of_code",
]
