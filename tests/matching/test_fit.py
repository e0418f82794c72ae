"""Why an opening suits somebody and what stands in the way: what is known on both sides, and nothing else."""

from datetime import date
from typing import Any

import pytest

from nhipcau.matching.models import Why
from nhipcau.matching.rules import Answers, Fit, fit_of, ranked
from nhipcau.reference.models import Commune
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy

TODAY = date(2026, 3, 10)
HOME = Commune(code="1", latitude=21.27, longitude=106.10)
NEAR = Commune(code="2", latitude=21.30, longitude=106.15)  # 6 km
FAR = Commune(code="3", latitude=22.30, longitude=106.30)  # 116 km


def fit(person: dict[str, Any], opening: dict[str, Any], **said: Any) -> Fit:
    seeker = Seeker(**({"birth_date": date(1998, 5, 20)} | person))
    answers = Answers(**({"work": "", "shift": ""} | said))
    return fit_of(seeker, Vacancy(**({"title": "Công nhân may"} | opening)), answers, today=TODAY)


@pytest.mark.parametrize(
    ("wished", "title", "suits"),
    [
        ("công nhân may", "Công nhân may công nghiệp", True),
        ("cong nhan may", "Công nhân may công nghiệp", True),
        ("may", "Thợ may mẫu", True),
        ("kho, đóng gói", "Công nhân đóng gói", True),
        ("thợ hàn; cơ khí", "Thợ hàn CO2", True),
        ("việc phổ thông", "Lao động phổ thông", True),
        ("công nhân điện tử", "Công nhân lắp ráp linh kiện điện tử", True),
        ("công nhân điện tử", "Công nhân may", False),
        ("đóng gói", "Lao động phổ thông", False),
        ("công nhân", "Công nhân may", False),
        ("việc làm", "Nhân viên kho", False),
        ("", "Công nhân may", False),
        ("lái xe tải", "Lái xe nâng", False),
    ],
)
def test_the_work_wished_for_is_known_by_the_words_that_tell_it(wished: str, title: str, suits: bool) -> None:
    assert (Why.WISH in fit({}, {"title": title}, work=wished).whys) is suits


@pytest.mark.parametrize(
    ("wished", "offered", "whys", "against"),
    [
        ("day", "day", 1, 0),
        ("day", "flexible", 1, 0),
        ("day", "two", 0, 1),
        ("day", "night", 0, 1),
        ("rotating", "three", 1, 0),
        ("rotating", "day", 0, 0),
        ("rotating", "night", 0, 1),
        ("night", "night", 1, 0),
        ("night", "day", 0, 1),
        ("any", "night", 0, 0),
        ("", "night", 0, 0),
        ("day", "", 0, 0),
    ],
)
def test_the_shift(wished: str, offered: str, whys: int, against: int) -> None:
    found = fit({}, {"shift": offered}, shift=wished)
    assert (len(found.whys), len(found.obstacles)) == (whys, against)


@pytest.mark.parametrize(
    ("person", "opening", "said", "whys", "obstacles"),
    [
        ({}, {"commune": NEAR}, {"commune": HOME}, [Why.NEAR], 0),
        ({}, {"commune": NEAR}, {"commune": HOME, "farthest_km": 3}, [], 1),
        ({}, {"commune": NEAR}, {}, [], 0),
        ({}, {"commune": None}, {"commune": HOME}, [], 0),
        ({}, {"commune": FAR}, {"commune": HOME}, [], 1),
        ({}, {"commune": FAR, "has_bus": True}, {"commune": HOME}, [Why.BUS], 0),
        ({}, {"commune": FAR, "has_dormitory": True}, {"commune": HOME}, [], 0),
        (
            {"wants_dormitory": True},
            {"commune": FAR, "has_dormitory": True},
            {"commune": HOME, "farthest_km": 10},
            [Why.DORMITORY],
            0,
        ),
        ({}, {"commune": FAR, "has_bus": True}, {"commune": HOME, "farthest_km": 10}, [Why.BUS], 1),
    ],
)
def test_the_way_there(
    person: dict[str, Any], opening: dict[str, Any], said: dict[str, Any], whys: list[Why], obstacles: int
) -> None:
    found = fit(person, opening, **said)
    assert (list(found.whys), len(found.obstacles)) == (whys, obstacles)


