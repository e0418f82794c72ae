"""Uploaded sheets of openings, on their way in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.vacancies.models.openings import Vacancy


class Sheet(models.Model):
    """An uploaded sheet of openings on its way in. Nothing of it is an opening until it is taken in whole.

    `employer` is empty when a centre sends a sheet of several enterprises. `columns` says in which column a field
    stands, `fixed` what holds for all lines. `round` grows when columns are named again: older readings stop.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", _("Columns to be named")
        READING = "reading", _("Being read")
        CHECKED = "checked", _("Read, waiting for your yes")
        TAKING = "taking", _("Being taken in")
        TAKEN = "taken", _("Taken in")

    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=200, blank=True)
    unread_parts = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, default="")
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    fixed = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.MAPPING)
    round = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    trouble = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class SheetRow(models.Model):
    """One line of it: the cells as sent, what was mended by field, the reading, and what is wrong by field."""

    class Outcome(models.TextChoices):
        UNREAD = "", _("Not read yet")
        GOOD = "good", _("Ready")
        BAD = "bad", _("To be mended")
        REPEATED = "repeated", _("Here already")
        IN = "in", _("Taken in")
        LEFT = "left", _("Left out")

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    mended = models.JSONField(default=dict)
    reading = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.UNREAD)
    source_key = models.CharField(max_length=64, blank=True)
    vacancy = models.ForeignKey(Vacancy, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="sheet_line_once", fields=["sheet", "number"])]
        indexes = [models.Index(name="sheet_lines", fields=["sheet", "outcome", "number"])]
