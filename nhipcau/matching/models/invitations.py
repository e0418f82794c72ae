"""An enterprise asks somebody whom an opening suits to come and be interviewed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """The enterprise learns who it is when the person says yes, and not before.

    To the table of an occasion, such as the session on Thursday. The answer is the person's own; a yes may become a no.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Comes")
        NO = "no", _("Does not come")

    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    occasion_kind = models.CharField(max_length=10)
    occasion_id = models.BigIntegerField()
    until = models.DateTimeField(_("answer until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="invited_once", fields=["seeker", "employer", "occasion_kind", "occasion_id"]),
            models.CheckConstraint(
                name="answer_has_its_time",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(name="invited_by_occasion", fields=["employer", "occasion_kind", "occasion_id"]),
            models.Index(name="invitations_newest", fields=["seeker", "-made_at"]),
        ]
