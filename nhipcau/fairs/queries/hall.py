"""What the television in the hall shows: who is called to which table, and who should get ready. Numbers only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nhipcau.fairs.models import FairSession, Registration, RegistrationState, Seating, SessionSite
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.interviews import api as interviews
from nhipcau.interviews.api import BoardLine

SHOWN_NEXT = 3


@dataclass(frozen=True)
class Guests:
    """Numbers of the people who take part online from a place, and of those who sit at a computer there, which one."""

    numbers: frozenset[int] = frozenset()
    computers: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class HallCall:
    """`computer`: where the person sits whom an online room calls. `here`: they are at this place, perhaps at none."""

    line: BoardLine
    here: bool = False
    computer: int | None = None


@dataclass(frozen=True)
class Hall:
    """`calls`: all that stand, the newest first. `coming`: (number, call) of those whose turn is nearest, each once."""

    site: SessionSite | None
    calls: list[HallCall]
    coming: list[tuple[int, HallCall]]


def hall_of(session: FairSession, site: SessionSite | None, *, now: datetime) -> Hall:
    """One hall's tables, and of the online rooms what concerns the people who are there.

    With no site, or the online one: the rooms of those who take part from anywhere.
    """
    place = site.place_id if site else None
    lines = interviews.board(occasion_of(session.pk), now=now)
    mine = [line for line in lines if line.desk.place_id == place]
    rooms = [line for line in lines if line.desk.place_id is None] if place else []
    guests = _guests(site, rooms) if site and rooms else Guests()
    calls = [line for line in lines if line.state == "called" and (line in mine or line.number in guests.numbers)]
    waited_for = [(line, line.next_numbers) for line in mine]
    waited_for += [(line, tuple(n for n in line.next_numbers if n in guests.numbers)) for line in rooms]
    busy = {line.number for line in lines if line.number}
    return Hall(
        site=site,
        calls=[_called(line, line.number, guests) for line in calls],
        coming=[(number, _called(line, number, guests)) for number, line in _coming(waited_for, busy)],
    )


def _called(line: BoardLine, number: int | None, guests: Guests) -> HallCall:
    if line.desk.place_id or number not in guests.numbers:
        return HallCall(line)
    return HallCall(line, here=True, computer=guests.computers.get(number))


def _guests(site: SessionSite, rooms: list[BoardLine]) -> Guests:
    """Who was let in at this site, or sits at a computer of it. Two queries."""
    asked = {number for line in rooms for number in (*line.next_numbers, line.number) if number}
    known = Registration.objects.filter(session_id=site.session_id, number__in=asked)
    there = known.filter(state=RegistrationState.CHECKED_IN, attendance__site=site)
    seated = Seating.objects.filter(ended_at=None, device__site=site, registration__in=known)
    computers = dict(seated.values_list("registration__number", "device__number"))
    return Guests(frozenset(there.values_list("number", flat=True)) | computers.keys(), computers)


def _coming(waited_for: Iterable[tuple[BoardLine, tuple[int, ...]]], busy: set[int]) -> list[tuple[int, BoardLine]]:
    """A free table calls at once; after it the table whose talk has lasted longest."""
    at_work = [(line, numbers) for line, numbers in waited_for if line.state in ("free", "in_progress") and numbers]
    at_work.sort(key=lambda one: _soonest(one[0]))
    coming: dict[int, BoardLine] = {}
    for line, numbers in at_work:
        free = [number for number in numbers if number not in busy and number not in coming]
        if free and len(coming) < SHOWN_NEXT:
            coming[free[0]] = line
    return list(coming.items())


def _soonest(line: BoardLine) -> tuple[bool, float, int]:
    return line.state != "free", line.since.timestamp() if line.since else 0, line.desk.number


def site_of_board(session: FairSession, wanted: str) -> SessionSite | None:
    """The one that was asked for; else the hall of the host."""
    sites = list(session.sites.select_related("place", "centre").order_by("pk"))
    for site in sites:
        if str(site.pk) == wanted:
            return site
    halls = [site for site in sites if site.place_id]
    return next((site for site in halls if site.role == SessionSite.Role.HOST), halls[0] if halls else None)
