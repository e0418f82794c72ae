"""The door of messaging."""

from nhipcau.messaging.actions import send_sms
from nhipcau.messaging.models import SmsMessage

__all__ = ["SmsMessage", "send_sms"]
