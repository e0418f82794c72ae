"""The door of messaging."""

from nhipcau.messaging.actions import send_email, send_sms
from nhipcau.messaging.models import EmailMessage, SmsMessage
from nhipcau.messaging.queries import recent_emails_for_demo, recent_for_demo, state_of, told_of
from nhipcau.messaging.rules import email_index, full_address

__all__ = [
    "EmailMessage",
    "SmsMessage",
    "email_index",
    "full_address",
    "recent_emails_for_demo",
    "recent_for_demo",
    "send_email",
    "send_sms",
    "state_of",
    "told_of",
]
