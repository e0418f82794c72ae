"""The list of openings for the wall of a site: by sector, with the table or the room, as paper and as a sheet."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import FairSession
from nhipcau.foundation.sheets.api import Table
from nhipcau.foundation.ui.words import count_words, day_words, span_words

TOGETHER: Final = 6


@dataclass(frozen=True)
class Line:
    """One opening as somebody before the wall reads it. `seat` is a table here, or a room online."""

    seat: str
    enterprise: str
    title: str
    heads: int
    pay: str
    shift: str
    place: str
    extras: str


@dataclass(frozen=True)
class Sector:
    name: str
    lines: list[Line]

    @property
    def heads(self) -> int:
        return sum(line.heads for line in self.lines)


def headings() -> list[str]:
    return [
        _("Table, room"),
        _("Enterprise"),
        _("Job"),
        _("People needed"),
        _("Pay"),
        _("Shift"),
        _("Place of work"),
        _("Bus, dormitory"),
    ]


def data_of(session: FairSession, site: str, sectors: Sequence[Sector], *, paper: str) -> dict[str, Any]:
    enterprises = {line.enterprise for sector in sectors for line in sector.lines}
    counts = {
        "enterprises": count_words(len(enterprises)),
        "openings": count_words(sum(sector.heads for sector in sectors)),
    }
    return {
        "paper": paper,
        "title": _("Openings at the fair"),
        "when": f"{day_words(session.starts)}, {span_words(session.starts, session.ends)}",
        "session": session.title,
        "site": site,
        "counted": _("%(enterprises)s enterprises, %(openings)s people needed") % counts,
        "headings": headings(),
        "sectors": [
            {
                "name": sector.name,
                "heads": _("%(n)s people") % {"n": count_words(sector.heads)},
                "groups": [_together(group) for group in _groups(sector.lines)],
            }
            for sector in sectors
        ],
        "none": _("No enterprise has been approved for this site yet."),
        "page": _("Page"),
    }


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The openings of one enterprise stand beside its name, but never so many that they do not fit a page."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1] if found else []
        if last and last[0].enterprise == line.enterprise and last[0].seat == line.seat and len(last) < TOGETHER:
            last.append(line)
        else:
            found.append([line])
    return found


def _together(group: Sequence[Line]) -> dict[str, Any]:
    lines = [{**asdict(line), "heads": count_words(line.heads)} for line in group]
    return {"seat": group[0].seat, "enterprise": group[0].enterprise, "lines": lines}


def table_of(session: FairSession, site: str, sectors: Sequence[Sector]) -> Table:
    """One row an opening, its sector in the first column so that it can be filtered."""
    rows = [[sector.name, *asdict(line).values()] for sector in sectors for line in sector.lines]
    title = f"{session.title} · {day_words(session.starts)} · {site}"
    return Table(name=_("Openings"), title=title, headings=[_("Sector"), *headings()], rows=rows)
