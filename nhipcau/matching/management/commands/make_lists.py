"""Make everybody's list anew."""

from typing import Any

from django.core.management.base import BaseCommand

from nhipcau.foundation.clock import api as clock
from nhipcau.matching import actions


class Command(BaseCommand):
    help = "Makes everybody's list of suggestions anew, as every night."

    def handle(self, **options: Any) -> None:
        made = actions.make_lists(now=clock.now())
        self.stdout.write(
            f"{made.people} people, {made.openings} openings: {made.changed} lists changed, {made.seconds:.1f} s of CPU"
        )
