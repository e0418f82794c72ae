"""A referral: this person to this opening, by this counsellor, for these reasons."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """What speaks for it, as it stands on the slip."""

    WISH = "wish", _("It is the work wished for")
    NEAR = "near", _("It is near")
    SHIFT = "shift", _("The shift fits")
    PAY = "pay", _("The pay fits")
    SKILL = "skill", _("Has the skill asked for")
    EXPERIENCE = "experience", _("Has the experience asked for")
    NO_EXPERIENCE = "no_experience", _("No experience is needed")
    DORMITORY = "dormitory", _("There is a dormitory")
    BUS = "bus", _("There is a shuttle bus")
    WELCOME = "welcome", _("The enterprise especially welcomes such people")


class Referral(models.Model):
    """`code` is on the slip as QR: 16 random characters, nothing personal. `number` counts within centre and year.

    With an occasion the person is sent to a table of that day; without one, straight to the enterprise.
    """

    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    occasion_kind = models.CharField(max_length=10, blank=True)
    occasion_id = models.BigIntegerField(null=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=16, unique=True)
    why = models.JSONField(default=list)
    note = models.CharField(_("note for the interviewer"), max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="referral_number_once", fields=["centre", "year", "number"]),
            models.UniqueConstraint(
                name="referred_once_per_occasion",
                fields=["seeker", "vacancy", "occasion_kind", "occasion_id"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="occasion_is_whole",
                condition=Q(occasion_kind="", occasion_id=None) | (~Q(occasion_kind="") & Q(occasion_id__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["employer", "occasion_kind", "occasion_id"])]
        triggers = [pgtrigger.Protect(name="referral_is_kept", operation=pgtrigger.Delete)]

    @property
    def written(self) -> str:
        """The number as it stands on the slip."""
        return f"{self.number}/{self.year}"

    @property
    def reasons(self) -> list[str]:
        """Why, in words."""
        return [str(Why(code).label) for code in self.why if code in Why.values]
