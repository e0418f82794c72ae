"""A room with many people at an agreed hour. Only actions write it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    TALK = "talk", _("Information talk")
    GROUP = "group", _("Group interview")


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Going on")
    ENDED = "ended", _("Over")
    CANCELLED = "cancelled", _("Called off")


class Gathering(models.Model):
    """A talk of a few for many, or an interview of several people at once. Without an enterprise it is the centre's own.

    `capacity` counts who listens (talk) or is interviewed (group). `partner_zone` is an IANA name, where somebody takes part
    from another country; `papers` are the kinds that every candidate brings. `room` names the page of the room.
    """

    kind = models.CharField(max_length=5, choices=Kind)
    title = models.CharField(_("title"), max_length=150)
    about = models.TextField(_("what it is about"), blank=True)
    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    capacity = models.PositiveSmallIntegerField(_("places"))
    partner_zone = models.CharField(_("time of the partner"), max_length=40, blank=True)
    partner_language = models.CharField(_("language of the partner"), max_length=40, blank=True)
    papers = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    called_off_because = models.CharField(max_length=300, blank=True)
    room = models.CharField(max_length=32, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="gathering_that_went_on_was_opened",
                condition=~Q(state__in=["open", "ended"]) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="gathering_that_is_over_ended", condition=~Q(state="ended") | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="called_off_says_why", condition=~Q(state="cancelled") | ~Q(called_off_because="")
            ),
            models.CheckConstraint(
                name="gathering_has_room_and_time", condition=Q(capacity__gte=1, minutes__gte=5, minutes__lte=480)
            ),
            models.CheckConstraint(
                name="opening_of_the_enterprise", condition=Q(vacancy=None) | Q(employer__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["kind", "starts_at"]), models.Index(fields=["state", "starts_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"gathering:{self.pk}"

    @property
    def ends_at(self) -> datetime:
        """As planned."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def host_name(self) -> str:
        """Of a gathering that was read with its enterprise and centre."""
        return self.employer.name if self.employer else self.centre.short_name
