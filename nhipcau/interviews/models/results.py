"""Results that come late: sheets that are sent, and reminders to who owes them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.interviews.models.day import OfOccasion


class ResultSheet(OfOccasion):
    """A filled sheet of results: looked at first, then taken in whole.

    `lines` keep what was understood of each line: its number, the interview (or None), the result, what is wrong.
    """

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    desk = models.ForeignKey("interviews.Desk", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    lines = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="result_file_is_taken_once",
                fields=["occasion_kind", "occasion_id", "employer", "fingerprint"],
                condition=Q(taken_at__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["desk", "-uploaded_at"])]

    @property
    def centre_id(self) -> int:
        return self.desk.centre_id


class Slot(models.TextChoices):
    EVENING = "evening", _("In the evening of the day")
    MORNING = "morning", _("On the next morning")
    THIRD_DAY = "third_day", _("After three days")
    BY_HAND = "by_hand", _("By a person")


class ResultsReminder(OfOccasion):
    """One reminder to an enterprise that results are due. At most three for an occasion, whoever sends them.

    One that could not be sent has no number: it is none of the three, and somebody must call.
    """

    class Channel(models.TextChoices):
        SMS = "sms", _("Text message")
        EMAIL = "email", _("E-mail")
        CALL = "call", _("Call by phone")

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(null=True)
    slot = models.CharField(max_length=9, choices=Slot)
    channel = models.CharField(max_length=5, choices=Channel)
    due = models.PositiveIntegerField(_("results due at that time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="three_reminders_at_most", condition=Q(number__gte=1, number__lte=3)),
            models.CheckConstraint(
                name="reminder_has_a_number_when_it_left",
                condition=Q(channel="call", number=None) | (~Q(channel="call") & Q(number__isnull=False)),
            ),
            models.UniqueConstraint(
                name="reminder_number_once", fields=["occasion_kind", "occasion_id", "employer", "number"]
            ),
            models.UniqueConstraint(
                name="reminder_slot_once",
                fields=["occasion_kind", "occasion_id", "employer", "slot"],
                condition=~Q(slot="by_hand"),
            ),
        ]

    @property
    def centre_id(self) -> int:
        return self.employer.centre_id
