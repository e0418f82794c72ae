from dataclasses import replace
from datetime import date

import pytest

from nhipcau.seekers import rules
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.seekers.factories import written

TODAY = NOON.date()


def test_what_is_complete_has_no_problems() -> None:
    data = written(phone="0912345678", citizen_number="027198001234", wished_pay=9_000_000)
    assert rules.problems_with(data, today=TODAY) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "A"),
        ("full_name", "Lan 2"),
        ("birth_date", date(2011, 3, 11)),
        ("birth_date", date(2026, 3, 11)),
        ("birth_date", date(1919, 12, 31)),
        ("sex", ""),
        ("citizen_number", "123456789"),
        ("phone", "0123"),
        ("insurance_number", "12345"),
        ("wished_pay", 9),
        ("experience_years", 70),
        ("skills", "x" * 301),
    ],
)
def test_each_problem_is_named_beside_its_field(field: str, value: object) -> None:
    problems = rules.problems_with(replace(written(), **{field: value}), today=TODAY)
    assert list(problems) == [field]


def test_people_register_from_the_day_they_turn_fifteen() -> None:
    assert rules.problems_with(written(birth_date=date(2011, 3, 10)), today=TODAY) == {}


def test_numbers_and_names_are_kept_the_same_whatever_the_keyboard() -> None:
    typed = written(full_name=" Lê  Thị Na ", phone="+84 912.345.678", citizen_number="027 198 001 234")
    kept = rules.as_kept(typed)
    assert (kept.full_name, kept.phone, kept.citizen_number) == ("Lê Thị Na", "0912345678", "027198001234")


@pytest.mark.parametrize(
    ("born", "age", "band"),
    [
        (date(2011, 3, 10), 15, "15-24"),
        (date(2001, 3, 11), 24, "15-24"),
        (date(2001, 3, 10), 25, "25-34"),
        (date(1966, 3, 11), 59, "45-59"),
        (date(1966, 3, 10), 60, "60+"),
    ],
)
def test_age_is_counted_in_whole_years_on_the_day(born: date, age: int, band: str) -> None:
    assert rules.age_on(Seeker(birth_date=born), TODAY) == age
    assert rules.age_band(age) == band


@pytest.mark.parametrize(
    ("circumstances", "first"),
    [
        ({}, False),
        ({"has_disability": True}, True),
        ({"is_pregnant": True}, True),
        ({"birth_date": date(1966, 3, 10)}, True),
        ({"poor_household": True}, False),
    ],
)
def test_disability_pregnancy_and_sixty_years_go_first(circumstances: dict[str, object], first: bool) -> None:
    assert rules.has_priority(Seeker(**({"birth_date": date(1998, 5, 20)} | circumstances)), TODAY) is first


def test_masking_shows_the_last_three_digits_only() -> None:
    assert (rules.masked("027198001234"), rules.masked("")) == ("••• 234", "")


def test_the_same_person_is_known_however_the_name_was_typed() -> None:
    lan = Seeker(full_name="Đỗ Thị Lan", birth_date=date(1998, 5, 20))
    assert rules.is_same_person(lan, written(full_name="do thi lan"))
    assert not rules.is_same_person(lan, written(full_name="do thi lan", birth_date=date(1998, 5, 21)))
