"""Countries where people from here go to work, by their ISO codes; every other one is XX."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    JAPAN = "JP", _("Japan")
    KOREA = "KR", _("South Korea")
    TAIWAN = "TW", _("Taiwan")
    GERMANY = "DE", _("Germany")
    ROMANIA = "RO", _("Romania")
    HUNGARY = "HU", _("Hungary")
    POLAND = "PL", _("Poland")
    AUSTRALIA = "AU", _("Australia")
    SINGAPORE = "SG", _("Singapore")
    MALAYSIA = "MY", _("Malaysia")
    SAUDI_ARABIA = "SA", _("Saudi Arabia")
    EMIRATES = "AE", _("United Arab Emirates")
    OTHER = "XX", _("Another country")
