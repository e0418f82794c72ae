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


class Line(models.Model):
    """The newest stream of a person's own page that anybody was told of: what comes late of an older one changes nothing."""

    seeker = models.OneToOneField("seekers.Seeker", models.CASCADE, primary_key=True, related_name="+")
    stream = models.BigIntegerField()
