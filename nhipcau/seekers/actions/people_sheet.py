"""A list of people comes in: sent and kept, looked at, taken.

    sheet = send_people(name=..., body=..., centre=..., by=..., now=...)     # CannotSend: with every reason
    lines = lines_of(sheet, by=..., today=...)                               # nothing is written
    sheet = take_people(sheet=sheet, write=..., by=..., now=...)             # the good lines; the file is forgotten

`write(line) -> (person, new)` makes the file of one line and whatever comes with it; `new` is False for somebody who is there
already. It may raise CannotRegister: the line is left out with these reasons. `write_here` is the one of a centre's own staff.
Another permission than that of the counter is named by `permission`, at sending and at taking.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.files import api as files
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import PlaceReader, place_reader
from nhipcau.reference.models import Commune
from nhipcau.seekers import queries, rules
from nhipcau.seekers.actions.registering import register_seeker
from nhipcau.seekers.actions.writing import AlreadyRegistered, CannotRegister, hold_names
from nhipcau.seekers.models import PeopleSheet, Seeker
from nhipcau.seekers.reading.people_sheet import COLUMNS, Said, guess, missing, read_line
from nhipcau.seekers.rules import SeekerData

COUNTER: Final = "seekers.register_seeker"
KINDS: Final = (files.Kind.XLSX, files.Kind.XLS, files.Kind.ODS, files.Kind.CSV)
MOST_PEOPLE: Final = 500
KEPT: Final = timedelta(days=1)  # a list that nobody takes in is forgotten


class CannotSend(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Line:
    """`number` as the sender's program counts. No `data` where something is wrong; `twin` is the line above it repeats.

    `known`: the file of this person that the reader may see.
    """

    number: int
    name: str
    said: Said
    data: SeekerData | None = None
    purposes: frozenset[Purpose] = frozenset()
    problems: tuple[str, ...] = ()
    known: Seeker | None = None
    twin: int | None = None


Write = Callable[[Line], tuple[Seeker, bool]]


@transaction.atomic
def send_people(
    *, name: str, body: bytes, centre: Centre, by: User, now: datetime, permission: str = COUNTER
) -> PeopleSheet:
    """Keep the file until it is taken in. Raises CannotSend: no list, no such columns, too many lines."""
    require(by, permission, centre)
    _forget_old(now)
    try:
        grid = sheets.read_table(name, body)
        _refuse(grid)
        kept = files.keep(name=name, body=body, kinds=KINDS, purpose="people_sheet", by=by, now=now)
    except sheets.CannotRead as trouble:
        raise CannotSend([str(trouble)]) from None
    except files.FileTrouble as trouble:
        raise CannotSend(trouble.reasons) from None
    sheet = PeopleSheet.objects.create(centre=centre, file=kept, name=kept.name, by=by, at=now)
    audit.record(by=by, action="people_sheet.send", target=sheet, at=now, details={"lines": len(grid.rows)})
    return sheet


def lines_of(sheet: PeopleSheet, *, by: User, today: date) -> list[Line]:
    """Every line, read and compared with the files that `by` may see. A list that was taken in has none any more."""
    return _compared(_read(sheet, today=today), by=by)


def _read(sheet: PeopleSheet, *, today: date) -> list[Line]:
    if sheet.file is None:
        return []
    grid = sheets.read_table(sheet.name, files.read(sheet.file))
    columns, reader = guess(grid.headings), place_reader()
    read = [(row.number, read_line(row.cells, columns)) for row in grid.rows]
    communes = Commune.objects.in_bulk(
        {code for _number, said in read if (code := _commune_code(said, reader)) is not None}
    )
    lines, seen = [], dict[tuple[str, date], int]()
    for number, said in read:
        line = _line(number, said, communes.get(_commune_code(said, reader) or ""), today=today)
        if line.data is not None:
            who = (fold(line.data.full_name), line.data.birth_date)
            line = replace(line, twin=seen.get(who))
            seen.setdefault(who, number)
        lines.append(line)
    return lines


def _compared(lines: list[Line], *, by: User) -> list[Line]:
    """Each line with the file of its person, all files found at once."""
    files_by_day: dict[date, list[Seeker]] = {}
    days = {line.data.birth_date for line in lines if line.data is not None}
    for seeker in queries.born_on(user=by, days=days):
        files_by_day.setdefault(seeker.birth_date, []).append(seeker)
    return [
        line
        if line.data is None
        else replace(line, known=_known(line.data, files_by_day.get(line.data.birth_date, ())))
        for line in lines
    ]


@transaction.atomic
def take_people(*, sheet: PeopleSheet, write: Write, by: User, now: datetime, permission: str = COUNTER) -> PeopleSheet:
    """The good lines come in; bad ones are listed with their reasons. Taking the same list again changes nothing."""
    require(by, permission, sheet)
    sheet = PeopleSheet.objects.select_for_update(of=("self",)).select_related("centre", "file").get(pk=sheet.pk)
    if sheet.taken_at is not None:
        return sheet
    left_out = []
    read = _read(sheet, today=localdate(now))
    hold_names(sheet.centre, [line.data for line in read if line.data is not None])
    for line in _compared(read, by=by):
        reasons = list(line.problems)
        if line.data is not None and line.twin is None:
            try:
                _person, new = write(line)
                sheet.added, sheet.known = sheet.added + new, sheet.known + (not new)
            except CannotRegister as refusal:
                reasons = refusal.reasons
        if reasons:
            left_out.append({"line": line.number, "name": line.name, "why": reasons})
    file, sheet.file = sheet.file, None
    sheet.taken_at, sheet.left_out = now, left_out
    sheet.save(update_fields=["file", "taken_at", "added", "known", "left_out"])
    if file is not None:
        files.forget(file)
    counts = {"added": sheet.added, "known": sheet.known, "left_out": len(left_out)}
    audit.record(by=by, action="people_sheet.take", target=sheet, at=now, details=counts)
    return sheet


def write_here(line: Line, *, centre: Centre, by: User, now: datetime) -> tuple[Seeker, bool]:
    """A centre's own staff: the file that is there, or a new one with what the paper list says was agreed to."""
    assert line.data is not None  # noqa: S101
    if line.known is not None:
        return line.known, False
    try:
        seeker = register_seeker(
            data=line.data, centre=centre, purposes=line.purposes, channel=Channel.PAPER, by=by, now=now
        )
    except AlreadyRegistered as met:
        return met.seeker, False
    return seeker, True


