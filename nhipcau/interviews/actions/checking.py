"""Trying camera, microphone and network before the day."""

from dataclasses import asdict
from datetime import datetime

from nhipcau.accounts.api import User
from nhipcau.interviews.models import LineCheck
from nhipcau.interviews.rules import checks
from nhipcau.interviews.rules.checks import Measured
from nhipcau.seekers.api import Seeker


def note_check(*, seeker: Seeker | None, seen: Measured, by: User, now: datetime) -> LineCheck:
    """Kept as it was measured, with what it means; for oneself, of whoever sits at this browser."""
    return LineCheck.objects.create(by=by, seeker=seeker, at=now, verdict=checks.verdict(seen), **asdict(seen))
