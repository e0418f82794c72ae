"""An extra interviewer of the tests: invited, and come in with link and code."""

from datetime import datetime

from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.interviews.actions import Invitation, enter_by_link, invite_guest
from nhipcau.interviews.models import Desk, Guest
from tests.conftest import NOON

NETWORK = "a" * 64
ENTER = reverse("interviews:enter")


def invite(desk: Desk, by: User, *, name: str = "Vũ Thị Mai", now: datetime = NOON, **more: bool) -> Invitation:
    return invite_guest(desk=desk, name=name, by=by, now=now, **more)


def come_in(made: Invitation, *, now: datetime = NOON, network: str = NETWORK) -> Guest | None:
    return enter_by_link(secret=made.secret, code=made.code, network=network, now=now)


def browser_of(made: Invitation) -> Client:
    """Through the page, as the colleague does."""
    client = Client()
    assert client.post(ENTER, {"k": made.secret, "code": made.code}).status_code == 302
    return client


def other_code(made: Invitation) -> str:
    return "000000" if made.code != "000000" else "111111"
