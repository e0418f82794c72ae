"""The words an opening chooses from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    SUBMITTED = "submitted", _("Waiting for review")
    RETURNED = "returned", _("Sent back to be mended")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("No longer open")


class PayKind(models.TextChoices):
    MONTH = "month", _("a month")
    DAY = "day", _("a day")
    HOUR = "hour", _("an hour")
    AGREED = "agreed", _("as agreed")


class Shift(models.TextChoices):
    DAY = "day", _("Day shift")
    TWO = "two", _("Two shifts")
    THREE = "three", _("Three shifts")
    NIGHT = "night", _("Night shift")
    FLEXIBLE = "flexible", _("Flexible hours")


class Experience(models.TextChoices):
    NONE = "none", _("No experience needed")
    UNDER_1 = "under_1", _("Under 1 year")
    FROM_1_TO_2 = "1_2", _("1 to 2 years")
    FROM_2_TO_5 = "2_5", _("2 to 5 years")
    OVER_5 = "over_5", _("Over 5 years")


class AgeGround(models.TextChoices):
    """The law that sets an age: only then may the age of a person shut an opening to them."""

    HEAVY = "heavy", _("Heavy or hazardous work")
    ABROAD = "abroad", _("Programme of the receiving country")
    OTHER = "other", _("Another law")


class Contract(models.TextChoices):
    OPEN_ENDED = "open_ended", _("Without an end date")
    UP_TO_12 = "up_to_12", _("Up to 12 months")
    FROM_12_TO_36 = "12_36", _("12 to 36 months")
    SEASONAL = "seasonal", _("Seasonal")
