"""Sending. A message that could not be sent is kept with the reason; nobody's work stops for it."""

import logging
from datetime import datetime
from typing import Final, Protocol

from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.module_loading import import_string

from nhipcau.accounts.api import phone_index, plain_phone
from nhipcau.foundation.text.api import tidy
from nhipcau.messaging import queries
from nhipcau.messaging.models import EmailMessage, SmsMessage
from nhipcau.messaging.rules import email_index, plain_email

SUBJECT: Final = 150  # letters

log = logging.getLogger(__name__)


class SmsChannel(Protocol):
    """What settings.SMS_CHANNEL names. Raises OSError when the message was not taken."""

    def send(self, *, to: str, words: str) -> None: ...


def send_sms(*, to: str, words: str, purpose: str, now: datetime) -> SmsMessage:
    """Send one text message and keep what became of it. `purpose` is a word for the books: "sign-in"."""
    number = plain_phone(to)
    channel: SmsChannel = import_string(settings.SMS_CHANNEL)()
    error = ""
    try:
        channel.send(to=number, words=words)
    except OSError as problem:
        error = str(problem)[:200] or type(problem).__name__
        log.warning("A text message (%s) was not sent: %s", purpose, error)
    message = SmsMessage.objects.create(
        to=number,
        to_index=phone_index(number),
        words=words,
        purpose=purpose,
        state=SmsMessage.State.FAILED if error else SmsMessage.State.SENT,
        error=error,
        at=now,
    )
    _watch_the_budget(now)
    return message


def send_email(*, to: str, subject: str, words: str, purpose: str, now: datetime) -> EmailMessage:
    """Send one e-mail in plain words and keep what became of it, as for a text message."""
    address, title = plain_email(to), tidy(subject)[:SUBJECT]
    error = ""
    try:
        validate_email(address)
        mail.EmailMessage(title, words, to=[address]).send()
    except ValidationError:
        error = "This is not an e-mail address."
    except OSError as problem:
        error = f"{type(problem).__name__}: {problem}".replace(address, "…")[:200]  # a server repeats the address
    if error:
        log.warning("An e-mail (%s) was not sent: %s", purpose, error)
    return EmailMessage.objects.create(
        to=address,
        to_index=email_index(address),
        subject=title,
        words=words,
        purpose=purpose,
        state=EmailMessage.State.FAILED if error else EmailMessage.State.SENT,
        error=error,
        at=now,
    )


def _watch_the_budget(now: datetime) -> None:
    """Each message costs money: from the budget of the day on, every one raises the alarm."""
    if (sent := queries.sent_on(now)) >= settings.SMS_DAILY_BUDGET:
        log.error("%s text messages today, the daily budget is %s.", sent, settings.SMS_DAILY_BUDGET)
