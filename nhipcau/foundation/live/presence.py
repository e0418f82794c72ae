"""Who is there: the stream of a person's own page is their presence. A short gap is only a change of pages.

Each stream has a number. What is told goes through threads and may arrive in another order: the number says which is newer.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterable

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from nhipcau.foundation.live.api import Presence, presence_of

GAP = 20.0  # seconds without any stream before a person counts as gone
log = logging.getLogger(__name__)


class Streams:
    """Open streams of each watched topic whose presence somebody asked for. One tab that lives is enough."""

    def __init__(self, gap: float = GAP) -> None:
        self.gap = gap
        self.open: Counter[str] = Counter()
        self.newest: dict[str, int] = {}
        self.last = 0
        self.leaving: dict[str, asyncio.TimerHandle] = {}
        self.telling: set[asyncio.Task[None]] = set()

    def came(self, topics: Iterable[str]) -> None:
        for topic in topics:
            if presence_of(topic) is None:
                continue
            self.open[topic] += 1
            self.newest[topic] = self._number()
            timer = self.leaving.pop(topic, None)
            if timer is not None:
                timer.cancel()
            elif self.open[topic] == 1:
                self._tell(topic, here=True)

    def went(self, topics: Iterable[str]) -> None:
        for topic in topics:
            if topic not in self.open:
                continue
            self.open[topic] -= 1
            if self.open[topic] < 1:
                del self.open[topic]
                self.leaving[topic] = asyncio.get_running_loop().call_later(self.gap, self._gone, topic)

    def _gone(self, topic: str) -> None:
        del self.leaving[topic]
        self._tell(topic, here=False)
        del self.newest[topic]

    def _number(self) -> int:
        """Larger than every one before, also after a start of this process."""
        self.last = max(self.last + 1, time.time_ns() // 1000)
        return self.last

    def _tell(self, topic: str, *, here: bool) -> None:
        presence = presence_of(topic)
        if presence is not None:
            task = asyncio.create_task(_note(presence, topic, here, self.newest[topic]))
            self.telling.add(task)
            task.add_done_callback(self.telling.discard)


async def _note(presence: Presence, topic: str, here: bool, stream: int) -> None:
    try:
        number = int(topic.partition(":")[2])
        await sync_to_async(_in_thread, thread_sensitive=False)(presence, number, here, stream)
    except Exception:
        log.exception("live: presence of %s was not noted", topic)


def _in_thread(presence: Presence, number: int, here: bool, stream: int) -> None:
    close_old_connections()
    try:
        presence(number, here, stream)
    finally:
        close_old_connections()
