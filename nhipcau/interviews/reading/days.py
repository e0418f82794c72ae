"""Days as people type them: 25/11, 25-11-2026, 25.11.26, 2026-11-25. Day before month, as here."""

import re
from datetime import date
from typing import Final

SPOKEN: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2}|\d{4}))?(?: \d{1,2}:\d{2})?")
WRITTEN: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")


def day_of(typed: str, *, today: date) -> date | None:
    """Without a year: the next such day from today on. None when this is no day."""
    typed = typed.strip()
    try:
        if hit := WRITTEN.fullmatch(typed):
            return date(int(hit[1]), int(hit[2]), int(hit[3]))
        if hit := SPOKEN.fullmatch(typed):
            year = int(hit[3]) if hit[3] else today.year
            found = date(year + 2000 if year < 100 else year, int(hit[2]), int(hit[1]))
            return found if hit[3] or found >= today else found.replace(year=found.year + 1)
    except ValueError:
        pass
    return None
