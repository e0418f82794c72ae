"""Build the search index anew from the database."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from nhipcau.vacancies import actions


class Command(BaseCommand):
    help = "Builds the search index of openings anew; readers go on with the old one until it is complete."

    def handle(self, **options: Any) -> None:
        begun = time.monotonic()
        done = actions.rebuild_search()
        words = (
            f"{done.openings} openings in {time.monotonic() - begun:.1f} s" if done.rebuilt else "There is no index."
        )
        self.stdout.write(words)
