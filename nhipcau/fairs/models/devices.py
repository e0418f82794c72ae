"""Browsers that belong to a site for a day: doors that go on without network, and computers that people sit down at."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.fairs.models.attending import Registration
from nhipcau.fairs.models.plan import FairSession, SessionSite
from nhipcau.foundation.crypto.fields import EncryptedTextField
from nhipcau.seekers.models import Sex


class DeviceQuerySet(models.QuerySet["Device"]):
    def doors(self) -> Self:
        return self.filter(kind=Device.Kind.DOOR)


class Device(models.Model):
    """A door or a computer of one site. Only a digest of its token is kept.

    A door holds the call numbers `first_number` to `last_number` for people without a ticket: its paper says A-001 for
    the first of them. `unsent` is what it last said of itself. `index_key`, wrapped under the PIN of a supervisor,
    opens the list of names; without a PIN the device gets no such list. What is typed into it is sealed for
    `private_key` alone. `user` is who a computer acts as: the person who sits there is in Seating.
    """

    class Kind(models.TextChoices):
        DOOR = "door", _("Door")
        KIOSK = "kiosk", _("Computer for interviews")

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="devices")
    site = models.ForeignKey(SessionSite, models.CASCADE, related_name="devices")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(_("name"), max_length=40)
    letter = models.CharField(max_length=2, blank=True)
    number = models.PositiveSmallIntegerField(_("number of the computer"), null=True)
    first_number = models.PositiveIntegerField(null=True)
    last_number = models.PositiveIntegerField(null=True)
    token_digest = models.CharField(max_length=64, unique=True)
    private_key = EncryptedTextField(blank=True, default="")
    public_key = models.CharField(max_length=200, blank=True)
    index_key = EncryptedTextField(blank=True, default="")
    pin_salt = models.CharField(max_length=32, blank=True)
    pin_wrapped = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    last_contact_at = models.DateTimeField()
    unsent = models.PositiveIntegerField(default=0)
    waived_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="letter_once_per_session", fields=["session", "letter"], condition=~Q(letter="")
            ),
            models.UniqueConstraint(
                name="computer_number_once_per_site", fields=["site", "number"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="door_has_numbers_and_computer_a_number",
                condition=Q(kind="door", first_number__isnull=False, last_number__gt=F("first_number"))
                | Q(kind="kiosk", number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Roster(models.Model):
    """What the doors of a session carry. `version` grows with every line that is written."""

    session = models.OneToOneField(FairSession, models.CASCADE, related_name="roster")
    salt = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=0)


class RosterLine(models.Model):
    """One ticket: `lookup` says which, `body` opens with the ticket's own code. An empty body: the ticket is void.

    `digest` is of what the body says, so that only what changed is sealed anew.
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="lines")
    registration = models.OneToOneField(Registration, models.CASCADE, related_name="roster_line")
    lookup = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    body = models.TextField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="lookup_once_per_roster", fields=["roster", "lookup"])]
        indexes = [models.Index(fields=["roster", "version"])]


class WalkIn(models.Model):
    """Somebody who got a number at a door without network. `id` was made there; `number` is what they are called by.

    `asks` says why a person must look: codes that web/devices.WHY puts into words. Once written down, name and phone
    stand in the person's file alone. `birth_typed`: what was written at the door and is no day; the person came in.
    """

    class State(models.TextChoices):
        WRITTEN = "written", _("Written down")
        ASKS = "asks", _("To be looked at")

    id = models.UUIDField(primary_key=True)
    session = models.ForeignKey(FairSession, models.CASCADE, related_name="+")
    site = models.ForeignKey(SessionSite, models.CASCADE, related_name="walk_ins")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.CASCADE, related_name="walk_ins")
    number = models.PositiveIntegerField(_("number"))
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    search = models.CharField(max_length=160, blank=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(null=True)
    birth_typed = models.CharField(max_length=20, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True)
    agreed = models.BooleanField()
    came_at = models.DateTimeField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.ASKS)
    asks = models.JSONField(default=list)
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["site", "state"])]


class UnreadEntry(models.Model):
    """What a door sent and nobody could understand: kept as it came, so that all that came after it is taken.

    `sent` is JSON; `digest` tells one from another, so that the same entry sent again stands here once.
    """

    device = models.ForeignKey(Device, models.CASCADE, related_name="unread_entries")
    digest = models.CharField(max_length=64)
    sent = EncryptedTextField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="unread_entry_once", fields=["device", "digest"])]


class Seating(models.Model):
    """Somebody sits at a computer: at most one at a time, and each person at one."""

    class End(models.TextChoices):
        PERSON = "person", _("The person was done")
        STAFF = "staff", _("Staff ended it")
        IDLE = "idle", _("Nobody touched it")
        TALK = "talk", _("The talk was over")

    device = models.ForeignKey(Device, models.CASCADE, related_name="seatings")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="seatings")
    seated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seated_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=6, choices=End, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_person_at_a_computer", fields=["device"], condition=Q(ended_at=None)),
            models.UniqueConstraint(name="person_at_one_computer", fields=["registration"], condition=Q(ended_at=None)),
        ]
