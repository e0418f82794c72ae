"""What needs a person's eye while a session runs, and how badly. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONG_TALK: Final = 20  # minutes
LONG_CALL: Final = 3
LONG_QUEUE: Final = 10  # people waiting at one desk
QUIET: Final = (
    10  # minutes without a scan, a call, a talk or a sign of a device at a site where people are expected or wait
)
FINE, LOOK, ACT = 0, 1, 2


@dataclass(frozen=True)
class Trouble:
    """`rank` sorts the cockpit; `words` are empty when all is well."""

    rank: int = FINE
    words: str = ""


def trouble_at(*, state: str, minutes: int, waiting: int, present: bool) -> Trouble:
    """One desk: `state` is free, called, in_progress, awaited or paused, since so many minutes."""
    queue = ngettext("%(count)s person waits", "%(count)s people wait", waiting) % {"count": waiting}
    if not present and waiting:
        return Trouble(ACT, _("nobody is at the desk, %(queue)s") % {"queue": queue})
    if not present:
        return Trouble(LOOK, _("nobody is at the desk yet"))
    if state in {"free", "paused"} and waiting:
        free = _("the desk is free, %(queue)s") if state == "free" else _("on a break, %(queue)s")
        return Trouble(ACT, free % {"queue": queue})
    if state == "called" and minutes >= LONG_CALL:
        return Trouble(ACT, _("called %(minutes)s minutes ago, nobody has come") % {"minutes": minutes})
    if state == "in_progress" and minutes >= LONG_TALK:
        return Trouble(LOOK, _("a long talk: %(minutes)s minutes") % {"minutes": minutes})
    if waiting >= LONG_QUEUE:
        return Trouble(LOOK, _("a long queue"))
    return Trouble()


def is_quiet(*, opened: bool, last: datetime | None, busy: bool, now: datetime) -> bool:
    """An open site that should have been heard of, and was not: its line may be down. `busy`: people come or wait."""
    return opened and busy and last is not None and minutes_since(last, now) >= QUIET


def is_silent(*, contact: datetime, unsent: int, now: datetime) -> bool:
    """A door that said it holds scans, and says nothing any more."""
    return unsent > 0 and minutes_since(contact, now) >= QUIET


def minutes_since(since: datetime | None, now: datetime) -> int:
    return max(0, int((now - since) / timedelta(minutes=1))) if since else 0
