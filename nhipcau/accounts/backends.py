"""Signing in as the library does it. What somebody may do is said by the contexts, never by stored permissions."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as KeptInDatabase
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from nhipcau.accounts.models import User
from nhipcau.foundation.prepared.api import Prepared

_user = Prepared(lambda pk: User.objects.filter(pk=pk), pk=models.BigAutoField())
_session = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key=models.CharField(),
    now=models.DateTimeField(),
)


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Knows who it is. Two tables of permissions that nobody fills are not read at every request."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_user(self, user_id: int) -> User | None:
        user = _user.first(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None


class SessionStore(KeptInDatabase):
    """Sessions in the database, as the framework keeps them; read at every request."""

    def _get_session_from_db(self) -> Session | None:
        session = _session.first(key=self.session_key, now=timezone.now())
        if session is None:
            self._session_key = None
        return session
