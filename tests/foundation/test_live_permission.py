"""A stream ends when whoever watches may no longer: within the beat, however much happens meanwhile."""

import asyncio
from datetime import date
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role, StaffRole
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.live import asgi
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.fairs.factories import FairSessionFactory
from tests.foundation.test_live_process import Message, commit, listening, played, process, scope

__all__ = ["process"]
BEAT = 0.4  # seconds


@sync_to_async
def take_role_away(user: User) -> None:
    StaffRole.objects.filter(user=user).update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))
    connection.close()


@sync_to_async
def end_session(user: User) -> None:
    Session.objects.all().delete()
    connection.close()


async def watched(user: User, session: FairSession, cookies: str, ends: Any) -> tuple[bool, int]:
    """Whether a busy stream of the timetable ended within two beats, and how many changes it was told before."""
    topic, heard = f"timetable:{session.pk}", []

    async def send(message: Message) -> None:
        heard.append(message.get("body", b""))

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    stream = asyncio.create_task(asgi.application(scope("/live/stream", topic, cookie=cookies), receive, send))
    await listening()
    for moment in range(40):
        if moment == 4:
            await ends(user)
        await commit(topic)
        await asyncio.sleep(BEAT / 10)
        if stream.done():
            break
    ended = stream.done()
    stream.cancel()
    await asyncio.gather(stream, return_exceptions=True)
    return ended and b"ended" in heard[-1], sum(b"changed" in body for body in heard)


@pytest.mark.parametrize("ends", [take_role_away, end_session], ids=["a role is taken away", "a session is ended"])
@pytest.mark.parametrize("looks", [True, False], ids=["looks", "control: does not look"])
def test_a_busy_stream_ends_with_the_permission(
    process: None, monkeypatch: pytest.MonkeyPatch, ends: Any, looks: bool
) -> None:
    monkeypatch.setattr(asgi, "LOOK_EVERY", BEAT if looks else 60.0)
    session = FairSessionFactory()
    user = staff(Role.OPERATOR, session.centre)
    cookie = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={cookie}"

    ended, changes = played(lambda: watched(user, session, cookies, ends))

    assert ended == looks
    assert changes > 2
