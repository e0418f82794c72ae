"""Reports as they were when a session closed. Never changed, never counted again."""

import pgtrigger
from django.conf import settings
from django.db import models


class FrozenReport(models.Model):
    """`figures` is the whole report as plain data; `rows_hash` is SHA-256 over the rows it was counted from."""

    session = models.OneToOneField("fairs.FairSession", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    figures = models.JSONField()
    rows_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="report_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]
