"""The door of messaging."""

from nhipcau.messaging.actions import send_sms
from nhipcau.messaging.models import SmsMessage
from nhipcau.messaging.queries import recent_for_demo

__all__ = ["SmsMessage", "recent_for_demo", "send_sms"]