def headings_of_list() -> tuple[list[str], list[str]]:
    """The headings of an empty list, and one line as an example."""
    shown = [one for one in COLUMNS if one.in_template]
    return [str(one.label) for one in shown], [one.example for one in shown]


def _line(number: int, said: Said, commune: Commune | None, *, today: date) -> Line:
    name = str(said.values.get("full_name", ""))
    problems = dict(said.problems)
    if problems.keys() - {"agrees"}:
        return Line(number=number, name=name, said=said, problems=tuple(problems.values()))
    data = rules.as_kept(SeekerData(**said.values, commune=commune))
    problems |= rules.problems_with(data, today=today)
    if problems:
        return Line(number=number, name=name, said=said, problems=tuple(problems.values()))
    purposes = frozenset(Purpose(purpose) for purpose in said.agrees)
    return Line(number=number, name=name, said=said, data=data, purposes=purposes)


def _commune_code(said: Said, reader: PlaceReader) -> str | None:
    """A place that is not understood is left out: it can be said at the desk."""
    places = reader.read(said.place).places if said.place else ()
    return places[0].commune if places and not places[0].divided else None


def _known(data: SeekerData, born_that_day: Iterable[Seeker]) -> Seeker | None:
    """The same name and day of birth, unless the citizen numbers say that these are two."""
    index = rules.citizen_index(data.citizen_number)
    alike = (seeker for seeker in born_that_day if rules.is_same_person(seeker, data))
    return next((one for one in alike if index is None or one.citizen_index in (None, index)), None)


def _refuse(grid: sheets.Grid) -> None:
    if lacking := missing(guess(grid.headings)):
        words = _("The list has no column for this: %(column)s. Name a column so in the line of headings.")
        raise CannotSend([words % {"column": one.label} for one in lacking])
    if (count := len(grid.rows)) > MOST_PEOPLE:
        words = ngettext(
            "The list has %(count)s line; at most %(most)s come in at once. Cut it in two.",
            "The list has %(count)s lines; at most %(most)s come in at once. Cut it in two.",
            count,
        )
        raise CannotSend([words % {"count": count, "most": MOST_PEOPLE}])


def _forget_old(now: datetime) -> None:
    for old in PeopleSheet.objects.filter(taken_at=None, at__lt=now - KEPT).select_related("file"):
        file = old.file
        old.delete()
        if file is not None:
            files.forget(file)
