"""Somebody without an account: invited, and come in with link and code."""

from typing import Any

from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.gatherings.actions import Invitation, invite
from nhipcau.gatherings.models import Gathering
from tests.conftest import NOON

NETWORK = "b" * 64
ENTER = reverse("gatherings:enter")


def invited(gathering: Gathering, by: User, role: str = "partner", **more: Any) -> Invitation:
    return invite(gathering=gathering, **({"name": "Tanaka Yuki", "role": role, "by": by, "now": NOON} | more))


def browser_of(made: Invitation) -> Client:
    """Through the page, as they do."""
    client = Client()
    client.cookies["django_language"] = "en"
    assert client.post(ENTER, {"k": made.secret, "code": made.code}).status_code == 302
    return client


def other_code(made: Invitation) -> str:
    return "000000" if made.code != "000000" else "111111"
