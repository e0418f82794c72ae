"""Keeping the live process standing when everybody comes at once."""

import random
import time
from collections.abc import Callable

CONNECTS_A_SECOND = 150.0  # new streams; each asks the database who it is
BURST = 300.0
SOONEST, LATEST = 5, 30  # seconds that a refused browser is asked to wait
KNOWN_FOR = 60.0  # seconds that a poll's permission is believed
MOST_KNOWN = 100_000


class Gate:
    """So many a second, with a burst: a bucket that fills again."""

    def __init__(self, rate: float = CONNECTS_A_SECOND, burst: float = BURST, clock: Callable[[], float] | None = None):
        self.rate, self.burst, self.clock = rate, burst, clock or time.monotonic
        self.left, self.at = burst, self.clock()

    def opens(self) -> bool:
        now = self.clock()
        self.left, self.at = min(self.burst, self.left + (now - self.at) * self.rate), now
        if self.left < 1:
            return False
        self.left -= 1
        return True


def wait_words() -> bytes:
    """Uneven, so that those who were refused together do not come back together."""
    return str(random.randint(SOONEST, LATEST)).encode()


def uneven(longest: float) -> float:
    """Seconds, never more than these."""
    return longest * random.uniform(0.75, 1)


class Known:
    """Who may watch what, believed for a minute: a poll that finds nothing new asks the database nothing."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self.clock = clock or time.monotonic
        self.until: dict[tuple[str, frozenset[str]], float] = {}

    def allows(self, session: str, topics: frozenset[str]) -> bool:
        return self.until.get((session, topics), 0.0) > self.clock()

    def remember(self, session: str, topics: frozenset[str]) -> None:
        if len(self.until) >= MOST_KNOWN:
            self.until.clear()
        self.until[session, topics] = self.clock() + KNOWN_FOR
