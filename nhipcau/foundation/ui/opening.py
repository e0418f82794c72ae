"""The minute in which everybody opens their page: as many at once as go fast, a notice that opens by itself for the rest."""

import random
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

AT_ONCE: Final = 3  # such pages made at a time by one process; its other threads are for everything else
WAITING: Final = 5  # more that wait for one of those places
PATIENCE: Final = 1.0  # seconds that one waits
LOOKED_BACK: Final = 5.0  # seconds in which those who were asked to wait, and pages that were made, are counted
LEAST_PACE: Final = 12.0  # such pages a second that a busy process makes at the least
ENOUGH: Final = 10  # pages from which the pace is believed
SOONEST, LATEST = 3.0, 45.0  # seconds after which a notice opens the page


class Crowd:
    """Places of one process. `sent_away` holds when somebody was asked to wait, `made` when a page was done; latest last."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, clock: Callable[[], float] = time.monotonic):
        self.places = threading.BoundedSemaphore(at_once)
        self.waiting = threading.BoundedSemaphore(waiting)
        self.clock = clock
        self.sent_away: deque[float] = deque(maxlen=10_000)
        self.made: deque[float] = deque(maxlen=1000)

    def enters(self, *, patience: float) -> bool:
        """Whether this page is made now. `patience` 0: only where a place is free."""
        if not self.waiting.acquire(blocking=False):
            return False
        try:
            return self.places.acquire(timeout=patience) if patience else self.places.acquire(blocking=False)
        finally:
            self.waiting.release()

    def leaves(self) -> None:
        self.made.append(self.clock())
        self.places.release()

    def seconds(self) -> int:
        """When to come again: uneven, over as long as it takes to serve those who were asked to wait just now."""
        now = self.clock()
        self.sent_away.append(now)
        while self.sent_away[0] < now - LOOKED_BACK:
            self.sent_away.popleft()
        longest = min(LATEST, SOONEST + len(self.sent_away) / self.pace(now))
        return round(random.uniform(SOONEST, max(longest, 2 * SOONEST)))

    def pace(self, now: float) -> float:
        """Pages a second, by those made just now."""
        lately = [at for at in tuple(self.made) if at >= now - LOOKED_BACK]
        if len(lately) < ENOUGH:
            return LEAST_PACE
        return max(LEAST_PACE, len(lately) / max(now - lately[0], 1.0))


class OpeningMiddleware:
    """For pages that people open for themselves (`CROWD_PAGES`), before anything is asked of the database.

    Desks, doors and whatever is sent are never held up, nor a part that a page fetches because somebody pressed or something
    changed. A part fetched by the clock alone (`X-Poll`) is made when there is room, and left out when not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.crowd = Crowd()
        self.pages = re.compile(settings.CROWD_PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        polls = "X-Poll" in request.headers
        part = "HX-Request" in request.headers
        if request.method != "GET" or (part and not polls) or not self.pages.fullmatch(request.path):
            return self.get_response(request)
        if not self.crowd.enters(patience=0 if polls else PATIENCE):
            return notice(request, self.crowd.seconds())
        try:
            return self.get_response(request)
        finally:
            self.crowd.leaves()


def notice(request: HttpRequest, seconds: int) -> HttpResponse:
    """A page of a few hundred bytes; the browser opens the right one by itself."""
    headers = {"Retry-After": str(seconds), "Refresh": str(seconds), "Cache-Control": "no-store"}
    answer: Any = HttpResponse(words(get_language_from_request(request)), status=503, headers=headers)
    answer._has_been_logged = True  # as it should be: not an error of the server
    return answer  # type: ignore[no-any-return]


@lru_cache
def words(language: str) -> str:
    with override(language):
        return render_to_string("ui/many_people.html", {"language": language})
