"""When members are reminded, and in which words."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import day_words
from nhipcau.gatherings.models import Gathering, Kind
from nhipcau.gatherings.rules.times import clocks

DAY_BEFORE: Final = timedelta(hours=24)
SOON: Final = timedelta(minutes=30)


def is_due(gathering: Gathering, now: datetime) -> str:
    """`told_soon` in the last half hour before the start, `told_day_before` within the last day, else nothing."""
    left = gathering.starts_at - now
    if left <= timedelta():
        return ""
    if left <= SOON:
        return "told_soon"
    return "told_day_before" if left <= DAY_BEFORE else ""


def words_of_calling_off(gathering: Gathering) -> str:
    known = {"title": gathering.title, "day": day_words(gathering.starts_at), "why": gathering.called_off_because}
    return _("%(title)s on %(day)s will not take place: %(why)s") % known


def words_of_moving(gathering: Gathering) -> str:
    here = clocks(gathering.starts_at)[0]
    known = {"title": gathering.title, "time": here.clock, "day": day_words(gathering.starts_at)}
    return _("%(title)s has a new time: %(time)s, %(day)s, online. Open My things to say whether you come.") % known


def words_of(gathering: Gathering, *, missing: int) -> str:
    """`missing`: papers that this candidate still has to bring."""
    here = clocks(gathering.starts_at)[0]
    known = {"title": gathering.title, "time": here.clock, "day": day_words(gathering.starts_at)}
    words = _("%(title)s begins at %(time)s, %(day)s, online. Open My things and press Enter the room.") % known
    if gathering.kind == Kind.GROUP and missing:
        words += " " + _("Papers still missing: %(count)s.") % {"count": missing}
    return words
