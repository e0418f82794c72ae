"""Single cells of a sheet."""

from datetime import date
from typing import Any

import pytest

from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.reading import cells, schooling

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("said", "number"),
    [("214 người", 214), ("05", 5), ("1.200", 1200), ("10.0", 10), ("5 nam/ nữ", 5), ("nhiều", None), ("10-15", None)],
)
def test_people_needed(said: str, number: int | None) -> None:
    assert cells.headcount(said) == number


@pytest.mark.parametrize(
    ("said", "answer"),
    [("Có", True), ("x", True), ("Có, miễn phí", True), ("Không", False), ("", False), ("-", False), ("Hỗ trợ", None)],
)
def test_yes_and_no(said: str, answer: bool | None) -> None:
    assert cells.yes_or_no(said) is answer


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("05/03/2026", date(2026, 3, 5)),
        ("5-3-26", date(2026, 3, 5)),
        ("2026-04-05", date(2026, 4, 5)),
        ("5/4", date(2026, 4, 5)),
        ("1/10", date(2026, 10, 1)),
        ("1/11", date(2026, 11, 1)),
        ("46092", date(2026, 3, 11)),
        ("ngày 5 tháng 4 năm 2026", date(2026, 4, 5)),
        ("05/03/2026 17:30", date(2026, 3, 5)),
        ("12/25/2026", None),
        ("30/02/2026", None),
        ("mai", None),
    ],
)
def test_days(said: str, day: date | None) -> None:
    assert cells.day(said, today=TODAY) == day


@pytest.mark.parametrize(
    ("said", "shift"),
    [
        ("Hành chính", Shift.DAY),
        ("8h00 - 17h00", Shift.DAY),
        ("2 ca", Shift.TWO),
        ("Ca ngày/ca đêm", Shift.TWO),
        ("3 ca 4 kíp", Shift.THREE),
        ("ca đêm", Shift.NIGHT),
        ("Linh hoạt", Shift.FLEXIBLE),
        ("Làm theo hai ca", Shift.TWO),
        ("Three shifts", Shift.THREE),
        ("tuỳ", None),
    ],
)
def test_shifts(said: str, shift: str | None) -> None:
    assert cells.shift(said) == shift


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ("18-35", (18, 35)),
        ("từ 18 đến 45 tuổi", (18, 45)),
        ("dưới 40", (None, 40)),
        ("18 tuổi trở lên", (18, None)),
        ("không giới hạn", (None, None)),
        ("trẻ trung", None),
    ],
)
def test_ages(said: str, ages: Any) -> None:
    assert cells.ages(said) == ages


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("THPT", ("upper", "")),
        ("9/12", ("lower", "")),
        ("Trung cấp, Cao đẳng, Đại học", ("", "intermediate")),
        ("Đại học", ("", "university")),
        ("Trên đại học", ("", "master")),
        ("Lao động phổ thông", ("", "")),
        ("Không yêu cầu", ("", "")),
        ("xyz", None),
    ],
)
def test_schooling_and_training(said: str, levels: Any) -> None:
    assert schooling.schooling(said) == levels


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("Không yêu cầu", "none"),
        ("Dưới 1 năm", "under_1"),
        ("6 tháng", "under_1"),
        ("1 năm", "1_2"),
        ("3 năm", "2_5"),
        ("5 năm", "2_5"),
        ("Trên 5 năm", "over_5"),
        ("Có kinh nghiệm", None),
    ],
)
def test_experience(said: str, years: str | None) -> None:
    assert schooling.experience(said) == years


def test_often_is_no_bonus() -> None:
    assert schooling.benefits("BHXH, thưởng Tết, khám sức khoẻ") == ["insurance", "bonus", "health"]
    assert "bonus" not in schooling.benefits("Thường xuyên tăng ca")
