"""Invent the morning of the demo, once."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nhipcau.site.demo import stage


class Command(BaseCommand):
    help = "Invent the demo's centres, enterprises, openings and people. A second time keeps what stands."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=stage.SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        session = stage.make(seed=options["seed"])
        self.stdout.write(
            f"{session.title}: {session.registrations.count()} người đăng ký ({time.monotonic() - began:.1f} s)"
        )
