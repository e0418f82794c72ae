"""Questions in writing: whoever listens asks, others say that they ask the same, the host answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.gatherings.models.gatherings import Gathering
from nhipcau.gatherings.models.members import Member


class Question(models.Model):
    """Anonymous: nobody in the room reads who asked. Answered by mouth (`answer` stays empty) or in writing."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="questions")
    member = models.ForeignKey(Member, models.CASCADE, related_name="questions")
    words = models.CharField(_("question"), max_length=300)
    anonymous = models.BooleanField(default=False)
    at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hidden_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_says_who",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="hidden_question_says_why",
                condition=Q(hidden_at=None, hidden_by=None, hidden_because="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_because="")),
            ),
        ]
        indexes = [models.Index(fields=["gathering", "-at"])]

    @property
    def centre_id(self) -> int:
        return self.gathering.centre_id


class Support(models.Model):
    """ "I ask this too", once a member."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="supports")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="supported_once", fields=["question", "member"])]
