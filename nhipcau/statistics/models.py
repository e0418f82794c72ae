"""Reports as they were when a session closed. Never changed, never counted again."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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


class CentreReport(models.Model):
    """The figures of one centre's own sites in a session, for its own authority: frozen with the session."""

    session = models.ForeignKey("fairs.FairSession", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    figures = models.JSONField()
    rows_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_report_per_centre", fields=["session", "centre"])]
        triggers = [pgtrigger.Protect(name="centre_report_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]


class SessionRecord(models.Model):
    """The file of a session's day, made when it closed. Numbered within the centre and the year, without gaps.

    `manifest` is its entry for the archive: the fields of a file and of each paper in it (Circular 05/2025/TT-BNV).
    """

    session = models.OneToOneField("fairs.FairSession", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    made_at = models.DateTimeField()
    manifest = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="record_number_once", fields=["centre", "year", "number"])]
        triggers = [pgtrigger.Protect(name="record_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]


class RecordPaper(models.Model):
    """One paper of the record, as it was that day. `sha256` is over its bytes."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Plan of the session")
        ENTERPRISES = "enterprises", _("Enterprises and openings")
        PEOPLE = "people", _("People who came")
        RESULTS = "results", _("Interviews and results")
        REPORT = "report", _("Report")
        REPORT_DOCX = "report_docx", _("Report to be edited")
        INVENTORY = "inventory", _("Inventory of the record")

    record = models.ForeignKey(SessionRecord, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=11, choices=Kind)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="paper_once_per_record", fields=["record", "kind"])]
        triggers = [pgtrigger.Protect(name="paper_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
