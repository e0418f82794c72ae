"""An enterprise in a session, and the openings it brings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.fairs.models.plan import FairSession, SessionSite


class ParticipationState(models.TextChoices):
    APPLIED = "applied", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")
    SET_UP = "set_up", _("Ready")
    PRESENT = "present", _("Present")
    LEFT = "left", _("Left")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Participation(models.Model):
    """`site` is where its table stands; null when it takes part online only."""

    session = models.ForeignKey(FairSession, models.PROTECT, related_name="participations")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    site = models.ForeignKey(SessionSite, models.PROTECT, null=True, related_name="+")
    online = models.BooleanField(_("interviews online too"), default=False)
    interviewers = models.PositiveSmallIntegerField(_("interviewers"), default=1)
    state = models.CharField(max_length=9, choices=ParticipationState, default=ParticipationState.APPLIED)
    reason = models.CharField(_("why not"), max_length=300, blank=True)
    applied_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="employer_once_per_session", fields=["session", "employer"]),
            models.CheckConstraint(name="rejection_says_why", condition=~Q(state="rejected") | ~Q(reason="")),
            models.CheckConstraint(name="takes_part_somewhere", condition=Q(online=True) | Q(site__isnull=False)),
        ]


class SessionVacancy(models.Model):
    """An opening as it was brought to the session: headcount and pay as shown that day. Pay in đồng."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="vacancies")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="+")
    headcount = models.PositiveIntegerField(_("people needed"))
    pay_from = models.PositiveIntegerField(null=True)
    pay_to = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="opening_once_per_participation", fields=["participation", "vacancy"]),
            models.CheckConstraint(name="brought_headcount_positive", condition=Q(headcount__gt=0)),
        ]
