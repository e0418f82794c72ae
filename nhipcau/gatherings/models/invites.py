"""Whoever takes part without an account: a partner abroad, an interpreter, an extra interviewer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhipcau.gatherings.models.members import Member


class Invite(models.Model):
    """A link and a spoken code for one member of one gathering; both kept as keyed digests. The first device is bound.

    The member's user is who the audit book and the results name: it has no password and no role.
    """

    member = models.OneToOneField(Member, models.CASCADE, related_name="invite")
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
            models.CheckConstraint(name="invite_ends_after_it_begins", condition=Q(ends_at__gt=F("invited_at"))),
            models.CheckConstraint(
                name="ended_invite_says_who",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    @property
    def centre_id(self) -> int:
        return self.member.gathering.centre_id
