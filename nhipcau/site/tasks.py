"""The demo's morning as a job, so that it goes on while pages are read."""

from typing import Final

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

SPEEDS: Final = {"20": 20, "60": 60, "300": 300, "0": 0}
PLAYING: Final = ("todo", "doing")
NAME: Final = "demo.play"


@app.task(name=NAME, queue="demo", queueing_lock=NAME, lock=NAME, retry=RetryStrategy(max_attempts=5, wait=2))
def play_morning(speed: int) -> None:
    from nhipcau.site.demo import stage

    session = stage.session_of_the_demo()
    if session is not None and session.closed_at is None:
        stage.play(session, speed=speed)


def is_playing() -> bool:
    return ProcrastinateJob.objects.filter(task_name=NAME, status__in=PLAYING).exists()


def has_failed() -> bool:
    """The last play broke off, and nobody has started another."""
    last = ProcrastinateJob.objects.filter(task_name=NAME).order_by("-pk").first()
    return last is not None and last.status == "failed"


def start(*, speed: int) -> bool:
    """False when it runs already."""
    if is_playing():
        return False
    try:
        play_morning.defer(speed=speed)
    except AlreadyEnqueued:
        return False
    return True
