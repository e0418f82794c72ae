"""People at a session: registrations, wishes, scans and attendance."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.fairs.models.plan import FairSession, SessionSite
from nhipcau.fairs.models.taking_part import SessionVacancy


class RegistrationState(models.TextChoices):
    CONFIRMED = "confirmed", _("Registered")
    WAITLISTED = "waitlisted", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")
    CHECKED_IN = "checked_in", _("Here")
    LEFT = "left", _("Gone home")
    NO_SHOW = "no_show", _("Did not come")


class SignUp(models.TextChoices):
    WEB = "web", _("Web")
    COUNTER = "counter", _("Counter")
    PHONE = "phone", _("Phone")
    COMMUNE = "commune", _("Through the commune")
    WALK_IN = "walk_in", _("Walk-in")


class Registration(models.Model):
    """A person in a session at one site. `code` is the ticket: 15 random characters and a check character.

    Crockford base32, 75 bits; nothing personal in it. The site is where the person is, once they were let in: the one of
    the latest scan. `goes_over_at`: said there that they go over for their times at another one. `free_from` and `free_until` are empty for who can come at any time.
    """

    session = models.ForeignKey(FairSession, models.PROTECT, related_name="registrations")
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    site = models.ForeignKey(SessionSite, models.PROTECT, related_name="registrations")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=SignUp)
    state = models.CharField(max_length=10, choices=RegistrationState, default=RegistrationState.CONFIRMED)
    code = models.CharField(max_length=16, unique=True)
    number = models.PositiveIntegerField(_("number"))
    link = models.ForeignKey("fairs.ChannelLink", models.PROTECT, null=True, related_name="registrations")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    free_from = models.DateTimeField(_("can come from"), null=True, blank=True)
    free_until = models.DateTimeField(_("can stay until"), null=True, blank=True)
    goes_over_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="person_once_per_session", fields=["session", "seeker"], condition=~Q(state="cancelled")
            ),
            models.UniqueConstraint(name="number_once_per_session", fields=["session", "number"]),
            models.CheckConstraint(
                name="person_stays_after_coming",
                condition=Q(free_from=None) | Q(free_until=None) | Q(free_until__gt=F("free_from")),
            ),
        ]
        indexes = [models.Index(fields=["session", "site", "state"])]


class Wish(models.Model):
    """An opening a person wants to be interviewed for: one application. Rank 1 is the dearest."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="wishes")
    session_vacancy = models.ForeignKey(SessionVacancy, models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="opening_wished_once", fields=["registration", "session_vacancy"]),
            models.UniqueConstraint(
                name="rank_used_once", fields=["registration", "rank"], deferrable=models.Deferrable.DEFERRED
            ),
        ]


class ScanEvent(models.Model):
    """One look at a ticket at a door, made by a device (its own id) or a person's hand; or what somebody who came to
    another site than their interview times said there. Only ever added.

    `scanned_at` is the device's clock put right by `clock_offset` (milliseconds); `code_hash` is what a device without
    network knows of a code, with the salt of its session.
    """

    class Way(models.TextChoices):
        SCAN = "scan", _("Scanned")
        NAME = "name", _("Found by name")
        WALK_IN = "walk_in", _("Walk-in")
        STAYS = "stays", _("Stays at this site")
        GOES = "goes", _("Goes over to the other site")

    id = models.UUIDField(primary_key=True)
    session = models.ForeignKey(FairSession, models.PROTECT, related_name="+")
    site = models.ForeignKey(SessionSite, models.PROTECT, related_name="+")
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="scans")
    way = models.CharField(max_length=7, choices=Way)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.ForeignKey("fairs.Device", models.PROTECT, null=True, related_name="scans")
    device_seq = models.PositiveIntegerField(null=True)
    clock_offset = models.BigIntegerField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["session", "received_at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Attendance(models.Model):
    """That a person was there, derived from the scans: the earliest and the latest of the union."""

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="attendance")
    site = models.ForeignKey(SessionSite, models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
