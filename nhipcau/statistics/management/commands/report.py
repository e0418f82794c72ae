"""Print the figures of a session as JSON: as frozen, or counted again beside them."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nhipcau.fairs.models import FairSession
from nhipcau.statistics import queries
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.rules import count


class Command(BaseCommand):
    help = (
        "The report of a session. --recount counts the rows as they are now and says whether they are still the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("session", type=int)
        parser.add_argument("--recount", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        session = FairSession.objects.filter(pk=options["session"]).select_related("centre").first()
        if session is None:
            raise CommandError("There is no session of that number.")
        if not options["recount"]:
            self.stdout.write(json.dumps(queries.figures_of(session), ensure_ascii=False))
            return
        rows = queries.rows_of(session)
        frozen = FrozenReport.objects.filter(session=session).first()
        same = frozen is not None and frozen.rows_hash == rows.hash()
        self.stdout.write(json.dumps({"same_rows_as_frozen": same, **count(rows)}, ensure_ascii=False))
