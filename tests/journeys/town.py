"""The small fair of the demo, made once a module and put back before each test, with a server of its own before it."""

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

READY, UNDER_WAY, OVER = "ready", "under_way", "over"
ATTEMPTS: Final = 10
SHOWN: Final = {READY: -stage.BEFORE, UNDER_WAY: timedelta(minutes=35), OVER: timedelta(hours=3)}


class Town:
    """`go_to(READY)` is half an hour before the opening; the other moments are played once from there and kept."""

    def __init__(self) -> None:
        self.name: str = settings.DATABASES["default"]["NAME"]
        self.kept: set[str] = set()
        self.server = LiveServer("localhost")

    def go_to(self, moment: str) -> FairSession:
        if moment not in self.kept:
            self._reach(moment)
        self._copy(self._kept_as(moment), self.name)
        session = stage.session_of_the_demo()
        assert session is not None
        clock.show(session.starts + SHOWN[moment])
        return session

    def leave(self) -> None:
        """The tests of the next module find an empty database again."""
        self.server.stop()
        self._copy(database.WORD + database.digest_of_migrations(), self.name)
        with connection._nodb_cursor() as cursor:
            for moment in self.kept:
                database.remove(cursor, self._kept_as(moment))

    def _reach(self, moment: str) -> None:
        if moment == READY:
            self._copy(database.WORD + database.digest_of_migrations(), self.name)
            call_command("load_reference", stdout=StringIO())
            stage.make(size=SMALL)
        else:
            session = self.go_to(READY)
            play(session, until=session.starts + SHOWN[moment])
        self._copy(self.name, self._kept_as(moment))
        self.kept.add(moment)

    def _kept_as(self, moment: str) -> str:
        return f"{self.name}_{moment}"

    def _copy(self, source: str, target: str) -> None:
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
        database.use(self.name)


def end_others(cursor: Any, name: str) -> None:
    """A database that somebody is in cannot be copied: a thread of the server may still be saying good-bye."""
    if not name.startswith(database.WORD):
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = user", [name])


def play(session: FairSession, *, until: datetime) -> None:
    """The morning through the use cases of its people, up to this moment or its end."""
    morning = Morning(stage.recall(), session, SMALL, seed=stage.SEED)
    for now in morning.moments():
        if now > until:
            break
        clock.show(now)
        morning.step(now)
        outbox.deliver_waiting()
