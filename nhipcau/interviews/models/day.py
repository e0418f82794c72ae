"""Desks, queues, interviews and outcomes, keyed to seeker, employer and an occasion (kind, id).

The database keeps what must never happen: one active interview a person, one a desk, one live ticket a queue.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    ONSITE = "onsite", _("In the hall")
    ONLINE = "online", _("Online")


class TicketState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    AWAY = "away", _("Connection lost, place kept")
    BUSY_ELSEWHERE = "busy_elsewhere", _("In another interview, place kept")
    CALLED = "called", _("Called")
    SERVING = "serving", _("In the interview")
    SERVED = "served", _("Interviewed")
    EXPIRED = "expired", _("Did not come when called")
    LEFT = "left", _("Left the queue")
    UNSERVED = "unserved", _("The day ended before their turn")


class InterviewState(models.TextChoices):
    CALLED = "called", _("Called")
    IN_PROGRESS = "in_progress", _("Talking")
    DONE = "done", _("Done")
    WORKER_ABSENT = "worker_absent", _("Person did not come")
    EMPLOYER_ABSENT = "employer_absent", _("Interviewer did not come")
    TECHNICAL_FAILURE = "technical_failure", _("Connection failed")
    CANCELLED = "cancelled", _("Cancelled")


class Stage(models.TextChoices):
    MET = "met", _("Met")
    NOT_SUITABLE = "not_suitable", _("Not suitable")
    POOL = "pool", _("Kept in mind")
    SECOND_INTERVIEW = "second_interview", _("Invited to a direct interview")
    OFFER = "offer", _("Offered the job")
    OFFER_ACCEPTED = "offer_accepted", _("Accepted the job")
    OFFER_DECLINED = "offer_declined", _("Declined the job")
    STARTED = "started", _("Started work")
    RETAINED_1M = "retained_1m", _("Still at work after a month")
    RETAINED_3M = "retained_3m", _("Still at work after three months")


class Reason(models.TextChoices):
    SKILL = "skill", _("Lacks the skill asked for")
    EXPERIENCE = "experience", _("Lacks the experience asked for")
    SHIFT = "shift", _("The shift does not fit")
    PAY = "pay", _("The pay does not fit")
    PLACE = "place", _("Too far")
    HEALTH = "health", _("The work is too hard for the health")
    PAPERS = "papers", _("Papers are missing")
    OTHER_JOB = "other_job", _("Took another job")
    OTHER = "other", _("Another reason")


@dataclass(frozen=True)
class Occasion:
    """What the interviews belong to, by its kind and id: Occasion("fair", session.pk)."""

    kind: str
    id: int

    @property
    def topic(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def keys(self) -> dict[str, Any]:
        """For filters and new rows."""
        return {"occasion_kind": self.kind, "occasion_id": self.id}


@dataclass(frozen=True)
class Booking:
    """An appointment in a queue: at which desk, from when, for how many minutes."""

    desk: "Desk"
    due_at: datetime
    minutes: int


class OfOccasion(models.Model):
    occasion_kind = models.CharField(max_length=10)
    occasion_id = models.BigIntegerField()

    class Meta:
        abstract = True

    @property
    def occasion(self) -> Occasion:
        return Occasion(self.occasion_kind, self.occasion_id)


ACTIVE = ("called", "in_progress")
ENDED = ("served", "expired", "left", "unserved")


class Desk(OfOccasion):
    """A table in the hall, or an online room, of one enterprise on one occasion.

    Awaited: the enterprise is still to come. Paused: on a break. Stopped: nobody is called any more. Closed: given back.
    """

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    place = models.ForeignKey("centres.Place", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    number = models.PositiveSmallIntegerField(_("table or room number"))
    interviewer = models.CharField(_("interviewer"), max_length=120, blank=True)
    recruiter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    awaited = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="desk_number_once",
                fields=["occasion_kind", "occasion_id", "place", "number"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="table_stands_somewhere",
                condition=Q(channel="online", place=None) | Q(channel="onsite", place__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["occasion_kind", "occasion_id", "employer"])]


class QueueTicket(OfOccasion):
    """A person's place in the queue of one enterprise. The place is a fact here, never a socket.

    `number` is the person's number on this occasion: the same in every queue they stand in. `position`
    orders the queue within its group (in front, priority, others); a skipped person moves back by it.
    A booking says at which desk, from when and for how many minutes; without one the person is stand-by.
    `line_lost`: away because their page lost its stream. `near_at`: when they were told to get ready.
    `employer_gone`: it was not served because the enterprise did not come, or left. `place_kept`: it was left because
    the person is at a site where the enterprise meets nobody, and is theirs again when they are back.
    """

    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    place = models.ForeignKey("centres.Place", models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(_("queue number"))
    state = models.CharField(max_length=14, choices=TicketState, default=TicketState.WAITING)
    priority = models.BooleanField(default=False)
    in_front = models.BooleanField(default=False)
    position = models.FloatField()
    skips = models.PositiveSmallIntegerField(default=0)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    lasts = models.PositiveSmallIntegerField(_("minutes booked"), null=True)
    joined_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    hold_until = models.DateTimeField(null=True)
    reconnect_until = models.DateTimeField(null=True)
    line_lost = models.BooleanField(default=False)
    near_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    employer_gone = models.BooleanField(default=False)
    place_kept = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_ticket_per_queue",
                fields=["occasion_kind", "occasion_id", "seeker", "employer"],
                condition=~Q(state__in=ENDED),
            ),
            models.UniqueConstraint(
                name="queue_number_once",
                fields=["occasion_kind", "occasion_id", "employer", "number"],
                condition=~Q(state__in=ENDED),
            ),
            models.CheckConstraint(
                name="booking_is_whole",
                condition=Q(desk=None, due_at=None, lasts=None)
                | Q(desk__isnull=False, due_at__isnull=False, lasts__gte=1),
            ),
            models.CheckConstraint(name="place_kept_after_leaving", condition=Q(place_kept=False) | Q(state="left")),
        ]
        indexes = [
            models.Index(
                name="queue_waiting",
                fields=["occasion_kind", "occasion_id", "employer", "position"],
                condition=Q(state__in=["waiting", "busy_elsewhere"]),
            ),
            models.Index(
                name="queue_booked",
                fields=["seeker", "due_at"],
                condition=Q(due_at__isnull=False, state__in=["waiting", "busy_elsewhere", "away"]),
            ),
            models.Index(fields=["seeker", "occasion_kind", "occasion_id"]),
        ]


class Interview(OfOccasion):
    """One person before one enterprise. `room` names the online room page; empty in the hall.

    `handed_from` is the desk of a colleague that began it, with a note for whoever goes on. `extensions`: how often
    the planned time was made longer. `staged`: its call goes through a media server, since several interview.
    """

    ticket = models.ForeignKey(QueueTicket, models.PROTECT, related_name="interviews")
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, null=True, related_name="+")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=17, choices=InterviewState, default=InterviewState.CALLED)
    room = models.CharField(max_length=32, blank=True)
    handed_from = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    handed_note = models.CharField(_("note for the colleague"), max_length=300, blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    staged = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_active_interview_per_person", fields=["seeker"], condition=Q(state__in=ACTIVE)
            ),
            models.UniqueConstraint(
                name="one_active_interview_per_desk", fields=["desk"], condition=Q(state__in=ACTIVE)
            ),
            models.CheckConstraint(
                name="talk_has_a_start",
                condition=~Q(state__in=["in_progress", "done"]) | Q(started_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["occasion_kind", "occasion_id", "state"]),
            models.Index(name="called_last", fields=["occasion_kind", "occasion_id", "employer", "-id"]),
        ]


class StateInterval(models.Model):
    """From when to when an interview was in a state: what statistics are counted from."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="intervals")
    state = models.CharField(max_length=17, choices=InterviewState)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Outcome(models.Model):
    """One stage an interview led to. Lines are only added; the last one is in force."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="outcomes")
    stage = models.CharField(max_length=16, choices=Stage)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    date = models.DateField(_("day of the interview or of the start"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    for_recruiter = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refusal_has_a_reason",
                condition=~Q(stage__in=["not_suitable", "offer_declined"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="invitation_has_a_day",
                condition=~Q(stage__in=["second_interview", "started"]) | Q(date__isnull=False),
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
