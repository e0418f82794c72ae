"""Sheets that people take home and send again."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer
from nhipcau.vacancies.models import Sheet
from tests.accounts.signing import sign_in
from tests.employers.factories import EmployerFactory, recruiter
from tests.vacancies.places import small_map
from tests.vacancies.sheets import BAD, GOOD, HEADINGS, outcomes, read

pytestmark = pytest.mark.django_db
SHEETS = reverse("vacancies:sheets")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def employer() -> Employer:
    small_map()
    return EmployerFactory()


@pytest.fixture
def by(employer: Employer) -> User:
    return recruiter(employer)


@pytest.fixture
def desk(client: Client, by: User) -> Client:
    return sign_in(client, by)


def url(name: str, sheet: Sheet) -> str:
    return reverse(f"vacancies:{name}", args=[sheet.pk])


def sent(body: bytes, name: str = "viec.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, body)}


def named(sheet: Sheet, **more: str) -> dict[str, str]:
    return {f"cot-{name}": str(at) for name, at in sheet.columns.items()} | more


def book(answer: Any) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_what_stays_behind_comes_home_with_its_reasons_and_reads_again(
    desk: Client, employer: Employer, by: User
) -> None:
    sheet = read(employer, by, GOOD, BAD, GOOD)

    answer = desk.get(url("sheet-rest", sheet))

    headings, bad, twice = book(answer)
    assert bad[2] == "500 USD"
    assert "USD" not in bad[-1]
    assert "2" in twice[-1]
    assert len(headings) == len(HEADINGS) + 1
    desk.post(SHEETS, sent(answer.content, "lai.xlsx"))
    assert Sheet.objects.latest("pk").columns == {"title": 0, "headcount": 1, "pay": 2, "place": 3}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_understood_in_both_languages(desk: Client, employer: Employer, language: str) -> None:
    answer = desk.get(reverse("vacancies:sheet-template"), headers={"Accept-Language": language})
    made = openpyxl.load_workbook(io.BytesIO(answer.content))
    front, explained = made.worksheets
    assert front.data_validations.dataValidation
    front.append([cell.value for cell in front[2]])
    front.cell(3, 1).value = "Công nhân may"
    body = io.BytesIO()
    made.save(body)

    desk.post(SHEETS, sent(body.getvalue(), "mau.xlsx"))

    sheet = Sheet.objects.get()
    assert len(sheet.columns) == len(sheet.headings) == explained.max_row - 1
    desk.post(url("sheet-columns", sheet), named(sheet))
    assert outcomes(sheet) == ["bad", "good"]
    assert sheet.rows.get(number=2).problems[0]["code"] == "example_line"
