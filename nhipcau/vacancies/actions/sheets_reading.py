"""Every line of a sheet is read with our readers; a line that was mended is read again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.foundation.live.api import touch
from nhipcau.foundation.text.api import tidy
from nhipcau.reference.api import occupation_code_of_title, place_reader
from nhipcau.reference.models import Occupation
from nhipcau.vacancies.actions.sheets_enterprises import Enterprises, key_of
from nhipcau.vacancies.actions.writing import ENTER
from nhipcau.vacancies.models import Sheet, SheetRow, Vacancy
from nhipcau.vacancies.reading.columns import FIELDS
from nhipcau.vacancies.reading.line import Readers, read_line
from nhipcau.vacancies.reading.problems import Found

AT_A_TIME: Final = 250
LONGEST_CELL: Final = 10_000
READ: Final = ["reading", "problems", "notes", "outcome", "source_key"]
Outcome = SheetRow.Outcome


class CannotMend(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def sent(sheet: Sheet, row: SheetRow) -> dict[str, str]:
    """The fields of a line as the sheet says them; what holds for all lines fills empty cells."""
    said: dict[str, str] = dict(sheet.fixed)
    for name, column in sheet.columns.items():
        if row.cells[column] or name not in said:
            said[name] = row.cells[column]
    return said


def said_of(sheet: Sheet, row: SheetRow) -> dict[str, str]:
    """The same with what was mended by hand."""
    mended: dict[str, str] = row.mended
    return sent(sheet, row) | mended


def source_key(said: Mapping[str, str]) -> str:
    """Tells the same line when it comes again. What is mended later does not change it."""
    plain = {name: tidy(text) for name, text in sorted(said.items()) if tidy(text)}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


@dataclass
class SheetReader:
    """All that the lines of one sheet are read with, fetched once."""

    sheet: Sheet
    by: User
    now: datetime

    @cached_property
    def readers(self) -> Readers:
        codes = set(Occupation.objects.values_list("pk", flat=True))

        @cache
        def occupation(title: str) -> str | None:
            code = title.strip() if title.strip() in codes else occupation_code_of_title(title)
            return code if code in codes else None

        headings = {name: self.sheet.headings[column] for name, column in self.sheet.columns.items()}
        return Readers(place_reader(), occupation, localdate(self.now), headings)

    @cached_property
    def enterprises(self) -> Enterprises:
        return Enterprises.of(self.sheet.centre, self.by)

    def read(self, row: SheetRow) -> None:
        """Fill the row; saving is the caller's."""
        said = said_of(self.sheet, row)
        line = read_line(said, self.readers)
        values: dict[str, Any] = line.values
        if self.sheet.employer_id is None:
            whose, problem = self.enterprises.find(said.get("employer", ""), said.get("tax_code", ""))
            values["whose"] = whose or {}
            if problem is not None:
                line.problems.insert(0, problem)
            elif whose and "id" not in whose:
                line.notes.append(Found("employer", "employer_new", whose["name"]))
        else:
            values["whose"] = {"id": self.sheet.employer_id}
        row.reading = values
        row.problems = [one.kept() for one in line.problems]
        row.notes = [one.kept() for one in line.notes]
        row.outcome = Outcome.BAD if line.problems else Outcome.GOOD
        row.source_key = source_key(sent(self.sheet, row))


def save_rows(rows: Iterable[SheetRow], fields: list[str]) -> None:
    """Many rows in one statement: an upsert is far quicker than one UPDATE of many cases."""
    SheetRow.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["sheet", "number"], update_fields=fields
    )


def read_waiting(*, sheet: Sheet, by: User, now: datetime) -> None:
    """Read the lines that were not read yet, some at a time, each part in its own transaction where nobody
    holds one already; stop when the columns were named anew meanwhile."""
    reader = SheetReader(sheet, by, now)
    while read_part(reader, round_=sheet.round):
        pass


@transaction.atomic
def read_part(reader: SheetReader, *, round_: int) -> bool:
    """True while more is to be read."""
    sheet = Sheet.objects.select_for_update(of=("self",)).filter(pk=reader.sheet.pk).first()
    if sheet is None or sheet.round != round_ or sheet.state != Sheet.State.READING:
        return False
    rows = list(sheet.rows.filter(outcome=Outcome.UNREAD).order_by("number")[:AT_A_TIME])
    for row in rows:
        reader.read(row)
    save_rows(rows, READ)
    sheet.done += len(rows)
    more = sheet.done < sheet.total and bool(rows)
    if not more:
        mark_repeated(sheet)
        sheet.state = Sheet.State.CHECKED
    sheet.save(update_fields=["done", "state"])
    reader.sheet.state, reader.sheet.done = sheet.state, sheet.done
    touch(f"sheet:{sheet.pk}")
    return more


def mark_repeated(sheet: Sheet) -> None:
    """Lines that came in before, and lines that stand twice in this sheet, come in no second time.

    The very same file is known again even if its columns are named otherwise now.
    """
    rows = list(sheet.rows.exclude(outcome=Outcome.IN).order_by("number"))
    keys = {row.source_key for row in rows}
    here = Vacancy.objects.filter(centre_id=sheet.centre_id, source_key__in=keys)
    before = set(here.values_list("employer_id", "source_key"))
    twins = Sheet.objects.filter(fingerprint=sheet.fingerprint, centre_id=sheet.centre_id, employer=sheet.employer)
    came = SheetRow.objects.filter(sheet__in=twins.exclude(pk=sheet.pk), outcome=Outcome.IN)
    numbers = set(came.values_list("number", flat=True)) if sheet.fingerprint else set()
    seen: dict[tuple[str, str], int] = {}
    changed = []
    for row in rows:
        whose = row.reading.get("whose", {})
        first = seen.setdefault((str(whose.get("id") or key_of(whose)), row.source_key), row.number)
        if row.number in numbers or (whose.get("id"), row.source_key) in before:
            row.reading["repeat"] = {"code": "before"}
        elif first != row.number:
            row.reading["repeat"] = {"code": "line", "blanks": {"number": first}}
        else:
            continue
        if row.outcome != Outcome.REPEATED:
            row.outcome = Outcome.REPEATED
            changed.append(row)
    save_rows(changed, ["outcome", "reading"])


@transaction.atomic
def mend_cells(*, row: SheetRow, cells: Mapping[str, str], by: User, now: datetime) -> SheetRow:
    """Write other words into the fields of one line and read it again. The sheet as sent stays beside.

    Raises CannotMend with the reason, or PermissionDenied.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("centre").get(pk=row.sheet_id)
    require(by, ENTER, sheet)
    row = sheet.rows.get(pk=row.pk)
    if sheet.state != Sheet.State.CHECKED:
        raise CannotMend([_("This sheet cannot be changed now.")])
    if row.outcome not in (Outcome.GOOD, Outcome.BAD):
        raise CannotMend([_("This line is here already; there is nothing to mend.")])
    before = said_of(sheet, row)
    changed = {
        name: text.strip()[:LONGEST_CELL]
        for name, text in cells.items()
        if name in FIELDS and tidy(text) != tidy(before.get(name, ""))
    }
    if not changed:
        return row
    row.mended |= changed
    SheetReader(sheet, by, now).read(row)
    row.save(update_fields=["mended", *READ])
    return row
