"""The door of messaging."""

from nhipcau.messaging.actions import send_email, send_sms
from nhipcau.messaging.models import EmailMessage, SmsMessage
from nhipcau.messaging.queries import recent_emails_for_demo, recent_for_demo, told_of
from nhipcau.messaging.rules import email_index

__all__ = [
    "EmailMessage",
    "SmsMessage",
    "email_index",
    "recent_emails_for_demo",
    "recent_for_demo",
    "send_email",
    "send_sms",
    "told_of",
]
