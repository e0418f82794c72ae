"""A line of a sheet as its page shows it: the reading, the cells to mend, and words beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise

from nhipcau.employers.models import Employer
from nhipcau.vacancies.actions.sheets_reading import said_of
from nhipcau.vacancies.actions.sheets_taking import Lists, vacancy_data
from nhipcau.vacancies.models import Sheet, SheetRow, Vacancy
from nhipcau.vacancies.reading.columns import FIELDS
from nhipcau.vacancies.reading.problems import NOTES, PROBLEMS, REPEATS, words_of

LONG: Final = {"description", "requirements", "benefits"}
QUIET: Final = {"occupation_none", "employer_new"}  # said once for the sheet, not beside every line


@dataclass(frozen=True)
class Cell:
    """`id` names the input; `wrong` and `notes` are words beside it."""

    id: str
    label: Promise | str
    heading: str
    text: str
    wrong: list[str]
    notes: list[str]
    long: bool


@dataclass(frozen=True)
class Line:
    row: SheetRow
    title: str
    employer: str
    vacancy: Vacancy
    wrong: list[Cell]
    rest: list[Cell]
    notes: list[str]
    repeat: str

    @property
    def can_be_mended(self) -> bool:
        return self.row.outcome in (SheetRow.Outcome.GOOD, SheetRow.Outcome.BAD)


def lines_of(sheet: Sheet, rows: Sequence[SheetRow]) -> list[Line]:
    """With four questions for all of them together."""
    lists = Lists.of(rows)
    return [line_of(sheet, row, lists) for row in rows]


def line_of(sheet: Sheet, row: SheetRow, lists: Lists) -> Line:
    said = said_of(sheet, row)
    cells = [cell_of(sheet, row, name, said.get(name, "")) for name in fields_shown(sheet, row)]
    vacancy = Vacancy()
    values: dict[str, Any] = row.reading | {"headcount": row.reading.get("headcount") or 1}
    for name, value in vars(vacancy_data(values | {"title": values.get("title", "")}, lists, Employer())).items():
        setattr(vacancy, name, value)
    repeat = row.reading.get("repeat") if row.outcome == SheetRow.Outcome.REPEATED else None
    return Line(
        row=row,
        title=row.reading.get("title", ""),
        employer=said.get("employer") or said.get("tax_code", "") if sheet.employer_id is None else "",
        vacancy=vacancy,
        wrong=[one for one in cells if one.wrong],
        rest=[one for one in cells if not one.wrong],
        notes=[words_of(note, NOTES) for note in row.notes if note["code"] not in QUIET],
        repeat=words_of(repeat, REPEATS) if repeat else "",
    )


def fields_shown(sheet: Sheet, row: SheetRow) -> list[str]:
    """Wrong cells first, then every field that the sheet or a person has said, in our order."""
    wrong = {one["field"] for one in row.problems}
    if "tax_code" not in wrong and any(one["code"] == "employer_two" for one in row.problems):
        wrong |= {"tax_code"}
    said = {*sheet.columns, *sheet.fixed, *row.mended}
    return [name for name in FIELDS if name in wrong] + [name for name in FIELDS if name in said - wrong]


def cell_of(sheet: Sheet, row: SheetRow, name: str, text: str) -> Cell:
    at = sheet.columns.get(name)
    wrong = [words_of(one, PROBLEMS) for one in row.problems if one["field"] == name]
    notes = [words_of(one, NOTES) for one in row.notes if one["field"] == name and one["code"] not in QUIET]
    heading = sheet.headings[at] if at is not None else ""
    return Cell(
        id=f"d{row.number}-{name}",
        label=FIELDS[name].label,
        heading=heading,
        text=text,
        wrong=wrong,
        notes=notes,
        long=name in LONG or "\n" in text or len(text) > 120,
    )
