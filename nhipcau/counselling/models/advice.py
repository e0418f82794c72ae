"""Pre-screening of a person, advice to groups, openings offered to people who draw unemployment benefit."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.crypto.fields import EncryptedTextField
from nhipcau.seekers.models import Shift


class Paper(models.TextChoices):
    """Papers that enterprises ask for ; a person brings them or not."""

    CITIZEN_CARD = "citizen_card", _("Citizen card")
    APPLICATION = "application", _("Written application")
    CV = "cv", _("Résumé certified by the commune")
    HEALTH = "health", _("Health certificate")
    DIPLOMA = "diploma", _("Diploma or certificate")
    INSURANCE_BOOK = "insurance_book", _("Social insurance book")


class Response(models.TextChoices):
    INTERESTED = "interested", _("Interested")
    THINKING = "thinking", _("Thinks about it")
    REFUSED = "refused", _("Does not want it")


@pghistory.track(exclude=["needs"])
class Screening(models.Model):
    """Two minutes between door and table: what this person looks for today.

    `needs` is sensitive data (health): sealed, without history, so that what is erased is gone.
    """

    occasion_kind = models.CharField(max_length=10)
    occasion_id = models.BigIntegerField()
    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    wish = models.CharField(_("work wished for"), max_length=200, blank=True)
    shift = models.CharField(_("shift"), max_length=8, choices=Shift, blank=True)
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    farthest_km = models.PositiveSmallIntegerField(_("how far at most, in km"), null=True, blank=True)
    papers = models.JSONField(_("papers brought"), default=list, blank=True)
    needs = EncryptedTextField(_("health and help needed"), blank=True, default="")
    draws_benefit = models.BooleanField(_("draws unemployment benefit"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="screened_once_per_occasion", fields=["occasion_kind", "occasion_id", "seeker"]
            )
        ]


class GroupAdvice(models.Model):
    """Advice to many at once: a topic, how many listened, how long. One line is `people` turns of counselling."""

    class Topic(models.TextChoices):
        WORK = "work", _("Work and enterprises of the day")
        POLICY = "policy", _("Policy: unemployment insurance, support")
        LAW = "law", _("Labour law")
        ABROAD = "abroad", _("Work abroad")
        TRAINING = "training", _("Vocational training")

    occasion_kind = models.CharField(max_length=10, blank=True)
    occasion_id = models.BigIntegerField(null=True)
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    topic = models.CharField(_("topic"), max_length=8, choices=Topic)
    people = models.PositiveSmallIntegerField(_("people who listened"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="somebody_listened", condition=Q(people__gt=0))]


class OfferedOpening(models.Model):
    """An opening offered to a person who draws unemployment benefit, and what the person said. Only ever added."""

    seeker = models.ForeignKey("seekers.Seeker", models.PROTECT, related_name="+")
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    referral = models.ForeignKey("matching.Referral", models.PROTECT, null=True, related_name="+")
    response = models.CharField(_("what the person said"), max_length=10, choices=Response)
    occasion_kind = models.CharField(max_length=10, blank=True)
    occasion_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seeker", "-at"], name="newest_offers")]
        triggers = [pgtrigger.Protect(name="offer_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
