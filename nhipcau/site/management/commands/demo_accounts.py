"""Print whom a visitor of the demo may become."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from nhipcau.site.demo import accounts


class Command(BaseCommand):
    help = "The demo's accounts, one line a role."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("vi"):
            for account in accounts.listed():
                self.stdout.write(f"  {account.role:<24} {account.name} — {account.what}")
