"""The small fair of the demo, made once a process and put back before each test, with a server before it."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection
from pytest_django.live_server_helper import LiveServer

from nhipcau.fairs.models import FairSession
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.site.demo import stage
from nhipcau.site.demo.morning import Morning
from nhipcau.site.demo.size import SMALL
from tests import database

EMPTY, READY, UNDER_WAY, OVER = "empty", "ready", "under_way", "over"
SHOWN: Final = {READY: -stage.BEFORE, UNDER_WAY: timedelta(minutes=35), OVER: timedelta(hours=3)}
ATTEMPTS: Final = 10


class Moments:
    """Copies of the fair as it was: READY is half an hour before the opening, the others are played from there."""

    def __init__(self) -> None:
        self.name: str = settings.DATABASES["default"]["NAME"]
        self.kept: set[str] = set()
        self.keep(EMPTY)

    def go_to(self, moment: str) -> None:
        if moment not in self.kept:
            self._make(moment)
            self.keep(moment)
        copy(self.kept_as(moment), self.name, stay_in=self.name)

    def keep(self, moment: str) -> None:
        copy(self.name, self.kept_as(moment), stay_in=self.name)
        self.kept.add(moment)

    def forget(self) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            for moment in self.kept:
                database.remove(cursor, self.kept_as(moment))

    def kept_as(self, moment: str) -> str:
        return f"{self.name}_{moment}"

    def _make(self, moment: str) -> None:
        if moment == READY:
            self.go_to(EMPTY)
            call_command("load_reference", stdout=StringIO())
            stage.make(size=SMALL)
        else:
            self.go_to(READY)
            session = the_fair()
            play(session, until=session.starts + SHOWN[moment])


class Town:
    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.server = LiveServer("localhost")

    def go_to(self, moment: str) -> FairSession:
        self.moments.go_to(moment)
        session = the_fair()
        clock.show(session.starts + SHOWN[moment])
        return session

    def leave(self) -> None:
        """The tests of the next module find an empty database again."""
        self.server.stop()
        self.moments.go_to(EMPTY)


def the_fair() -> FairSession:
    session = stage.session_of_the_demo()
    assert session is not None
    return session


def play(session: FairSession, *, until: datetime) -> None:
    """The morning through the use cases of its people, up to this moment or its end."""
    morning = Morning(stage.recall(), session, SMALL, seed=stage.SEED)
    for now in morning.moments():
        if now > until:
            break
        clock.show(now)
        morning.step(now)
        outbox.deliver_waiting()


def copy(source: str, target: str, *, stay_in: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        for attempt in range(ATTEMPTS):
            try:
                end_others(cursor, source)
                database.remove(cursor, target)
                cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
                break
            except (OperationalError, ProgrammingError):  # the vacuum cleaner is in one of them
                if attempt == ATTEMPTS - 1:
                    raise
    database.use(stay_in)


def end_others(cursor: Any, name: str) -> None:
    """A database that somebody is in cannot be copied: a thread of the server may still be saying good-bye."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = user"
    cursor.execute(others, [name])
