"""The two education scales, which are never mixed, and the fields people are trained in."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class GeneralEducation(models.TextChoices):
    """Giáo dục phổ thông: how far a person went to school."""

    NEVER = "never", _("Never went to school")
    SOME_PRIMARY = "some_primary", _("Did not finish primary school")
    PRIMARY = "primary", _("Finished primary school")
    LOWER = "lower", _("Finished lower secondary school")
    UPPER = "upper", _("Finished upper secondary school")


class Qualification(models.TextChoices):
    """Chuyên môn kỹ thuật: what a person was trained to do."""

    NONE = "none", _("No training")
    UNCERTIFIED = "uncertified", _("Skilled worker without a certificate")
    SHORT = "short", _("Certificate, under 3 months")
    ELEMENTARY = "elementary", _("Elementary vocational")
    INTERMEDIATE = "intermediate", _("Intermediate vocational")
    COLLEGE = "college", _("College")
    UNIVERSITY = "university", _("University")
    MASTER = "master", _("Master")
    DOCTOR = "doctor", _("Doctor")


SCHOOLING_ORDER: dict[str, int] = {level: rank for rank, level in enumerate(GeneralEducation.values)}
QUALIFICATION_ORDER: dict[str, int] = {level: rank for rank, level in enumerate(Qualification.values)}


class TrainingField(models.Model):
    code = models.CharField(primary_key=True, max_length=4)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    search = models.TextField(editable=False)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name
