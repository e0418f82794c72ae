"""Play the morning of the demo through the actions that people use."""

import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime

from nhipcau.fairs.models import SessionState
from nhipcau.site.demo import stage


class Command(BaseCommand):
    help = "Play the morning: --speed 60 makes a minute a second, 0 does not wait. --json prints what came of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--speed", type=float, default=60)
        parser.add_argument("--seed", type=int, default=stage.SEED)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        session = stage.session_of_the_demo()
        if session is None:
            raise CommandError("There is no demo here yet: run `make demo`, or `manage.py make_demo`.")
        if session.state in (SessionState.CLOSED, SessionState.REPORTED):
            raise CommandError("This morning is over. `make reset` makes a new one.")
        quiet = options["json"]
        figures = stage.play(
            session, seed=options["seed"], speed=options["speed"], tell=lambda now: self._tell(now, quiet)
        )
        if quiet:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        for name, value in figures.items():
            self.stdout.write(f"{name:<20} {value}")

    def _tell(self, now: datetime, quiet: bool) -> None:
        """A line every quarter of an hour of the morning."""
        shown = localtime(now)
        if not quiet and shown.second == 0 and shown.minute % 15 == 0:
            self.stdout.write(f"{shown:%H:%M}")
