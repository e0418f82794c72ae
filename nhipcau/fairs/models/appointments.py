"""The timetable of a session: when interviewers are free, one attempt at a timetable, and whom it has meet where and when."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.fairs.models.attending import Registration
from nhipcau.fairs.models.plan import FairSession
from nhipcau.fairs.models.taking_part import Participation, SessionVacancy

SHORTEST, LONGEST, MOST = 5, 60, 6
FARTHEST = 240


def span() -> Func:
    """From `starts` up to `ends`: one may begin when the other ends."""
    return Func(F("starts"), F("ends"), RangeBoundary(), function="TSTZRANGE", output_field=DateTimeRangeField())


def between(least: int, most: int) -> list[Callable[[int], None]]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class DeskHours(models.Model):
    """From when to when somebody interviews at a desk. A desk without a row: the whole session."""

    desk = models.ForeignKey("interviews.Desk", models.PROTECT, related_name="hours")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("to"))
    slot_minutes = models.PositiveSmallIntegerField(_("minutes for one person"), validators=between(SHORTEST, LONGEST))

    class Meta:
        constraints = [
            models.CheckConstraint(name="desk_hours_end_after_they_start", condition=Q(ends__gt=F("starts"))),
            models.UniqueConstraint(name="desk_hours_once", fields=["desk", "starts"]),
        ]


class Timetable(models.Model):
    """One attempt to give everybody a day. Minutes and persons as asked; `certificate` is what the solver proved.

    `unlaid` counts, by reason, the times that could not be proposed when it was sent: rules.timetable.why_unlaid puts them into words.
    `floor` is the share of the priority group, in per cent, that must get an interview.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Being made")
        MADE = "made", _("Waits to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent to people")
        REPLACED = "replaced", _("Replaced by a newer one")
        FAILED = "failed", _("Could not be made")

    session = models.ForeignKey(FairSession, models.PROTECT, related_name="timetables")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    slot_minutes = models.PositiveSmallIntegerField(
        _("minutes for one person"), default=15, validators=between(SHORTEST, LONGEST)
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("minutes a table has between two people"), default=0, validators=between(0, LONGEST)
    )
    gap_minutes = models.PositiveSmallIntegerField(
        _("minutes between two interviews of a person"), default=5, validators=between(0, LONGEST)
    )
    way_minutes = models.PositiveSmallIntegerField(
        _("minutes on the way from one site to another"), default=30, validators=between(0, FARTHEST)
    )
    most = models.PositiveSmallIntegerField(_("interviews for each person"), default=3, validators=between(1, MOST))
    floor = models.PositiveSmallIntegerField(
        _("share of the priority group that must have one, in per cent"), default=100, validators=between(0, 100)
    )
    recommends = models.BooleanField(
        _("also propose enterprises people did not choose but that suit them"), default=True
    )
    certificate = models.JSONField(default=dict)
    unlaid = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="timetable_number_once", fields=["session", "number"]),
            models.UniqueConstraint(name="one_timetable_being_made", fields=["session"], condition=Q(state="asked")),
            models.UniqueConstraint(name="one_timetable_in_force", fields=["session"], condition=Q(state="sent")),
        ]


class Appointment(models.Model):
    """One person before one enterprise at one desk, from when to when.

    A draft becomes a proposal when its timetable is sent; the person confirms or declines it. What is given up keeps
    the reason in `because`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Not sent yet")
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Because(models.TextChoices):
        MOVED = "moved", _("a new timetable has another time")
        NO_ROOM = "no_room", _("the new timetable has no time for it")
        ENTERPRISE = "enterprise", _("the enterprise does not come, or has left")
        PERSON = "person", _("the person does not come")
        TIME = "time", _("the person cannot come at that time")
        NOT_THIS = "not_this", _("the person does not want this enterprise")
        DAY = "day", _("the fair is on another day")
        HOME = "home", _("the person went home")
        HOURS = "hours", _("the enterprise changed its hours")
        ELSEWHERE = "elsewhere", _("the person is at another site")

    timetable = models.ForeignKey(Timetable, models.PROTECT, related_name="appointments")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="appointments")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="appointments")
    session_vacancy = models.ForeignKey(SessionVacancy, models.PROTECT, related_name="appointments")
    desk = models.ForeignKey("interviews.Desk", models.PROTECT, related_name="appointments")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    weight = models.PositiveSmallIntegerField()
    wished = models.BooleanField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    because = models.CharField(max_length=10, choices=Because, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="appointment_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="what_is_given_up_says_why",
                condition=~Q(state__in=["declined", "withdrawn"]) | ~Q(because=""),
            ),
            ExclusionConstraint(
                name="desk_sees_one_person_at_a_time",
                expressions=[("desk", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(state__in=["proposed", "confirmed"]),
            ),
            ExclusionConstraint(
                name="person_is_in_one_place_at_a_time",
                expressions=[("registration", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(state__in=["proposed", "confirmed"]),
            ),
            models.UniqueConstraint(
                name="person_meets_an_enterprise_once",
                fields=["registration", "participation"],
                condition=Q(state__in=["proposed", "confirmed"]),
            ),
        ]
        indexes = [models.Index(fields=["timetable", "state"]), models.Index(fields=["registration", "state"])]


class TimesLine(models.Model):
    """One person whose times changed with a timetable and who is told so. Whoever is `leaving` is never sent to again.

    `purpose` names the message in the books of messaging; empty where none is to leave.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be told")
        NIGHT = "night", _("The message waits for the morning")
        LEAVING = "leaving", _("The message is leaving")
        TOLD = "told", _("Told")
        UNSURE = "unsure", _("The message may not have left")

    timetable = models.ForeignKey(Timetable, models.CASCADE, related_name="lines")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    purpose = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="told_of_a_timetable_once", fields=["timetable", "registration"])]
        indexes = [models.Index(name="times_to_tell", fields=["state", "id"], condition=~Q(state="told"))]


class WhySo(models.Model):
    """Why somebody, or an enterprise, got no more of a timetable: pairs that were not served, as codes (`told`)."""

    timetable = models.ForeignKey(Timetable, models.CASCADE, related_name="whys")
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, related_name="+")
    participation = models.ForeignKey(Participation, models.CASCADE, null=True, related_name="+")
    told = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="why_of_one_of_the_two",
                condition=Q(registration=None, participation__isnull=False)
                | Q(registration__isnull=False, participation=None),
            ),
            models.UniqueConstraint(
                name="why_said_once", fields=["timetable", "registration", "participation"], nulls_distinct=False
            ),
        ]
