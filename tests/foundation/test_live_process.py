"""The live process: a commit reaches a stream at once, a crowd is asked to wait, a poll costs next to nothing."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from nhipcau.foundation.live import api as live
from nhipcau.foundation.live import asgi
from nhipcau.foundation.live.crowd import KNOWN_FOR, Gate, Known
from nhipcau.foundation.live.hub import Hub

Message = dict[str, Any]


def scope(path: str, topics: str = "fair:7", **headers: str) -> Message:
    raw = [(name.encode(), value.encode()) for name, value in {"host": "localhost", **headers}.items()]
    return {"type": "http", "path": path, "query_string": f"topics={topics}".encode(), "headers": raw}


async def ask(path: str, topics: str = "fair:7", **headers: str) -> tuple[int, bytes, dict[bytes, bytes]]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    await asgi.application(scope(path, topics, **headers), receive, send)
    return sent[0]["status"], sent[1]["body"], dict(sent[0]["headers"])


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> None:
    """As it is just after its start."""
    monkeypatch.setattr(asgi, "hub", Hub())
    monkeypatch.setattr(asgi, "gate", Gate())
    monkeypatch.setattr(asgi, "known", Known())


async def listening() -> None:
    asgi.hub.listen()
    while not asgi.hub.hears:
        await asyncio.sleep(0.01)


@sync_to_async
def commit(topic: str) -> None:
    live.touch(topic)
    connection.close()


def played(morning: Callable[[], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        try:
            return await asyncio.wait_for(morning(), 10)
        finally:
            if asgi.hub.listening:
                asgi.hub.listening.cancel()

    return asyncio.run(run())


def test_a_commit_reaches_the_stream_within_a_second(process: None) -> None:
    heard: list[bytes] = []

    async def morning() -> float:
        told, gone = asyncio.Event(), asyncio.Event()

        async def send(message: Message) -> None:
            heard.append(message.get("body", b""))
            if b"changed" in heard[-1]:
                told.set()

        async def receive() -> Message:
            await gone.wait()
            return {"type": "http.disconnect"}

        stream = asyncio.create_task(asgi.application(scope("/live/stream"), receive, send))
        await listening()
        await asyncio.sleep(0.1)
        heard.clear()
        told.clear()
        begun = asyncio.get_running_loop().time()
        await commit("fair:7")
        await told.wait()
        took = asyncio.get_running_loop().time() - begun
        gone.set()
        await stream
        return took

    assert played(morning) < 1
    assert b'"topic": "fair:7"' in heard[0]
    assert not asgi.streams


def test_a_poll_says_whether_anything_changed(process: None) -> None:
    async def morning() -> list[dict[str, str]]:
        await listening()
        said = [json.loads((await ask("/live/version", "fair:7,fair:8"))[1])]
        await commit("fair:7")
        while not asgi.hub.changed:
            await asyncio.sleep(0.01)
        said.append(json.loads((await ask("/live/version", "fair:7,fair:8"))[1]))
        return said

    before, after = played(morning)
    assert before["fair:7"] != after["fair:7"]
    assert before["fair:8"] == after["fair:8"]


def test_who_may_not_watch_is_told_no_version(process: None) -> None:
    async def morning() -> int:
        await listening()
        return (await ask("/live/version", "seeker:1"))[0]

    assert played(morning) == 403


def test_another_site_is_told_nothing(process: None) -> None:
    async def morning() -> tuple[int, int]:
        await listening()
        theirs = {"origin": "https://elsewhere.example"}
        return (await ask("/live/version", **theirs))[0], (await ask("/live/stream", **theirs))[0]

    assert played(morning) == (400, 400)


def test_a_crowd_is_asked_to_come_back_at_uneven_times(process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "gate", Gate(rate=0, burst=0))

    async def morning() -> list[tuple[int, bytes, dict[bytes, bytes]]]:
        await listening()
        return [await ask("/live/stream") for _ in range(30)] + [await ask("/live/version")]

    answers = played(morning)
    assert {status for status, _body, _headers in answers} == {503}
    waits = {int(headers[b"retry-after"]) for _status, _body, headers in answers}
    assert len(waits) > 3
    assert min(waits) >= 5


def test_the_gate_fills_again() -> None:
    now = [0.0]
    gate = Gate(rate=2, burst=3, clock=lambda: now[0])

    assert [gate.opens() for _ in range(4)] == [True, True, True, False]
    now[0] = 1.0
    assert [gate.opens() for _ in range(3)] == [True, True, False]


def test_a_permission_is_believed_for_a_minute_and_for_its_own_session() -> None:
    now = [0.0]
    known, topics = Known(clock=lambda: now[0]), frozenset({"seeker:1"})
    known.remember("mine", topics)

    assert known.allows("mine", topics)
    assert not known.allows("theirs", topics)
    assert not known.allows("mine", frozenset({"seeker:2"}))
    now[0] = KNOWN_FOR + 1
    assert not known.allows("mine", topics)
