"""A centre, the places where it receives people, and who works there as what."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    FRONT_DESK = "front_desk", _("Front desk")
    OPERATOR = "operator", _("Fair operator")
    SITE_OFFICER = "site_officer", _("Site officer")
    COUNSELLOR = "counsellor", _("Counsellor")
    SWITCHBOARD = "switchboard", _("Switchboard operator")
    ARCHIVE = "archive", _("Archive clerk")
    MANAGER = "manager", _("Centre manager")
    ADMINISTRATOR = "administrator", _("System administrator")
    COMMUNE = "commune", _("Commune officer")


class Centre(models.Model):
    """`superior`, `document_sign` and the signatory stand on official papers (Decree 30/2020, annex I).

    `joined_by_link`: made when another centre invited it to a session; it keeps nothing here but what it brought.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    province = models.ForeignKey("reference.Province", models.PROTECT, related_name="+")
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, related_name="+")
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("hotline"), max_length=20, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    service_process = models.TextField(_("how we work, one step a line"), max_length=2000, blank=True)
    superior = models.CharField(_("authority above the centre"), max_length=200, blank=True)
    document_sign = models.CharField(_("sign in document numbers"), max_length=30, blank=True)
    signatory = models.CharField(_("who signs"), max_length=120, blank=True)
    signatory_title = models.CharField(_("title of who signs"), max_length=120, blank=True)
    order_threshold = models.PositiveIntegerField(_("open places that call for an online session"), default=300)
    joined_by_link = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.short_name

    @property
    def centre_id(self) -> int:
        """A centre belongs to itself: permission checks ask every target for this."""
        return self.pk


class Place(models.Model):
    """A hall, a meeting point with computers, or a spot of a mobile fair."""

    class Kind(models.TextChoices):
        HALL = "hall", _("Hall")
        MEETING_POINT = "meeting_point", _("Meeting point")
        MOBILE = "mobile", _("Mobile")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="places")
    kind = models.CharField(_("kind of place"), max_length=13, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, related_name="+")
    computers = models.PositiveSmallIntegerField(_("computers for interviews"), default=0)
    capacity = models.PositiveIntegerField(_("people at once"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="place_name_once_per_centre", fields=["centre", "name"])]

    def __str__(self) -> str:
        return self.name


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class StaffRole(models.Model):
    """Who works at a centre as what, from which day to which day (both included).

    `commune`: where a commune officer writes people down; empty for all other roles.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="staff_roles")
    role = models.CharField(_("role"), max_length=13, choices=Role)
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("first day of the role"))
    ends_on = models.DateField(_("last day of the role"), null=True, blank=True)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="staff_role_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(name="staff_role_once", fields=["user", "centre", "role", "starts_on"]),
        ]
