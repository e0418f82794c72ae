"""The ledger of consents. A withdrawal is one more line; no line ever changes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    COUNSELLING = "counselling", _("Counselling and referral to work")
    SHARE_PROFILE = "share_profile", _("Showing my profile to the enterprises I choose")
    MESSAGES = "messages", _("Messages about my applications and fairs")
    STATISTICS = "statistics", _("Counting in statistics without my name")
    NATIONAL_EXCHANGE = "national_exchange", _("Passing my registration to the national job exchange")
    LINKED_CENTRES = "linked_centres", _("Letting another job centre see my file")


class Channel(models.TextChoices):
    WEB = "web", _("On the web")
    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")


class ConsentText(models.Model):
    """The words that were shown, kept for ever as proof."""

    purpose = models.CharField(max_length=17, choices=Purpose)
    version = models.PositiveSmallIntegerField()
    text_vi = models.TextField()
    text_en = models.TextField()
    in_force_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_text_per_version", fields=["purpose", "version"])]
        triggers = [pgtrigger.Protect(name="text_is_proof", operation=pgtrigger.Update | pgtrigger.Delete)]


class ConsentEntry(models.Model):
    """`subject` names the person as the context above knows them, such as "seeker:12"."""

    subject = models.CharField(max_length=40)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    given = models.BooleanField()
    channel = models.CharField(max_length=7, choices=Channel)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
