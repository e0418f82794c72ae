"""Sheets to take home: the template, and the lines that were not taken in with what is wrong."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhipcau.foundation.sheets.api import Table, workbook
from nhipcau.reference.models import GeneralEducation, Qualification
from nhipcau.vacancies.actions.sheets_reading import said_of
from nhipcau.vacancies.models import Contract, Experience, Sheet, SheetRow, Shift
from nhipcau.vacancies.reading.columns import FIELDS, Field
from nhipcau.vacancies.reading.problems import PROBLEMS, REPEATS, words_of

LEFT_OUT: Final = {"code", "pay_from", "pay_to", "age_from", "age_to", "qualification"}
YES_NO: Final = {"has_bus", "has_dormitory", "has_meals"}
EXAMPLE: Final = {
    "employer": "Công ty TNHH May Sông Thương (ví dụ)",
    "title": "Ví dụ: Công nhân may",
    "headcount": "20",
    "pay": "9-12 triệu",
    "place": "KCN Quang Châu, Bắc Ninh",
    "workplace": "Lô D2, đường số 3",
    "has_bus": "Có",
    "has_dormitory": "Có",
    "has_meals": "Có",
    "starts_on": "ngay",
    "closes_on": "31/12/2026",
    "description": "May áo khoác theo chuyền",
    "requirements": "Được đào tạo nếu chưa biết may",
    "education": "THCS",
    "experience": "Không yêu cầu",
    "benefits": "BHXH, thưởng chuyên cần",
    "contact_name": "Chị Hoa",
    "contact_phone": "0912 000 000",
}


def template_book(fields: Iterable[Field]) -> bytes:
    """Headings that we understand again, an example, lists to choose from, and a sheet that explains."""
    shown = [one for one in fields if one.name not in LEFT_OUT]
    with override("vi"):
        shift = str(Shift.TWO.label)
    example = [EXAMPLE.get(one.name, shift if one.name == "shift" else "") for one in shown]
    lists = {
        **{name: [_("yes").capitalize(), _("no").capitalize()] for name in YES_NO},
        "shift": [str(one.label) for one in Shift],
        "experience": [str(one.label) for one in Experience],
        "contract": [str(one.label) for one in Contract],
        "education": [str(one.label) for one in (*list(GeneralEducation)[2:], *list(Qualification)[2:])],
    }
    lists = {name: names for name, names in lists.items() if len(",".join(names)) <= 255}
    explained = [(str(one.label), _("yes") if one.required else "", str(one.hint)) for one in shown]
    return workbook(
        [
            Table(
                _("Openings to fill"),
                [str(one.label) for one in shown],
                [example],
                choices={at: lists[one.name] for at, one in enumerate(shown) if one.name in lists},
            ),
            Table(_("How to fill it in"), [_("Column"), _("Needed"), _("What to write")], explained),
        ]
    )


def rest_book(sheet: Sheet, rows: Iterable[SheetRow]) -> bytes:
    """The lines as they stand now, each with its reason: mend them and send this sheet."""
    names = [name for name in FIELDS if name in sheet.columns or name in sheet.fixed]
    lines = []
    for row in rows:
        said = said_of(sheet, row)
        lines.append([*(said.get(name, "") for name in names), reason_of(row)])
    headings = [str(FIELDS[name].label) for name in names]
    return workbook([Table(_("Lines to mend"), [*headings, _("What to mend")], lines)])


def reason_of(row: SheetRow) -> str:
    if row.outcome == SheetRow.Outcome.REPEATED:
        return words_of(row.reading["repeat"], REPEATS)
    return " ".join(f"{FIELDS[one['field']].label}: {words_of(one, PROBLEMS)}" for one in row.problems)
