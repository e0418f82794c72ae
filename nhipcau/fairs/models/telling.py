"""Who is asked to come again, and who is told what: news of a session, line by line."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.fairs.models.plan import FairSession, SessionSite
from nhipcau.fairs.models.taking_part import Participation
from nhipcau.fairs.models.week import SiteInvitation


class EnterpriseInvitation(models.Model):
    """An enterprise is asked to take part, with one tap: with what is still open of `last`, else of all it has.

    It is answered when it takes part, or when it says no.
    """

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="asked")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    last = models.ForeignKey(Participation, models.SET_NULL, null=True, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="enterprise_asked_once", fields=["session", "employer"])]


class News(models.TextChoices):
    POSTPONED = "postponed", _("The session is postponed")
    CANCELLED = "cancelled", _("The session is cancelled")
    NEW_DAY = "new_day", _("The session has its new day")
    ASKED = "asked", _("Enterprises are asked to take part")
    UNREADY = "unready", _("Enterprises are told what is missing")


class Way(models.TextChoices):
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone call")


class SessionNews(models.Model):
    """One piece of news of a session. `key` tells one occasion of it from the next, so that it is made once."""

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="news")
    kind = models.CharField(max_length=9, choices=News)
    key = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="news_once", fields=["session", "kind", "key"])]

    @property
    def purpose(self) -> str:
        """By what its messages are found in the books of messaging."""
        return f"fair-news-{self.pk}"


class NewsLine(models.Model):
    """One who is concerned, once: a person, the commune officer who registered people, an enterprise or one of its
    recruiters, a linked site or centre asked.

    `centre` looks after them: its staff see whom to phone. Addresses are looked up when the message leaves.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent: phone them")
        TO_PHONE = "to_phone", _("To be phoned")
        PHONED = "phoned", _("Phoned")

    news = models.ForeignKey(SessionNews, models.CASCADE, related_name="lines")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, related_name="+")
    recruiter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey(SessionSite, models.CASCADE, null=True, related_name="+")
    invitation = models.ForeignKey(SiteInvitation, models.CASCADE, null=True, related_name="+")
    way = models.CharField(max_length=5, choices=Way)
    state = models.CharField(max_length=8, choices=State)
    at = models.DateTimeField(null=True)
    phoned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="told_once",
                fields=["news", "seeker", "officer", "employer", "recruiter", "site", "invitation"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="line_is_for_somebody",
                condition=Q(seeker__isnull=False)
                | Q(officer__isnull=False)
                | Q(employer__isnull=False)
                | Q(site__isnull=False)
                | Q(invitation__isnull=False),
            ),
        ]
        indexes = [models.Index(name="news_waiting", fields=["news"], condition=Q(state="waiting"))]
