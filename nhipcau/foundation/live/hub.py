"""One LISTEN connection wakes every open stream of this process."""

import asyncio
import contextlib
import logging
import secrets
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import psycopg
from django.db import connections

from nhipcau.foundation.live.api import CHANNEL

FIRST_WAIT, LONGEST_WAIT = 0.5, 15.0  # seconds between tries to reach the database again
log = logging.getLogger(__name__)


class Watcher:
    """What one stream has not told its browser yet. Many changes of a topic become one."""

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self.pending: dict[str, int] = {}
        self.woken = asyncio.Event()

    def tell(self, topic: str, version: int) -> None:
        self.pending[topic] = version
        self.woken.set()

    async def changes(self, timeout: float) -> dict[str, int]:
        """Waits at most `timeout` seconds; empty when nothing happened."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), timeout)
        told, self.pending = self.pending, {}
        self.woken.clear()
        return told


class Hub:
    def __init__(self) -> None:
        self.watchers: dict[str, set[Watcher]] = defaultdict(set)
        self.version = 0
        self.changed: dict[str, int] = {}
        self.boot = secrets.token_hex(4)
        self.hears = False
        self.listening: asyncio.Task[None] | None = None

    def listen(self) -> None:
        if self.listening is None or self.listening.done():
            self.listening = asyncio.create_task(self._listen_for_ever())

    def join(self, watcher: Watcher) -> None:
        self.listen()
        for topic in watcher.topics:
            self.watchers[topic].add(watcher)

    def leave(self, watcher: Watcher) -> None:
        for topic in watcher.topics:
            self.watchers[topic].discard(watcher)
            if not self.watchers[topic]:
                del self.watchers[topic]

    def wake(self, topic: str) -> None:
        self.version += 1
        self.changed[topic] = self.version
        for watcher in self.watchers.get(topic, ()):
            watcher.tell(topic, self.version)

    def versions(self, topics: Iterable[str]) -> dict[str, str]:
        """A word for each topic that is another one after every change, and after every start of this process."""
        return {topic: f"{self.boot}-{self.changed.get(topic, 0)}" for topic in topics}

    async def _listen_for_ever(self) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(autocommit=True, **_address()) as database:
                    await database.execute(f"LISTEN {CHANNEL}")
                    wait, self.hears, self.boot = FIRST_WAIT, True, secrets.token_hex(4)
                    for topic in list(self.watchers):  # what changed while nobody listened is unknown
                        self.wake(topic)
                    async for notice in database.notifies():
                        self.wake(notice.payload)
            except psycopg.Error as error:
                log.warning("live: the database does not answer (%s); again in %.1f s", type(error).__name__, wait)
            self.hears = False
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


def _address() -> dict[str, Any]:
    """Django's own connection settings, without what only Django or a pool understands."""
    parameters = connections["default"].get_connection_params()
    left_out = {"cursor_factory", "context", "prepare_threshold", "pool"}
    return {name: value for name, value in parameters.items() if name not in left_out}
