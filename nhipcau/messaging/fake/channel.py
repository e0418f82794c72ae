"""What would be sent is kept like every message, and shown on the demo's own page."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class VisibleSms:
    """Outside the demo it refuses, so that no real person waits for a message that nobody sends."""

    def send(self, *, to: str, words: str) -> None:
        if not settings.DEMO:
            raise ImproperlyConfigured("VisibleSms is for the demo only: set SMS_CHANNEL.")
