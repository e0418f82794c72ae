"""Signing in without the pages: for tests of everything that stands behind them."""

from django.conf import settings
from django.test import Client
from django.utils import timezone

from nhipcau.accounts.models import User


def sign_in(client: Client, user: User, *, method: str = "mfa") -> Client:
    """The session a person has after every step: `method` is the last one, "password" or "code" being weak."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
