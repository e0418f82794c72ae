"""Use cases of signing in, and of the accounts that people sign in with."""

from nhipcau.accounts.actions.codes import CannotSend, Issued, Tried, issue_code, try_code
from nhipcau.accounts.actions.opening import (
    CannotOpen,
    change_password,
    open_account,
    open_computer_account,
    open_guest_account,
    open_phone_account,
    renew_access,
)

__all__ = [
    "CannotOpen",
    "CannotSend",
    "Issued",
    "Tried",
    "change_password",
    "issue_code",
    "open_account",
    "open_computer_account",
    "open_guest_account",
    "open_phone_account",
    "renew_access",
    "try_code",
]
