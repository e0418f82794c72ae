"""Signing in as the pages see it after a second factor."""

from django.test import Client

from nhipcau.accounts.models import User


def sign_in(client: Client, user: User) -> Client:
    """The client of somebody who gave name, password and second factor."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session.save()
    return client
