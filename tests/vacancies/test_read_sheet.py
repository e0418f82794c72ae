"""The command that reads a sheet as the pages do."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from nhipcau.centres.models import Role
from nhipcau.vacancies.models import Sheet, Vacancy
from tests.centres.factories import staff
from tests.vacancies.places import small_map
from tests.vacancies.sheets import BAD, GOOD, HEADINGS, OTHER, csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    small_map()
    staff(Role.OPERATOR)
    path = tmp_path / "viec.csv"
    rows = [[*row, "Công ty Mới", "01/01/2026"] for row in (GOOD, OTHER, BAD, GOOD)]
    path.write_bytes(csv(*rows, headings=[*HEADINGS, "Công ty", "Hạn nộp"]))
    return path


def told(capsys: pytest.CaptureFixture[str], *words: Any) -> list[dict[str, Any]]:
    call_command("read_sheet", *map(str, words))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_line_is_counted_as_in_repeated_or_reported(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (counts,) = told(capsys, sheet, "--map", "closes_on=", "--take", "--json")

    assert (counts["rows"], counts["in"], counts["repeated"], counts["reported"]) == (4, 2, 1, 1)
    assert counts["reasons"]["title_missing"]["lines"] == 1
    assert counts["pay"] == {"understood": 2, "agreed": 1, "not_understood": 1}
    assert counts["place"] == {"commune": 3, "not_understood": 1}
    assert Vacancy.objects.count() == 2


def test_without_take_nothing_stays(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (counts,) = told(capsys, sheet, "--on", "2026-01-01", "--json")

    assert (counts["ready"], counts["reported"]) == (2, 1)
    assert not Sheet.objects.exists()
    assert not Vacancy.objects.exists()


def test_doubtful_readings_are_shown_for_a_person_to_judge(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _counts, first, second = told(capsys, sheet, "--wrong", "2", "--json")

    assert first["problems"]
    assert {first["line"], second["line"]} <= {2, 3, 4, 5}


def test_a_heading_that_is_not_there_is_named(sheet: Path) -> None:
    with pytest.raises(CommandError, match="Lạ"):
        call_command("read_sheet", str(sheet), "--map", "pay=Lạ")
    with pytest.raises(CommandError):
        call_command("read_sheet", str(sheet), "--by", "nobody")
    with pytest.raises(CommandError):
        call_command("read_sheet", str(sheet.parent / "none.csv"))
