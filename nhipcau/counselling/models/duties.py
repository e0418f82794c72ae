"""Deadlines the law sets: the national exchange, and following people up. Terms are dated settings in reference."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """What the person or the enterprise said when asked again, one tap each."""

    AT_WORK = "at_work", _("Works there")
    LEFT = "left", _("Has left the job")
    NEVER_STARTED = "never_started", _("Never started")
    NOT_HIRED = "not_hired", _("Was not taken")
    STILL_WAITING = "still_waiting", _("Waits for an answer")
    NOT_REACHED = "not_reached", _("Not reached")


class About(models.TextChoices):
    """What is asked after: a hire, an invitation to a direct interview, or a referral."""

    HIRE = "hire", _("Hired")
    INVITATION = "invitation", _("Invited to a direct interview")
    REFERRAL = "referral", _("Referred")


class ExchangeEntry(models.Model):
    """One hire that must be entered on the national exchange in so many working days from the employer's notice.

    A hire comes from an interview or from a referral. `cancelled_at`: the hire was taken back, nothing is owed any more.
    """

    interview = models.OneToOneField("interviews.Interview", models.PROTECT, null=True, related_name="+")
    referral = models.OneToOneField("matching.Referral", models.PROTECT, null=True, related_name="+")
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    noticed_on = models.DateField(_("day of the employer's notice"))
    due_on = models.DateField(_("due on"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hired_by_interview_or_referral",
                condition=Q(interview__isnull=False, referral=None) | Q(interview=None, referral__isnull=False),
            ),
            models.CheckConstraint(
                name="entered_by_somebody",
                condition=Q(entered_at=None, entered_by=None) | Q(entered_at__isnull=False, entered_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="exchange_due", fields=["centre", "due_on"], condition=Q(entered_at=None, cancelled_at=None)
            )
        ]


class FollowUp(models.Model):
    """Ask again after so many months: of an interview that led to a hire or an invitation, or of a referral.

    `asks` counts calls without an end: nobody reached, no answer yet. `done_at` without an answer: nothing to ask any more.
    """

    about = models.CharField(max_length=10, choices=About, default=About.HIRE)

    interview = models.ForeignKey("interviews.Interview", models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey("matching.Referral", models.PROTECT, null=True, related_name="+")
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("due on"))
    answer = models.CharField(_("answer"), max_length=13, choices=Answer, blank=True)
    asks = models.PositiveSmallIntegerField(default=0)
    started_on = models.DateField(_("first day of work"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follows_a_hire_or_a_referral",
                condition=Q(interview__isnull=False, referral=None) | Q(interview=None, referral__isnull=False),
            ),
            models.UniqueConstraint(
                name="followed_once", fields=["interview", "referral", "months"], nulls_distinct=False
            ),
        ]
        indexes = [models.Index(name="follow_up_due", fields=["centre", "due_on"], condition=Q(done_at=None))]