@pytest.mark.parametrize(
    ("person", "opening", "whys", "obstacles"),
    [
        ({"wished_pay": 9_000_000}, {"pay_from": 8_000_000, "pay_to": 10_000_000}, [Why.PAY], 0),
        ({"wished_pay": 9_000_000}, {"pay_from": 9_000_000}, [Why.PAY], 0),
        ({"wished_pay": 9_000_000}, {"pay_to": 8_000_000}, [], 1),
        ({"wished_pay": 9_000_000}, {"pay_to": 400_000, "pay_kind": "day"}, [], 0),
        ({"wished_pay": 9_000_000}, {"pay_kind": "agreed"}, [], 0),
        ({}, {"pay_to": 8_000_000}, [], 0),
        ({"qualification": "college"}, {"qualification": "intermediate"}, [Why.SKILL], 0),
        ({"qualification": "short"}, {"qualification": "intermediate"}, [], 1),
        ({"qualification": "college"}, {"qualification": "none"}, [], 0),
        ({}, {"qualification": "intermediate"}, [], 0),
        ({"education": "lower"}, {"education": "upper"}, [], 1),
        ({"education": "upper"}, {"education": "lower"}, [], 0),
        ({"experience_years": 0}, {"experience": "none"}, [Why.NO_EXPERIENCE], 0),
        ({}, {"experience": "none"}, [Why.NO_EXPERIENCE], 0),
        ({"experience_years": 4}, {"experience": "none"}, [], 0),
        ({"experience_years": 2}, {"experience": "1_2"}, [Why.EXPERIENCE], 0),
        ({"experience_years": 0}, {"experience": "under_1"}, [], 0),
        ({"experience_years": 1}, {"experience": "2_5"}, [], 1),
        ({}, {"experience": "over_5"}, [], 0),
        ({"birth_date": date(1980, 1, 1)}, {"welcomes": ["over_35"]}, [Why.WELCOME], 0),
        ({"birth_date": date(2000, 1, 1)}, {"welcomes": ["over_35"]}, [], 0),
        ({"birth_date": date(1980, 1, 1)}, {"age_to": 45}, [], 1),
        ({"birth_date": date(1981, 3, 10)}, {"age_to": 45}, [], 0),
        ({"birth_date": date(2008, 3, 11)}, {"age_from": 18}, [], 1),
        ({"has_disability": True, "is_pregnant": True}, {"welcomes": ["disabled"]}, [], 0),
    ],
)
def test_pay_training_experience_and_age(
    person: dict[str, Any], opening: dict[str, Any], whys: list[Why], obstacles: int
) -> None:
    found = fit(person, opening)
    assert (list(found.whys), len(found.obstacles)) == (whys, obstacles)


@pytest.mark.parametrize(("has", "against"), [(True, 0), (False, 1), (None, 0)])
def test_a_diploma_that_is_at_home_is_said_where_one_is_asked_for(has: bool | None, against: int) -> None:
    asked, free = {"qualification": "elementary"}, {"qualification": "none"}
    assert len(fit({}, asked, has_diploma=has).obstacles) == against
    assert fit({}, free, has_diploma=has).obstacles == ()


def test_an_obstacle_names_both_sides() -> None:
    found = fit({"wished_pay": 9_000_000}, {"pay_to": 8_000_000, "shift": "two"}, shift="day")
    assert found.obstacles == (
        "Ca làm là “Hai ca”; người này muốn “Chỉ làm ca ngày”.",
        "Lương đến 8 triệu/tháng; người này mong từ 9 triệu/tháng.",
    )


def test_openings_of_the_session_come_first_then_reasons_less_obstacles() -> None:
    good, mixed, bad = Fit((Why.WISH, Why.NEAR), ()), Fit((Why.WISH, Why.NEAR), ("x",)), Fit((), ("x",))
    rows = [("a", bad, True), ("b", mixed, True), ("c", good, False), ("d", good, True), ("e", mixed, True)]
    found = ranked(rows, lambda row: row[1], lambda row: row[2])
    assert [row[0] for row in found] == ["d", "b", "e", "a", "c"]


def test_of_two_as_good_the_one_with_fewer_obstacles_comes_first() -> None:
    rows = [Fit((Why.WISH, Why.NEAR), ("x",)), Fit((Why.PAY,), ())]
    assert ranked(rows, lambda row: row, lambda row: True) == rows[::-1]
