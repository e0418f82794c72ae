"""The live process: `/live/stream?topics=a:1,b:2` as Server-Sent Events (WHATWG HTML, section 9.2).

`/live/version?topics=` answers a page without a stream: a word for each topic, another one after every change.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from nhipcau.foundation.live.api import may_watch
from nhipcau.foundation.live.crowd import Gate, Known, uneven, wait_words
from nhipcau.foundation.live.hub import Hub, Watcher
from nhipcau.foundation.live.presence import Streams

HEARTBEAT = 15.0  # seconds; also how soon a gone browser is noticed
LOOK_EVERY = (
    60.0  # seconds between two looks at the permission of a stream, at most; uneven, so that they do not come together
)
BEAT = "event: beat\ndata: {}\n\n"
MOST_TOPICS = 12
MOST_STREAMS = 6000

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
hub = Hub()
here = Streams()
gate = Gate()
known = Known()
streams: set[Watcher] = set()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Plain ASGI: lifespan, the stream, and a page that says the process is alive."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/live/stream":
        await _stream(scope, receive, send)
    elif scope["type"] == "http" and scope["path"] == "/live/version":
        await _version(scope, send)
    elif scope["type"] == "http":
        alive = scope["path"] == "/live/health"
        await _answer(send, 200 if alive else 404, b"ok" if alive else b"not found")


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    headers, topics = _headers(scope), _topics(scope)
    origin = headers.get("origin", "")
    if not topics or not _same_host(origin, headers.get("host", "")):
        return await _answer(send, 400, b"topics or origin")
    if len(streams) >= MOST_STREAMS or not gate.opens():
        return await _answer(send, 503, b"full", [(b"retry-after", wait_words()), *_cors(origin)])
    cookies = headers.get("cookie", "")
    allowed = await sync_to_async(_allowed, thread_sensitive=False)(cookies, topics)
    if not allowed:
        return await _answer(send, 403, b"not yours", _cors(origin))
    await _start(send, origin)
    watcher = Watcher(frozenset(allowed))
    hub.join(watcher)
    streams.add(watcher)
    here.came(watcher.topics)
    gone = asyncio.create_task(_gone(receive, watcher))
    try:
        await _feed(watcher, cookies, send, gone)
    finally:
        gone.cancel()
        streams.discard(watcher)
        hub.leave(watcher)
        here.went(watcher.topics)
    return None


async def _version(scope: Scope, send: Send) -> None:
    """Costs nothing when this browser asked within a minute: no database, a few bytes."""
    headers, topics = _headers(scope), frozenset(_topics(scope))
    origin, cookies = headers.get("origin", ""), headers.get("cookie", "")
    if not topics or not _same_host(origin, headers.get("host", "")):
        return await _answer(send, 400, b"topics or origin")
    hub.listen()
    session = _session_of(cookies)
    if not known.allows(session, topics):
        if not hub.hears or not gate.opens():
            return await _answer(send, 503, b"full", [(b"retry-after", wait_words()), *_cors(origin)])
        if set(await sync_to_async(_allowed, thread_sensitive=False)(cookies, topics)) != topics:
            return await _answer(send, 403, b"not yours", _cors(origin))
        known.remember(session, topics)
    body = json.dumps(hub.versions(sorted(topics))).encode()
    return await _answer(send, 200, body, [(b"cache-control", b"no-store"), *_cors(origin)])


async def _feed(watcher: Watcher, cookies: str, send: Send, gone: "asyncio.Task[None]") -> None:
    """Tell changes until the browser is gone or may no longer watch. Many changes do not put off the look at the permission."""
    clock = asyncio.get_running_loop().time
    look_at = clock() + uneven(LOOK_EVERY)
    while not gone.done():
        changes = await watcher.changes(min(HEARTBEAT, max(0.0, look_at - clock())))
        if gone.done():
            return
        if clock() >= look_at:
            still = await sync_to_async(_allowed, thread_sensitive=False)(cookies, watcher.topics)
            if set(still) != watcher.topics:
                await send({"type": "http.response.body", "body": b"event: ended\ndata: {}\n\n"})
                return
            look_at = clock() + uneven(LOOK_EVERY)
        body = "".join(
            f"event: changed\ndata: {json.dumps({'topic': topic, 'version': version})}\n\n"
            for topic, version in changes.items()
        )
        await send({"type": "http.response.body", "body": (body or BEAT).encode(), "more_body": True})


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _session_of(cookies: str) -> str:
    cookie = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def _allowed(cookies: str, topics: Iterable[str]) -> list[str]:
    """Which of the topics the session behind these cookies may watch."""
    close_old_connections()
    try:
        request = HttpRequest()
        engine = import_module(settings.SESSION_ENGINE)
        request.session = engine.SessionStore(_session_of(cookies) or None)
        user = get_user(request)
        return [topic for topic in topics if may_watch(user, topic)]
    finally:
        close_old_connections()


def _topics(scope: Scope) -> list[str]:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("topics", [""])[0].split(",")
    return [topic for topic in dict.fromkeys(asked) if topic][:MOST_TOPICS]


def _same_host(origin: str, host: str) -> bool:
    """Another site may not watch with this browser's cookies; another port of this host may."""
    return not origin or urlsplit(origin).hostname == urlsplit(f"//{host}").hostname


def _cors(origin: str) -> list[tuple[bytes, bytes]]:
    if not origin:
        return []
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"origin"),
    ]


async def _start(send: Send, origin: str) -> None:
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *_cors(origin),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True})


async def _answer(send: Send, status: int, body: bytes, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    plain = [(b"content-type", b"text/plain"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": body})


async def _gone(receive: Receive, watcher: Watcher) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.woken.set()


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
