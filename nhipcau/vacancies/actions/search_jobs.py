"""The search index follows by a job: one runs and one waits at most, so a burst of changes is one commit."""

from procrastinate.contrib.django import app

from nhipcau.foundation.outbox import api as outbox
from nhipcau.vacancies.actions.search import follow_search

NAME = "search.follow"


@app.task(name=NAME, queue="news", queueing_lock=NAME, lock=NAME)
def follow() -> None:
    follow_search()


def follow_soon() -> None:
    """Harmless to ask for often: whoever waits already will see this change too."""
    outbox.soon(follow)
