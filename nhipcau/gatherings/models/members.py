"""Who belongs to a gathering, and which of their pages is open in its room."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.gatherings.models.gatherings import Gathering


class Role(models.TextChoices):
    HOST = "host", _("Moderator")
    INTERVIEWER = "interviewer", _("Interviewer")
    PARTNER = "partner", _("Partner abroad")
    INTERPRETER = "interpreter", _("Interpreter")
    CANDIDATE = "candidate", _("Candidate")
    LISTENER = "listener", _("Listener")
    STAFF = "staff", _("The centre")


class Answer(models.TextChoices):
    COMING = "coming", _("Will come")
    NOT_COMING = "not_coming", _("Will not come")
    UNANSWERED = "unanswered", _("Not answered yet")


class Member(models.Model):
    """Somebody of a gathering. A candidate is a person, not an account: `seeker` alone; who else takes part is a `user`.

    `name` as the others read it. `speaks_since`: a listener whom the host asked to speak. `told_*`: reminders that were sent.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=11, choices=Role)
    name = models.CharField(max_length=120)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.UNANSWERED)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    speaks_since = models.DateTimeField(null=True)
    told_day_before = models.DateTimeField(null=True)
    told_soon = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="user_once_in_a_gathering", fields=["gathering", "user"], condition=Q(user__isnull=False)
            ),
            models.UniqueConstraint(
                name="person_once_in_a_gathering", fields=["gathering", "seeker"], condition=Q(seeker__isnull=False)
            ),
            models.CheckConstraint(
                name="candidate_is_a_person",
                condition=Q(role="candidate", seeker__isnull=False, user=None)
                | (~Q(role="candidate") & Q(user__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["gathering", "role"])]

    def __str__(self) -> str:
        return self.name

    @property
    def centre_id(self) -> int:
        """For the audit book: it belongs to the centre of the gathering."""
        return self.gathering.centre_id


class Visit(models.Model):
    """One open page in the room; a page that is opened anew takes the place of the earlier.

    What it told of its line last: `rung`; `loss`, a share (0 to 1); `rtt` in milliseconds. `heard_at`, `seen_at_first`: when
    sound and a picture first came; `drops`: how often the connection was made again.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="visits")
    member = models.ForeignKey(Member, models.CASCADE, related_name="visits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    told_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    connected = models.BooleanField(default=False)
    rung = models.CharField(max_length=5, blank=True)
    loss = models.FloatField(null=True)
    rtt = models.PositiveIntegerField(null=True)
    heard_at = models.DateTimeField(null=True)
    seen_at_first = models.DateTimeField(null=True)
    drops = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_open_page_of_a_member", fields=["member"], condition=Q(left_at=None)),
        ]
        indexes = [models.Index(fields=["gathering", "left_at"])]

    @property
    def holder(self) -> str:
        """As the media door knows it."""
        return holder_of(self.pk)


def holder_of(number: int) -> str:
    return f"visit:{number}"
