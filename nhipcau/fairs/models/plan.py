"""Series, sessions and their sites."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PERIODIC = "periodic", _("Periodic")
    THEMATIC = "thematic", _("Thematic")
    MOBILE = "mobile", _("Mobile")
    FESTIVAL = "festival", _("Job festival")


class Mode(models.TextChoices):
    ONSITE = "onsite", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Scope(models.TextChoices):
    PROVINCE = "province", _("This province")
    LINKED = "linked", _("Linked provinces")


class SessionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    REGISTRATION_OPEN = "registration_open", _("Registration open")
    READY = "ready", _("Ready")
    RUNNING = "running", _("Running")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")
    REPORTED = "reported", _("Reported")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class FairSeries(models.Model):
    """A rule such as "every Thursday" (RFC 5545 RRULE) and what a person said of its holidays.

    A holiday in neither list waits for that person: no session is made on it.
    """

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PERIODIC)
    mode = models.CharField(_("mode"), max_length=6, choices=Mode, default=Mode.HYBRID)
    scope = models.CharField(_("scope"), max_length=8, choices=Scope, default=Scope.PROVINCE)
    rrule = models.CharField(_("recurrence"), max_length=200)
    first_on = models.DateField(_("first day"))
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    skipped_days = ArrayField(models.DateField(), default=list, blank=True, verbose_name=_("days without a fair"))
    kept_days = ArrayField(models.DateField(), default=list, blank=True, verbose_name=_("holidays with a fair"))
    place = models.ForeignKey("centres.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("hall"))

    def __str__(self) -> str:
        return self.title


class FairSessionQuerySet(models.QuerySet["FairSession"]):
    def public(self) -> Self:
        return self.exclude(state__in=[SessionState.DRAFT])

    def coming(self, day: date) -> Self:
        return self.public().filter(ends__date__gte=day).exclude(state__in=[SessionState.CANCELLED])


class FairSession(models.Model):
    """One day of a fair. `centre` is the host. `edition` grows with every change people are told of."""

    series = models.ForeignKey(FairSeries, models.PROTECT, null=True, related_name="sessions")
    recurrence_day = models.DateField(null=True)
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    mode = models.CharField(_("mode"), max_length=6, choices=Mode)
    scope = models.CharField(_("scope"), max_length=8, choices=Scope)
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    state = models.CharField(max_length=17, choices=SessionState, default=SessionState.DRAFT)
    degraded = models.BooleanField(default=False)
    note = models.CharField(_("what people should know"), max_length=300, blank=True)
    most_wishes = models.PositiveSmallIntegerField(_("wishes a person may rank"), default=5)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    is_demo = models.BooleanField(default=False)

    objects = FairSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="session_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="running_session_was_opened",
                condition=~Q(state__in=["running", "closing", "closed", "reported"]) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reported_session_is_frozen", condition=~Q(state="reported") | Q(frozen_at__isnull=False)
            ),
            models.UniqueConstraint(name="one_session_per_recurrence", fields=["series", "recurrence_day"]),
            models.UniqueConstraint(
                name="copied_once_per_time", fields=["copied_from", "starts"], condition=~Q(state="cancelled")
            ),
        ]
        indexes = [models.Index(fields=["starts"])]

    def __str__(self) -> str:
        return self.title


class SessionSite(models.Model):
    """A place in a session: the host's hall, or a linked centre's meeting point. No capacity: no limit.

    `taken` counts the confirmed registrations and is only changed under the row's lock; so is `next_number`, the
    next ticket number of a block of a thousand that belongs to this site alone.
    """

    class Role(models.TextChoices):
        HOST = "host", _("Main site")
        MEETING_POINT = "meeting_point", _("Linked site")
        MOBILE = "mobile", _("Mobile site")
        ONLINE = "online", _("Online, from anywhere")

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="sites")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    place = models.ForeignKey("centres.Place", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=13, choices=Role)
    capacity = models.PositiveIntegerField(_("people who can register"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    next_number = models.PositiveIntegerField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True)
    contact = models.CharField(_("contact on the day"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="place_once_per_session", fields=["session", "place"], nulls_distinct=False),
            models.CheckConstraint(
                name="site_is_never_overbooked", condition=Q(capacity=None) | Q(taken__lte=F("capacity"))
            ),
            models.CheckConstraint(
                name="online_site_has_no_place",
                condition=Q(role="online", place=None) | (~Q(role="online") & Q(place__isnull=False)),
            ),
        ]
