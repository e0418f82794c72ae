"""What time it is. Pages ask here; use cases are told `now` by their caller."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from nhipcau.foundation.clock.models import ShownTime


def now() -> datetime:
    """The time in force: real in a centre, the played morning's in the demo."""
    real = timezone.now()
    if not settings.DEMO:
        return real
    shown = ShownTime.objects.first()
    return real if shown is None else shown.shown_at + (real - shown.anchored_at) * shown.rate


def today() -> date:
    return timezone.localdate(now())


def show(moment: datetime, *, rate: float = 1.0) -> None:
    """Set the demo's time. Refused outside the demo."""
    if not settings.DEMO:
        raise RuntimeError("Only the demo's clock can be set.")
    anchor = {"anchored_at": timezone.now(), "shown_at": moment, "rate": rate}
    ShownTime.objects.update_or_create(one=True, defaults=anchor)


def wake() -> None:
    """The demo was stopped while its time was being moved: go on where it stood, at the pace of real time."""
    shown = ShownTime.objects.first()
    if shown is not None and shown.rate != 1:
        show(shown.shown_at)


def minutes_between(start: datetime, end: datetime) -> int:
    return round((end - start) / timedelta(minutes=1))
