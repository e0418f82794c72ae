"""One moment, as the clocks of two countries show it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import day_words
from nhipcau.reference.models import Country

# Where partners sit, by the zone of their clocks: IANA names, whose rules of summer time the system keeps.
ZONES: Final[dict[str, Country]] = {
    "Asia/Tokyo": Country.JAPAN,
    "Asia/Seoul": Country.KOREA,
    "Asia/Taipei": Country.TAIWAN,
    "Europe/Berlin": Country.GERMANY,
    "Europe/Bucharest": Country.ROMANIA,
    "Europe/Budapest": Country.HUNGARY,
    "Europe/Warsaw": Country.POLAND,
    "Australia/Sydney": Country.AUSTRALIA,
    "Asia/Singapore": Country.SINGAPORE,
    "Asia/Kuala_Lumpur": Country.MALAYSIA,
    "Asia/Riyadh": Country.SAUDI_ARABIA,
    "Asia/Dubai": Country.EMIRATES,
}


@dataclass(frozen=True)
class Shown:
    """What a clock says there: `day` only where it is another day than here."""

    clock: str
    place: str
    day: date | None

    @property
    def words(self) -> str:
        said = _("%(clock)s %(place)s time") % {"clock": self.clock, "place": self.place}
        return f"{said}, {day_words(self.day)}" if self.day else said


def place_of(zone: str) -> str:
    """A zone of the list by its country; another by the name of its city."""
    return str(ZONES[zone].label) if zone in ZONES else zone.rpartition("/")[2].replace("_", " ")


def clocks(moment: datetime, zone: str = "") -> list[Shown]:
    """Here first, then there: 09:00 Vietnam, 11:00 Japan. One where nobody takes part from abroad."""
    here = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
    shown = [Shown(f"{here:%H:%M}", _("Vietnam"), None)]
    if zone:
        there = moment.astimezone(ZoneInfo(zone))
        shown.append(Shown(f"{there:%H:%M}", place_of(zone), there.date() if there.date() != here.date() else None))
    return shown


def both(moment: datetime, zone: str = "") -> str:
    """On one line: "09:00 Vietnam time · 11:00 Japan time"."""
    return " · ".join(one.words for one in clocks(moment, zone))


def reasons_against_zone(zone: str) -> list[str]:
    return [] if not zone or zone in ZONES else [_("This time zone is not on the list.")]
