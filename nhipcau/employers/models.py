"""An enterprise that looks for people, and who recruits for it."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting to be verified")
    VERIFIED = "verified", _("Verified")
    REFUSED = "refused", _("Not verified")


class LegalForm(models.TextChoices):
    COMPANY = "company", _("Company")
    FOREIGN = "foreign", _("Company with foreign capital")
    STATE = "state", _("State enterprise")
    COOPERATIVE = "cooperative", _("Cooperative")
    HOUSEHOLD = "household", _("Household business")
    OTHER = "other", _("Other")


@pghistory.track()
class Employer(models.Model):
    """`centre` is the centre that keeps its file and verifies it. `search` is folded text."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    name = models.CharField(_("name of the enterprise"), max_length=250)
    search = models.CharField(max_length=600, editable=False)
    tax_code = models.CharField(_("tax code"), max_length=14, unique=True, null=True, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=11, choices=LegalForm, default=LegalForm.COMPANY)
    industry = models.ForeignKey("reference.Industry", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(_("address"), max_length=300, blank=True)
    province = models.ForeignKey("reference.Province", models.PROTECT, null=True, blank=True, related_name="+")
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    park = models.ForeignKey("reference.IndustrialPark", models.PROTECT, null=True, blank=True, related_name="+")
    workers = models.PositiveIntegerField(_("people employed"), null=True, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    about = models.TextField(_("about the enterprise"), blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    refusal = models.CharField(max_length=300, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="verified_employer_has_date_and_tax_code",
                condition=~Q(state="verified") | Q(verified_at__isnull=False, tax_code__isnull=False),
            ),
            models.CheckConstraint(name="refusal_says_why", condition=~Q(state="refused") | ~Q(refusal="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def employer_id(self) -> int:
        """An enterprise belongs to itself: permission checks ask every target for this."""
        return self.pk


class RecruiterQuerySet(models.QuerySet["Recruiter"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Recruiter(models.Model):
    """A user who acts for an enterprise, from which day to which day (both included)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recruiters")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="recruiters")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = RecruiterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="recruiter_once", fields=["user", "employer"])]
