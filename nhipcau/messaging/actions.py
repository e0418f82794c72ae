"""Sending. A failure is written down and never breaks the caller's work."""

from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from nhipcau.foundation.crypto import api as crypto
from nhipcau.messaging.models import SmsMessage
from nhipcau.messaging.sms.gateway import NotSent


class SmsChannel(Protocol):
    def send(self, *, to: str, words: str) -> None: ...


def send_sms(*, to: str, words: str, purpose: str, now: datetime) -> SmsMessage:
    """Hand one text message to the channel of the settings and keep what became of it."""
    channel: SmsChannel = import_string(settings.SMS_CHANNEL)()
    error = ""
    try:
        channel.send(to=to, words=words)
    except NotSent as failure:
        error = str(failure)[:200]
    return SmsMessage.objects.create(
        to=to,
        to_index=crypto.keyed_index(to, purpose="phone"),
        words=words,
        purpose=purpose,
        state=SmsMessage.State.FAILED if error else SmsMessage.State.SENT,
        error=error,
        at=now,
    )
