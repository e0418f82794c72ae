"""What left, and what the demo shows of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localtime

from nhipcau.messaging.models import EmailMessage, SmsMessage


def sent_on(moment: datetime) -> int:
    """How many text messages left on the local day of a moment."""
    midnight = localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    day = SmsMessage.objects.filter(at__gte=midnight, at__lt=midnight + timedelta(days=1))
    return day.filter(state=SmsMessage.State.SENT).count()


def recent_for_demo(limit: int = 30) -> QuerySet[SmsMessage]:
    """The newest messages with their words. Outside the demo nobody reads along: there are none."""
    newest = SmsMessage.objects.order_by("-at", "-pk")
    return newest[:limit] if settings.DEMO else newest.none()


def recent_emails_for_demo(limit: int = 30) -> QuerySet[EmailMessage]:
    """The newest e-mails with their words; outside the demo there are none."""
    newest = EmailMessage.objects.order_by("-at", "-pk")
    return newest[:limit] if settings.DEMO else newest.none()


def told_of(purpose: str) -> set[str]:
    """The indexes of phones and addresses that a message with this purpose was written to, sent or not."""
    texts = SmsMessage.objects.filter(purpose=purpose).values_list("to_index", flat=True)
    return {*texts, *EmailMessage.objects.filter(purpose=purpose).values_list("to_index", flat=True)}


def state_of(purpose: str, index: str) -> str | None:
    """What became of the message with this purpose to this phone or address; None when there was none."""
    for books in (SmsMessage.objects, EmailMessage.objects):
        if state := books.filter(purpose=purpose, to_index=index).values_list("state", flat=True).first():
            return state
    return None
