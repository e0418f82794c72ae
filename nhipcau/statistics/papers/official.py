"""An official paper as plain data: one structure, set by Typst as PDF and by python-docx as a document to be edited.

The layout is that of Decree 30/2020/NĐ-CP, annex I; the words here are only its parts.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.centres.models import Centre

LESS_THAN_TEN_IS_PADDED: Final = 10
UNWRITABLE: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
MONTHS_PADDED: Final = 3  # the decree: a day below 10 and the months 1 and 2 have a zero before them


@dataclass(frozen=True)
class Heading:
    words: str
    level: int = 1
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Para:
    """The `last` one stays with what follows it: the place to sign."""

    words: str
    last: bool = False
    kind: str = field(default="para", init=False)


@dataclass(frozen=True)
class Item:
    """A line that begins with a dash."""

    words: str
    kind: str = field(default="item", init=False)


@dataclass(frozen=True)
class Table:
    """`widths` are shares; the columns named in `numbers` stand to the right."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    numbers: Sequence[int] = ()
    small: bool = False
    kind: str = field(default="table", init=False)


Block = Heading | Para | Item | Table


@dataclass(frozen=True)
class Head:
    """Who writes, and who signs: the centre as it stands on its papers."""

    authority: str
    centre: str
    short_sign: str
    place: str
    signatory: str
    signatory_title: str


@dataclass(frozen=True)
class Official:
    """`number` is empty where a paper carries none; `signed` papers end with recipients and a place to sign."""

    head: Head
    title: str
    about: str
    day: str
    blocks: Sequence[Block]
    number: str = ""
    recipients: Sequence[str] = ()
    signed: bool = True
    landscape: bool = False
    attached: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        found: dict[str, Any] = _cleaned(asdict(self))
        return found


def writable(words: str) -> str:
    """Neither kind of document takes control characters, and one name with such a thing must not cost the record."""
    return words.translate(UNWRITABLE)


def _cleaned(said: Any) -> Any:
    if isinstance(said, str):
        return writable(said)
    if isinstance(said, dict):
        return {name: _cleaned(value) for name, value in said.items()}
    return [_cleaned(each) for each in said] if isinstance(said, (list, tuple)) else said


def head_of(centre: Centre) -> Head:
    """What the centre has not written yet is left to its usual words."""
    return Head(
        authority=centre.superior,
        centre=centre.name,
        short_sign=centre.document_sign or _("TTDVVL"),
        place=centre.province.name,
        signatory=centre.signatory,
        signatory_title=centre.signatory_title or _("Director"),
    )


def place_and_day(head: Head, day: date) -> str:
    said = {
        "place": head.place,
        "day": padded(day.day, LESS_THAN_TEN_IS_PADDED),
        "month": padded(day.month, MONTHS_PADDED),
        "year": day.year,
    }
    return _("%(place)s, day %(day)s month %(month)s year %(year)s") % said


def padded(number: int, below: int) -> str:
    return f"0{number}" if number < below else str(number)
