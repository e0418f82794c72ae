"""Signing in as the library does it. What somebody may do is said by the contexts, never by stored permissions."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Knows who it is. Two tables of permissions that nobody fills are not read at every request."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()
