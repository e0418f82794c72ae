"""Lists follow by jobs, one after the other: a burst of changes is one job."""

from procrastinate.contrib.django import app

from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching.actions.following import follow_lists, rematch
from nhipcau.matching.actions.listing import make_lists

LISTS = "matching.lists"
FOLLOW = "matching.follow"


@app.task(name="matching.make", queue="news", queueing_lock="matching.make", lock=LISTS)
def make() -> None:
    make_lists(now=clock.now())


@app.task(name=FOLLOW, queue="news", queueing_lock=FOLLOW, lock=LISTS)
def follow() -> None:
    follow_lists(now=clock.now())


@app.task(name="matching.rematch", queue="news", lock=LISTS)
def rematch_one(seeker_id: int) -> None:
    rematch(seekers=[seeker_id], now=clock.now())


def follow_lists_soon() -> None:
    """Harmless to ask for often: whoever waits already will see this change too."""
    outbox.soon(follow)


def make_lists_soon() -> None:
    outbox.soon(make)
