"""What a group interview led to, for each candidate, in the words of single interviews."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.gatherings.models.members import Member
from nhipcau.interviews.models import Reason, Stage


class Result(models.Model):
    """One stage. Lines are only added; the last one is in force."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="results")
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
                name="result_against_has_a_reason",
                condition=~Q(stage__in=["not_suitable", "offer_declined"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="result_that_invites_has_a_day",
                condition=~Q(stage="second_interview") | Q(date__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["member", "-id"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
