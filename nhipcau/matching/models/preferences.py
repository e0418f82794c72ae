"""What a person says of suggestions, and what follows for their own weights."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NotForMe(models.Model):
    """A person does not want this opening, and says why. Said again, the newer reason stands; taken back, the row is gone."""

    class Because(models.TextChoices):
        FAR = "far", _("It is too far")
        PAY = "pay", _("The pay is too low")
        SHIFT = "shift", _("The shift does not suit me")
        WORK = "work", _("I want other work")
        OTHER = "other", _("Something else")

    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="+")
    because = models.CharField(_("why"), max_length=5, choices=Because)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="turned_down_once", fields=["seeker", "vacancy"])]
        indexes = [models.Index(name="newest_turned_down", fields=["seeker", "-said_at"])]


class Preference(models.Model):
    """How much each wish of a person counts, in sixteenths, and whether they want suggestions. No row: all as usual.

    `heard_from`: reasons said before it count no longer, since the person went back to the usual weights.
    """

    WEIGHTS = ("occupation", "place", "pay", "shift", "contract", "start")
    LEAST, MOST = 4, 48

    seeker = models.OneToOneField("seekers.Seeker", models.PROTECT, related_name="+", primary_key=True)
    occupation = models.PositiveSmallIntegerField(default=16)
    place = models.PositiveSmallIntegerField(default=16)
    pay = models.PositiveSmallIntegerField(default=16)
    shift = models.PositiveSmallIntegerField(default=16)
    contract = models.PositiveSmallIntegerField(default=16)
    start = models.PositiveSmallIntegerField(default=16)
    suggestions = models.BooleanField(_("wants suggestions"), default=True)
    heard_from = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name=f"{name}_counts_within_bounds", condition=Q(**{f"{name}__range": (4, 48)}))
            for name in ("occupation", "place", "pay", "shift", "contract", "start")
        ]

    @property
    def weights(self) -> tuple[int, ...]:
        """In the order of WEIGHTS, which is that of `suitability.WISHED`."""
        return tuple(getattr(self, name) for name in self.WEIGHTS)
