"""What people do (VSCO 2020) and what enterprises do (VSIC 2018)."""

from django.db import models
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Listed(models.Model):
    """One line of a classification; a code begins with the code of its parent."""

    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    search = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Occupation(Listed):
    """`ours`: the official name was not at hand and this is our own wording after ISCO-08."""

    code = models.CharField(primary_key=True, max_length=4)
    ours = models.BooleanField(_("our own wording"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="occupation_level_is_length_of_code",
                condition=models.Q(level=Length("code")) & models.Q(level__range=(1, 4)),
            )
        ]


class Industry(Listed):
    """Sections (a letter) and classes (four digits) of VSIC 2018."""

    code = models.CharField(primary_key=True, max_length=4)
