"""Sheets to sign and plates for the tables: who sits where, who is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import FairSession
from nhipcau.foundation.ui.words import count_words, day_words, phone_words, span_words

EMPTY_LINES: Final = 6  # for those who come without being on the list


@dataclass(frozen=True)
class Seat:
    """An enterprise at a site. `tables` are those of this site; empty when it interviews online only."""

    enterprise: str
    tables: list[int]
    rooms: list[int]
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Guest:
    """A person as they stand on the list of their own site."""

    number: int
    name: str
    born: int


def plates(session: FairSession, centre: str, seats: Sequence[Seat]) -> dict[str, Any]:
    """One sheet for each table, in the order of the tables."""
    ordered = sorted((table, seat.enterprise) for seat in seats for table in seat.tables)
    return {
        "title": _("Table plates"),
        "table": _("Table"),
        "footer": f"{centre} · {session.title} · {day_words(session.starts)}",
        "plates": [{"number": number, "enterprise": enterprise} for number, enterprise in ordered],
        "none": _("No table is given away at this site yet."),
    }


def to_sign(
    session: FairSession, centre: str, site: str, *, title: str, headings: list[str], rows: list[list[str]], note: str
) -> dict[str, Any]:
    """A list with an empty column for the hand of each."""
    return {
        "title": title,
        "centre": centre,
        "session": session.title,
        "when": f"{day_words(session.starts)}/{session.starts.year}, {span_words(session.starts, session.ends)}",
        "site": site,
        "headings": [_("No."), *headings, _("Signature")],
        "rows": [[count_words(number), *row] for number, row in enumerate(rows, 1)],
        "empty": EMPTY_LINES,
        "count": _("In all: %(n)s") % {"n": count_words(len(rows))},
        "note": note,
        "page": _("Page"),
    }


def enterprises_to_sign(session: FairSession, centre: str, site: str, seats: Sequence[Seat]) -> dict[str, Any]:
    rows = [[seated(seat), seat.enterprise, seat.contact, phone_words(seat.phone)] for seat in seats]
    headings = [_("Table, room"), _("Enterprise"), _("Representative"), _("Phone")]
    title = _("Enterprises taking part: list to sign")
    return to_sign(session, centre, site, title=title, headings=headings, rows=rows, note="")


def people_to_sign(session: FairSession, centre: str, site: str, guests: Sequence[Guest]) -> dict[str, Any]:
    rows = [[str(guest.number), guest.name, str(guest.born)] for guest in guests]
    headings = [_("Number"), _("Full name"), _("Year of birth")]
    note = _("Names of people: for this site only. Keep it with the record of the day; do not photograph it.")
    title = _("People taking part: list to sign")
    return to_sign(session, centre, site, title=title, headings=headings, rows=rows, note=note)


def online_too(seat: Seat) -> str:
    """The rooms of an enterprise that has tables as well."""
    return (
        _("online, room %(numbers)s") % {"numbers": ", ".join(map(str, seat.rooms))}
        if seat.tables and seat.rooms
        else ""
    )


def seated(seat: Seat) -> str:
    """Table 12, or the room online when there is no table here."""
    if seat.tables:
        return _("Table %(numbers)s") % {"numbers": ", ".join(map(str, seat.tables))}
    if seat.rooms:
        return _("Online, room %(numbers)s") % {"numbers": ", ".join(map(str, seat.rooms))}
    return ""
