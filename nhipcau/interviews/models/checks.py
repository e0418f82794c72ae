"""Whether somebody's camera, microphone and network will do, tried before the day."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    GOOD = "good", _("Sound and picture will work")
    SMALL = "small", _("Works, with a small picture")
    WEAK = "weak", _("The line is too weak for a call")
    CLOSED = "closed", _("This network lets no call through")
    SILENT = "silent", _("No microphone that works")


class LineCheck(models.Model):
    """One try, as the browser measured it: five seconds of sound and picture to the relay and back.

    `rate` in kbit/s, `rtt` in milliseconds, `loss` a share (0 to 1); without them nothing came through. `heard`: the person
    heard themselves.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seeker = models.ForeignKey("seekers.Seeker", models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    camera = models.BooleanField()
    microphone = models.BooleanField()
    heard = models.BooleanField(null=True)
    relayed = models.BooleanField()
    way = models.CharField(max_length=4, blank=True)
    rate = models.PositiveIntegerField(null=True)
    rtt = models.PositiveIntegerField(null=True)
    loss = models.FloatField(null=True)
    verdict = models.CharField(max_length=6, choices=Verdict)

    class Meta:
        indexes = [models.Index(fields=["seeker", "-at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]
