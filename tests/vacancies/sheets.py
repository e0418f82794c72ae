"""Sheets for tests: a few lines as .csv, uploaded and read as the pages do."""

from collections.abc import Mapping
from typing import Any

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer
from nhipcau.vacancies.actions import map_columns, upload_sheet
from nhipcau.vacancies.models import Sheet
from tests.conftest import NOON

HEADINGS = ["Tên công việc", "Số lượng", "Mức lương", "Nơi làm việc"]
GOOD = ["Công nhân may", "20", "9-12 triệu", "Phường Nếnh, Bắc Ninh"]
OTHER = ["Thợ hàn", "5", "thoả thuận", "KCN Quang Châu"]
BAD = ["", "nhiều", "500 USD", "Sao Hoả"]


def csv(*rows: list[str], headings: list[str] | None = None) -> bytes:
    lines = [headings or HEADINGS, *rows]
    return "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def uploaded(employer: Employer, by: User, *rows: list[str], now: Any = NOON, **more: Any) -> Sheet:
    """Of one enterprise; with `several` its centre sends a sheet that names the enterprises."""
    body = csv(*rows, headings=more.pop("headings", None))
    own = None if more.pop("several", False) else employer
    return upload_sheet(name="viec.csv", body=body, employer=own, centre=employer.centre, by=by, now=now)


def read(
    employer: Employer, by: User, *rows: list[str], fixed: Mapping[str, str] | None = None, now: Any = NOON, **more: Any
) -> Sheet:
    sheet = uploaded(employer, by, *rows, now=now, **more)
    return map_columns(sheet=sheet, columns=sheet.columns, fixed=fixed or {}, by=by, now=now)


def outcomes(sheet: Sheet) -> list[str]:
    return list(sheet.rows.order_by("number").values_list("outcome", flat=True))
