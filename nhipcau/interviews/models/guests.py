"""Extra interviewers for one day: who they are, where they sit, and how they came in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Guest(models.Model):
    """A colleague without an account, at one desk, for one day.

    The link's secret and the spoken code are kept as keyed digests. `user` is who the audit book and the results
    name: it has no password and no role. Whoever enters both first is bound; then the link opens for nobody else.
    """

    desk = models.ForeignKey("interviews.Desk", models.PROTECT, related_name="guests")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("name of the colleague"), max_length=80)
    secret_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="invitation_ends_after_it_begins", condition=Q(ends_at__gt=F("invited_at"))),
            models.CheckConstraint(
                name="ended_invitation_says_who",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["desk", "-invited_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def centre_id(self) -> int:
        """For the audit book: it belongs to the centre of the desk."""
        return self.desk.centre_id


class GuestTry(models.Model):
    """Somebody typed a code beside a link, right or wrong: counted by the network they came from."""

    network = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["network", "at"])]
