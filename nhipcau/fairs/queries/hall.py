"""What the television in the hall shows: who is called to which table, and who should get ready. Numbers only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.interviews import api as interviews
from nhipcau.interviews.api import BoardLine

SHOWN_NEXT = 3


@dataclass(frozen=True)
class Hall:
    """`calls`: all that stand, the newest first. `coming`: (number, line) of those whose turn is nearest, each person once."""

    site: SessionSite | None
    calls: list[BoardLine]
    coming: list[tuple[int, BoardLine]]


def hall_of(session: FairSession, site: SessionSite | None, *, now: datetime) -> Hall:
    """One hall's tables; with no site, or the online one, the rooms of those who take part from anywhere."""
    place = site.place_id if site else None
    lines = [line for line in interviews.board(occasion_of(session.pk), now=now) if line.desk.place_id == place]
    calls = [line for line in lines if line.state == "called"]
    return Hall(
        site=site,
        calls=calls,
        coming=_coming(lines, {line.number for line in lines if line.number}),
    )


def _coming(lines: Iterable[BoardLine], busy: set[int]) -> list[tuple[int, BoardLine]]:
    """A free table calls at once; after it the table whose talk has lasted longest."""
    at_work = [line for line in lines if line.state in ("free", "in_progress") and line.next_numbers]
    at_work.sort(key=lambda line: (line.state != "free", line.since.timestamp() if line.since else 0, line.desk.number))
    coming: dict[int, BoardLine] = {}
    for line in at_work:
        free = [number for number in line.next_numbers if number not in busy and number not in coming]
        if free and len(coming) < SHOWN_NEXT:
            coming[free[0]] = line
    return list(coming.items())


def site_of_board(session: FairSession, wanted: str) -> SessionSite | None:
    """The one that was asked for; else the hall of the host."""
    sites = list(session.sites.select_related("place", "centre").order_by("pk"))
    for site in sites:
        if str(site.pk) == wanted:
            return site
    halls = [site for site in sites if site.place_id]
    return next((site for site in halls if site.role == SessionSite.Role.HOST), halls[0] if halls else None)
