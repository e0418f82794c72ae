"""A file somebody sent. Its bytes lie under a random name; what it is was told by its content, not by its name."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    XLSX = "xlsx", _("Excel sheet")
    XLS = "xls", _("old Excel sheet")
    ODS = "ods", _("OpenDocument sheet")
    CSV = "csv", _("text with separators")
    DOCX = "docx", _("Word document")
    PDF = "pdf", "PDF"
    PNG = "png", _("PNG picture")
    JPEG = "jpeg", _("JPEG picture")


def random_name() -> str:
    return secrets.token_hex(16)


class StoredFile(models.Model):
    """`purpose` names the context that knows who may open it (see api.guard); `subject_id` is its row there."""

    token = models.CharField(max_length=32, unique=True, default=random_name, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    purpose = models.CharField(max_length=30)
    subject_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="stored_file_has_bytes", condition=models.Q(size__gt=0))]

    @property
    def path(self) -> str:
        """Where the storage keeps it: nothing of the sender's name is in it."""
        return f"{self.token[:2]}/{self.token}"
