"""What the sign-in library asks of us: our words, our encryption, and nobody signs up by themself."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nhipcau.accounts.http import has_totp
from nhipcau.foundation.crypto import api as crypto

WAIT = _("Too many tries. Please wait five minutes, then try again.")
WRONG_CODE = _("This code is not right. Type the six digits that the app shows now, or a recovery code not used yet.")


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The adapter in `site` completes it with the way a code leaves."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "User name and password do not match. Look at capital letters, or ask your manager."
        ),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *_words: Any, **_more: Any) -> None:
        """Our pages say what happened; the library's own sentences are not shown."""

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """Who sets up the first factor has nothing yet to prove; afterwards every change asks again."""
        return has_totp(self.request.user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticator apps are sealed like everything that must not be read in a dump."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)
