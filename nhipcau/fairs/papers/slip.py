"""The slip, the tickets and the badges as Typst takes them: plain words and the squares of the codes."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import segno
from django.utils.translation import gettext as _

from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.foundation.crypto.codes import grouped
from nhipcau.foundation.ui.words import day_words, phone_words, time_words

ROLL, A5 = "80", "a5"
SLIP: Final = Path(__file__).parent / "slip.typ"
BADGES: Final = Path(__file__).parent / "badges.typ"
TICKETS: Final = Path(__file__).parent / "tickets.typ"


def drawing(code: str) -> str:
    """A QR code as SVG of one path; Typst draws it without asking anything of the network or the system."""
    qr = segno.make(code, micro=False, error="m")
    moves = "".join(f"M{column} {row}h{length}v1h-{length}z" for row, column, length in _runs(qr.matrix))
    size = len(qr.matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{moves}"/></svg>'


def _runs(matrix: Sequence[Sequence[int]]) -> Iterable[tuple[int, int, int]]:
    """Dark squares that touch in a row become one piece."""
    for row, squares in enumerate(matrix):
        begun = None
        for column, dark in enumerate([*squares, 0]):
            if dark and begun is None:
                begun = column
            elif not dark and begun is not None:
                yield row, begun, column - begun
                begun = None


def where(line: Any) -> str:
    """The sign to look for in the hall."""
    if line.tables:
        return _("Table %(number)s") % {"number": _listed(line.tables)}
    if line.rooms:
        return _("Room %(number)s") % {"number": _listed(line.rooms)}
    return _("Ask at the desk")


def listed(lines: Sequence[Any]) -> list[dict[str, str]]:
    return [
        {
            "where": f"{line.clock} · {where(line)}" if line.clock else where(line),
            "employer": line.employer,
            "work": line.work,
        }
        for line in lines
    ]


def briefly(times: Iterable[Any]) -> str:
    """Interview times on a badge: when and at which table, or in which room online."""
    words = {False: _("Table %(number)s"), True: _("Room %(number)s")}
    return " · ".join(f"{one.clock} {words[one.online] % {'number': one.number}}" for one in times)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def slip_of(registration: Registration, lines: Sequence[Any], *, code: str, size: str) -> dict[str, Any]:
    session, place = registration.session, registration.site.place
    day, begins, ends = day_words(session.starts), time_words(session.starts), time_words(session.ends)
    return {
        "size": size,
        "centre": session.centre.name,
        "title": session.title,
        "when": f"{day} · {begins}–{ends}",
        "place": place.name if place else _("Online, at home"),
        "label": _("Number"),
        "number": registration.number,
        "name": registration.seeker.full_name,
        "code": code,
        "qr": drawing(registration.code),
        "heading": _("Go to these tables, in this order"),
        "lines": listed(lines),
        "nothing": _("No enterprise chosen yet. Ask at the counselling desk."),
        "rule": _("When your number is on the board or read out, go to the table it names. Taking part costs nothing."),
        "phone": phone_words(session.centre.phone) if session.centre.phone else "",
    }


def badges_of(site: SessionSite, people: Iterable[tuple[int, str, str, Sequence[Any]]]) -> dict[str, Any]:
    place = site.place.name if site.place else _("Online, at home")
    return badges_for(site.session.title, day_words(site.session.starts), place, people)


def badges_for(
    title: str, when: str, place: str, people: Iterable[tuple[int, str, str, Sequence[Any]]]
) -> dict[str, Any]:
    return {
        "title": title,
        "when": when,
        "place": place,
        "label": _("Number"),
        "none": _("Nobody is registered here yet."),
        "people": [
            {"number": number, "name": name, "qr": drawing(code), "times": briefly(times)}
            for number, name, code, times in people
        ],
    }


def tickets_of(site: SessionSite, people: Iterable[tuple[int, str, str, Sequence[Any]]]) -> dict[str, Any]:
    """Everybody's ticket: what to bring along, with the code in letters too for a camera that reads nothing."""
    session, place = site.session, site.place
    span = f"{time_words(session.starts)}–{time_words(session.ends)}"
    return {
        "title": session.title,
        "when": f"{day_words(session.starts)} · {span}",
        "place": place.name if place else _("Online, at home"),
        "address": place.address if place else "",
        "label": _("Number"),
        "rule": _("Show this at the door. Taking part costs nothing."),
        "phone": phone_words(session.centre.phone) if session.centre.phone else "",
        "none": _("Nobody is registered here yet."),
        "people": [
            {"number": number, "name": name, "code": grouped(code), "qr": drawing(code), "times": briefly(times)}
            for number, name, code, times in people
        ],
    }
