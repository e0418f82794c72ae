"""Messages that left, by channel. Addresses and words are sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.crypto.fields import EncryptedTextField


class MessageState(models.TextChoices):
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class SmsMessage(models.Model):
    """One text message. Number and words are sealed: a sign-in code must not be readable in a dump."""

    State = MessageState

    to = EncryptedTextField()
    to_index = models.CharField(max_length=64, db_index=True)
    words = EncryptedTextField()
    purpose = models.CharField(max_length=30)
    state = models.CharField(max_length=6, choices=MessageState)
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at"])]


class EmailMessage(models.Model):
    """One e-mail in plain words, sealed like a text message. `purpose` says for what, and once to whom."""

    State = MessageState

    to = EncryptedTextField()
    to_index = models.CharField(max_length=64, db_index=True)
    subject = EncryptedTextField()
    words = EncryptedTextField()
    purpose = models.CharField(max_length=30, db_index=True)
    state = models.CharField(max_length=6, choices=MessageState)
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at"])]
