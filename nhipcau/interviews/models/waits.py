"""Waiting times that were told, kept to be compared with what came."""

import pgtrigger
from django.db import models

from nhipcau.interviews.models.day import QueueTicket


class Estimate(models.Model):
    """What a person's page said at a moment: minutes to the call, the middle and the cautious figure."""

    ticket = models.ForeignKey(QueueTicket, models.PROTECT, related_name="estimates")
    at = models.DateTimeField()
    p50 = models.PositiveIntegerField()
    p90 = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
