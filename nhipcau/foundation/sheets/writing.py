"""Spreadsheets out. Everything a person typed stays text: nothing runs, and phone numbers keep their zero."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

Cell = str | int | float | None
WIDEST = 48  # characters
CHOICES_DOWN_TO = 2000  # lines


@dataclass(frozen=True)
class Table:
    """One sheet: a name (at most 31 characters), headings and rows.

    `choices`: lists to choose from, by column; `hidden`: columns that are there and not shown.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    hidden: Sequence[int] = ()


def workbook(tables: Sequence[Table]) -> bytes:
    """An .xlsx file. Text that begins like a formula is written as text."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        large = book.add_format({"bold": True, "font_size": 14})
        for table in tables:
            _write(book.add_worksheet(table.name[:31]), table, bold, large)
    return stream.getvalue()


def _write(sheet: "xlsxwriter.worksheet.Worksheet", table: Table, bold: object, large: object) -> None:
    line = 0
    if table.title:
        sheet.write_string(0, 0, table.title, large)
        line = 2
    sheet.write_row(line, 0, table.headings, bold)
    sheet.freeze_panes(line + 1, 0)
    widths = [len(str(heading)) for heading in table.headings]
    for row in table.rows:
        line += 1
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell)
            elif cell is not None:
                sheet.write_number(line, column, cell)
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, names in table.choices.items():
        rule = {"validate": "list", "source": list(names), "error_type": "information", "ignore_blank": True}
        sheet.data_validation(1, column, CHOICES_DOWN_TO, column, rule)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(WIDEST, width + 2), None, {"hidden": column in table.hidden})
