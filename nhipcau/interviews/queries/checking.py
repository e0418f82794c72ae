"""What the last tries of people said. Reads only."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from nhipcau.interviews.models import LineCheck
from nhipcau.interviews.rules.checks import LASTS


def last_check(seeker_id: int, *, now: datetime) -> LineCheck | None:
    """The newest try of the last two weeks."""
    return LineCheck.objects.filter(seeker_id=seeker_id, at__gt=now - LASTS).order_by("-at", "-pk").first()


def last_verdict(*, now: datetime, seeker: str = "seeker_id") -> Subquery:
    """What it said, for a list of rows that name a person in the column `seeker`; None without a try."""
    rows = LineCheck.objects.filter(seeker_id=OuterRef(seeker), at__gt=now - LASTS)
    return Subquery(rows.order_by("-at", "-pk").values("verdict")[:1])
