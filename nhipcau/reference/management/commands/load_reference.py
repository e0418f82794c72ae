"""Load provinces, communes, occupations, industries and the other official lists."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from nhipcau.reference.actions import load_reference


class Command(BaseCommand):
    help = "Loads the official lists from the project's files. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="load even if nothing changed")

    def handle(self, **options: Any) -> None:
        load = load_reference(now=timezone.now(), force=options["force"])
        if not load.changed:
            self.stdout.write("The lists are up to date.")
        for table, rows in load.rows.items():
            self.stdout.write(f"{rows:6d} {table}")
