"""The inventory of a record, and its entry for the archive: the fields of a file and of each paper in it.

The fields are those of Circular 05/2025/TT-BNV as far as they are known; what only the archive may say is left empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.foundation.ui.words import count_words, time_words
from nhipcau.statistics.models import RecordPaper
from nhipcau.statistics.papers.official import Head, Heading, Official, Para, Table, place_and_day
from nhipcau.statistics.papers.rows import Gathered

Kind = RecordPaper.Kind
RESTRICTED: Final = "restricted"
INTERNAL: Final = "internal"


@dataclass(frozen=True)
class Made:
    """A paper that is made: its bytes' length and hash, and its pages, which a document to be edited has not."""

    kind: Kind
    form: str
    size: int
    sha256: str
    pages: int | None


def manifest(gathered: Gathered, made: Sequence[Made], *, code: str, now: datetime) -> dict[str, Any]:
    """Call it in Vietnamese: titles are kept as they were made."""
    session = gathered.session
    return {
        "code": code,
        "title": _("Record of the session “%(title)s” on %(day)s")
        % {"title": session.title, "day": f"{localtime(session.starts):%d/%m/%Y}"},
        "retention": None,
        "access": RESTRICTED,
        "language": "vi",
        "begins": localtime(session.starts).isoformat(),
        "ends": localtime(session.closed_at or session.ends).isoformat(),
        "keywords": [str(session.get_kind_display()), str(session.get_mode_display()), str(session.centre.province)],
        "papers_total": len(made),
        "sheets": None,
        "pages": sum(each.pages or 0 for each in made),
        "physical_state": None,
        "made_at": localtime(now).isoformat(),
        "papers": [
            {
                "number": number,
                "kind": each.kind.value,
                "title": str(each.kind.label),
                "form": each.form,
                "pages": each.pages,
                "bytes": each.size,
                "sha256": each.sha256,
                "access": RESTRICTED if each.kind == Kind.PEOPLE else INTERNAL,
            }
            for number, each in enumerate(made, start=1)
        ],
    }


def inventory_paper(gathered: Gathered, head: Head, entry: dict[str, Any], *, now: datetime) -> Official:
    moment = localtime(now)
    fields = Table([_("Field"), _("Value")], _fields(entry, gathered, moment), widths=(2, 5))
    said = _("This inventory carries the same entry as data (ho-so.json) and is not counted in its own numbers.")
    return Official(
        head=head,
        title=_("Inventory of the record"),
        about=entry["title"],
        day=place_and_day(head, moment.date()),
        blocks=[
            Heading("I. " + _("The record")),
            fields,
            Heading("II. " + _("The papers")),
            _papers(entry),
            Para(said),
        ],
        signed=False,
        attached=entry,
    )


def _papers(entry: dict[str, Any]) -> Table:
    access = {RESTRICTED: _("restricted: names people"), INTERNAL: _("internal")}
    rows = [
        [
            str(each["number"]),
            each["title"],
            each["form"],
            str(each["pages"] or "–"),
            count_words(each["bytes"]),
            f"{each['sha256'][:32]} {each['sha256'][32:]}",
            access[each["access"]],
        ]
        for each in entry["papers"]
    ]
    headings = [
        _("No."),
        _("Paper"),
        _("Form"),
        pgettext("in a report", "Pages"),
        _("Bytes"),
        _("SHA-256"),
        _("Access"),
    ]
    return Table(headings, rows, widths=(3, 12, 8, 5, 7, 25, 9), numbers=(3, 4), small=True)


def _fields(entry: dict[str, Any], gathered: Gathered, moment: datetime) -> list[list[str]]:
    session = gathered.session
    unsaid = _("to be set by the archive")
    closed = session.closed_at or session.ends
    return [
        [_("Code of the record"), entry["code"]],
        [_("Title"), entry["title"]],
        [_("Retention"), unsaid],
        [_("Access"), _("restricted: the list of people; the other papers internal")],
        [_("Language"), _("Vietnamese")],
        [_("Begins"), f"{localtime(session.starts):%d/%m/%Y} {time_words(session.starts)}"],
        [_("Ends"), f"{localtime(closed):%d/%m/%Y} {time_words(closed)}"],
        [_("Keywords"), "; ".join(entry["keywords"])],
        [_("Number of papers"), str(entry["papers_total"])],
        [_("Number of pages"), count_words(entry["pages"])],
        [_("Number of sheets"), _("none: made as files")],
        [_("Made at"), f"{moment:%d/%m/%Y} {time_words(moment)}"],
    ]
