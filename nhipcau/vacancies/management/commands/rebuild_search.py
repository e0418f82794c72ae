"""Build the search index anew from the database."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nhipcau.vacancies import actions


class Command(BaseCommand):
    help = "Builds the search index of openings anew; readers go on with the old one until it is complete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="only what changed, where the index there is can be trusted"
        )

    def handle(self, **options: Any) -> None:
        begun = time.monotonic()
        done = actions.follow_search() if options["if_needed"] else actions.rebuild_search()
        seconds = f"{time.monotonic() - begun:.1f} s"
        if done.rebuilt:
            self.stdout.write(f"{done.openings} openings in {seconds}")
        elif options["if_needed"]:
            self.stdout.write(f"{done.openings} changed openings in {seconds}")
        else:
            self.stdout.write("There is no index.")
