"""Messages that left, by channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.crypto.fields import EncryptedTextField


class SmsMessage(models.Model):
    """One text message. Number and words are sealed: a sign-in code must not be readable in a dump."""

    class State(models.TextChoices):
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    to = EncryptedTextField()
    to_index = models.CharField(max_length=64, db_index=True)
    words = EncryptedTextField()
    purpose = models.CharField(max_length=30)
    state = models.CharField(max_length=6, choices=State)
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at"])]
