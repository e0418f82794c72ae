"""When a room is open, to whom, who may speak in it, and when a page counts as gone."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.gatherings.models import Gathering, Kind, Member, Role, State, Visit
from nhipcau.gatherings.rules.times import both

EARLY: Final = timedelta(minutes=15)  # members come in that long before
LATE: Final = timedelta(hours=2)  # after the planned end a room that nobody ended is ended
SILENT: Final = timedelta(seconds=40)  # a page that told nothing for so long is not counted as there
AFTERWARDS: Final = timedelta(minutes=10)  # a relay's credential is good for so long after the planned end
SPEAKING: Final = frozenset(Role) - {Role.LISTENER}
OTHERS: Final = 8  # besides candidates: hosts, interviewers, the partner, interpreters; in a talk all who speak


def opens_at(gathering: Gathering) -> datetime:
    return gathering.starts_at - EARLY


def is_over(gathering: Gathering) -> bool:
    return gathering.state in (State.ENDED, State.CANCELLED)


def reasons_not_to_enter(gathering: Gathering, now: datetime) -> list[str]:
    """An open room is open; one that is planned opens a quarter of an hour before, to wait in."""
    if gathering.state == State.CANCELLED:
        return [_("This was called off: %(why)s") % {"why": gathering.called_off_because}]
    if gathering.state == State.ENDED:
        return [_("This is over. Thank you for coming.")]
    if gathering.state == State.PLANNED and now < opens_at(gathering):
        return [_("The room opens at %(time)s.") % {"time": both(opens_at(gathering), gathering.partner_zone)}]
    if gathering.state == State.PLANNED and now > gathering.ends_at + LATE:
        return [_("The planned time has passed, and nobody opened the room.")]
    return []


def reasons_not_to_open(gathering: Gathering, now: datetime) -> list[str]:
    return reasons_not_to_enter(gathering, now)


def reasons_not_to_end(gathering: Gathering) -> list[str]:
    return [] if gathering.state == State.OPEN else [_("The room is not open.")]


def reasons_not_to_seat(gathering: Gathering) -> list[str]:
    """Sound and picture go from the moment a host opens the room."""
    return [] if gathering.state == State.OPEN else [_("The host has not opened the room yet.")]


def may_speak(member: Member) -> bool:
    """Everybody but listeners, and listeners whom the host asked."""
    return member.left_at is None and (member.role in SPEAKING or member.speaks_since is not None)


def most_speakers(gathering: Gathering) -> int:
    return OTHERS + (gathering.capacity if gathering.kind == Kind.GROUP else 0)


def reasons_not_to_ask(member: Member, gathering: Gathering, *, speaking: int) -> list[str]:
    """Whether this listener may be asked to speak; `speaking`: who may do so already."""
    if gathering.state != State.OPEN:
        return [_("The room is not open.")]
    if member.role != Role.LISTENER or member.left_at is not None:
        return [_("This person speaks already, or has left.")]
    if speaking >= most_speakers(gathering):
        return [_("As many people speak as the room bears. End somebody's turn first.")]
    return []


def is_there(visit: Visit, now: datetime) -> bool:
    return visit.left_at is None and now - visit.told_at < SILENT


def reasons_for_another_page() -> list[str]:
    return [_("This goes on in another window, or it is over.")]


def reasons_only_to_listen() -> list[str]:
    return [_("You listen here. The host has to ask you to speak first.")]
