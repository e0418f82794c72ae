"""The papers that a candidate for work abroad brings, looked at before the interview."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.gatherings.models.members import Member


class PaperKind(models.TextChoices):
    PASSPORT = "passport", _("Passport")
    PHOTO = "photo", _("Photos")
    CV = "cv", _("Personal history")
    DEGREE = "degree", _("Degrees and certificates of training")
    LANGUAGE = "language", _("Language certificate")
    ORIENTATION = "orientation", _("Certificate of the orientation course")
    CRIMINAL = "criminal", _("Criminal record certificate")
    HEALTH = "health", _("Health certificate")
    CONTRACT = "contract", _("Contract read and understood")


class PaperState(models.TextChoices):
    NEEDED = "needed", _("Still to bring")
    BROUGHT = "brought", _("Brought")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


# Of health and of a criminal record only the state is kept, never what the paper says.
SENSITIVE: Final = (PaperKind.CRIMINAL, PaperKind.HEALTH)


class Paper(models.Model):
    """How it stands with one paper of one candidate. Without a row it is still to be brought."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=11, choices=PaperKind)
    state = models.CharField(max_length=8, choices=PaperState)
    valid_until = models.DateField(_("valid until"), null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_of_a_kind_once", fields=["member", "kind"]),
            models.CheckConstraint(
                name="nothing_of_health_or_record_is_written",
                condition=~Q(kind__in=["criminal", "health"]) | Q(note=""),
            ),
        ]

    @property
    def centre_id(self) -> int:
        return self.member.gathering.centre_id
