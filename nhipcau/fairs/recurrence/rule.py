"""A recurrence rule: made from a choice of weekdays, read by dateutil, said in words."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from dateutil.rrule import rrule, rrulestr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.foundation.ui.words import DAYS

CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_WEEKS: Final = 8  # between two sessions of a weekly series
WHOLE_DAYS: Final = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def weekly(weekdays: Sequence[int], *, interval: int = 1) -> str:
    """`weekly([3])` is every Thursday; Monday is 0."""
    days = ",".join(CODES[day] for day in sorted(set(weekdays)))
    every = f";INTERVAL={interval}" if interval > 1 else ""
    return f"FREQ=WEEKLY{every};BYDAY={days}"


def parts_of(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)


def reasons_against_rule(rule: str) -> list[str]:
    """A rule must be readable, and must repeat by whole days."""
    parts = parts_of(rule)
    if parts.get("FREQ") not in WHOLE_DAYS:
        return [_("A series repeats daily, weekly, monthly or yearly.")]
    if {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        return [_("A series has one fair a day: give the hours apart from the rule.")]
    try:
        read(rule, date(2026, 1, 1))
    except (ValueError, TypeError, AttributeError):
        return [_("This recurrence cannot be read.")]
    return []


def read(rule: str, first: date) -> rrule:
    """The rule as dateutil understands it, from its first day on."""
    made = rrulestr(rule, dtstart=datetime.combine(first, time()))
    if not isinstance(made, rrule):
        raise TypeError(rule)
    return made


def in_words(rule: str) -> str:
    """ "Every Thursday", "Every 2 weeks: Monday, Thursday"; any other rule is shown as it is written."""
    parts = parts_of(rule)
    if set(parts) - {"FREQ", "BYDAY", "INTERVAL"} or parts.get("FREQ") != "WEEKLY" or "BYDAY" not in parts:
        return rule
    days = ", ".join(str(DAYS[CODES.index(code)]) for code in parts["BYDAY"].split(",") if code in CODES)
    weeks = int(parts.get("INTERVAL", "1"))
    if weeks == 1:
        return _("Every %(days)s") % {"days": days}
    every = ngettext("Every %(weeks)s week: %(days)s", "Every %(weeks)s weeks: %(days)s", weeks)
    return every % {"weeks": weeks, "days": days}
