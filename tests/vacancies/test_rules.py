from dataclasses import replace
from datetime import date

import pytest

from nhipcau.employers.models import Employer
from nhipcau.employers.models import State as EmployerState
from nhipcau.vacancies.models import PayKind, Shift, Status, Vacancy
from nhipcau.vacancies.rules import (
    VacancyData,
    accepts_over_35,
    reasons_against,
    reasons_not_to_publish,
    understand_wishes,
    warnings_about,
    warnings_about_wording,
)
from nhipcau.vacancies.rules.pay import amount, typed_amount

TODAY = date(2026, 3, 10)
GOOD = VacancyData(title="Công nhân may", headcount=20, pay_from=9_000_000, pay_to=12_000_000)


def ready(**more: object) -> Vacancy:
    employer = Employer(state=EmployerState.VERIFIED)
    said = {"employer": employer, "title": "May", "pay_from": 9_000_000, "province_id": "24"}
    return Vacancy(**said | more)


def test_a_plain_opening_may_be_kept_and_published() -> None:
    assert reasons_against(GOOD, today=TODAY) == []
    assert reasons_not_to_publish(ready(), today=TODAY) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"headcount": 0},
        {"pay_from": 12_000_000, "pay_to": 9_000_000},
        {"pay_from": 9_000},
        {"pay_to": 9_000_000_000},
        {"closes_on": date(2026, 3, 9)},
        {"age_from": 18},
        {"age_from": 14, "age_reason": "Nặng nhọc"},
        {"age_from": 40, "age_to": 30, "age_reason": "Nặng nhọc"},
        {"age_ground": "heavy"},
        {"age_from": 18, "age_reason": "Nặng nhọc", "age_ground": "custom"},
        {"benefits": ("gold",)},
    ],
)
def test_each_wrong_answer_has_its_reason(wrong: dict[str, object]) -> None:
    assert len(reasons_against(replace(GOOD, **wrong), today=TODAY)) == 1


def test_an_age_limit_with_its_reason_may_be_kept() -> None:
    assert reasons_against(replace(GOOD, age_from=18, age_reason="Làm việc trên cao"), today=TODAY) == []


def test_whoever_reviews_is_told_that_a_law_is_said_to_set_the_age() -> None:
    limited = {"age_from": 18, "age_reason": "Hầm lò"}
    assert len(warnings_about(ready(**limited))) + 1 == len(warnings_about(ready(**limited, age_ground="heavy")))


@pytest.mark.parametrize(
    "lacking",
    [
        {"status": Status.OPEN},
        {"employer": Employer(state=EmployerState.WAITING)},
        {"pay_from": None},
        {"province_id": None},
        {"closes_on": date(2026, 3, 9)},
        {"age_to": 35},
    ],
)
def test_each_obstacle_to_publishing_is_named(lacking: dict[str, object]) -> None:
    assert len(reasons_not_to_publish(ready(**lacking), today=TODAY)) == 1


def test_pay_as_agreed_needs_no_numbers() -> None:
    assert reasons_not_to_publish(ready(pay_from=None, pay_kind=PayKind.AGREED), today=TODAY) == []


@pytest.mark.parametrize(("oldest", "accepted"), [(None, True), (35, False), (36, True), (60, True)])
def test_no_limit_or_a_high_one_takes_people_over_35(oldest: int | None, accepted: bool) -> None:
    assert accepts_over_35(Vacancy(age_to=oldest)) is accepted


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Chỉ tuyển nữ, chăm chỉ", "chỉ tuyển nữ"),
        ("Cần tuyển 20 lao động nam làm ca đêm", "tuyển 20 lao động nam"),
        ("Không tuyển người trên 35 tuổi", "không tuyển người trên 35 tuổi"),
        ("Độ tuổi từ 18 đến 35", "độ tuổi từ 18 đến 35"),
        ("Ngoại hình ưa nhìn", "ngoại hình ưa nhìn"),
        ("Chưa lập gia đình", "chưa lập gia đình"),
        ("Không nhận người dân tộc", "không nhận người dân tộc"),
        ("khong tuyen nguoi tren 35 tuoi", "khong tuyen nguoi tren 35 tuoi"),
        ("Nộp phí hồ sơ 200k", "phí hồ sơ"),
        ("Không nhận người khuyết tật", "không nhận người khuyết tật"),
    ],
)
def test_words_that_turn_people_away_are_named(text: str, phrase: str) -> None:
    warnings = warnings_about_wording(text)

    assert len(warnings) == 1
    assert f"“{phrase}”" in warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "Tuyển nam/nữ từ đủ 18",
        "Tuyển cả nam và nữ",
        "Kinh nghiệm 2 năm",
        "Không thu phí giới thiệu",
        "Làm việc tại Việt Nam",
        "Nhận người khuyết tật, người trên 35",
        "Không cần đặt cọc",
        "Công nhân may thời trang nữ",
    ],
)
def test_lawful_words_raise_no_warning(text: str) -> None:
    assert warnings_about_wording(text) == []


@pytest.mark.parametrize(
    ("typed", "kind", "dong"),
    [
        ("9", "month", 9_000_000),
        ("9,5 triệu", "month", 9_500_000),
        ("9tr", "month", 9_000_000),
        ("9.000.000", "month", 9_000_000),
        ("12000000", "month", 12_000_000),
        ("300000", "day", 300_000),
        ("300k", "day", 300_000),
        ("300", "day", 300_000),
        ("thỏa thuận", "month", None),
        ("9-12", "month", None),
    ],
)
def test_pay_is_read_as_people_type_it(typed: str, kind: str, dong: int | None) -> None:
    assert amount(typed, kind) == dong


@pytest.mark.parametrize(("dong", "kind"), [(9_500_000, "month"), (300_000, "day"), (9_123_456, "month")])
def test_pay_goes_back_into_the_field_and_is_read_alike(dong: int, kind: str) -> None:
    assert amount(typed_amount(dong, kind), kind) == dong


@pytest.mark.parametrize(
    ("typed", "words", "wishes"),
    [
        ("công nhân may có ký túc xá", ("công", "nhân", "may"), {"dormitory": True}),
        ("tim viec ca ngay tren 8 trieu", (), {"shift": Shift.DAY, "pay_from": 8_000_000}),
        ("lương 7,5tr xe đưa đón", (), {"pay_from": 7_500_000, "bus": True}),
        ("khong can kinh nghiem", (), {"no_experience": True}),
        ("trên 35 tuổi bắc ninh", ("bắc", "ninh"), {"over_35": True}),
        ("2 ca điện tử", ("điện", "tử"), {"shift": Shift.TWO}),
        ("thợ hàn 6G", ("thợ", "hàn", "6G"), {}),
        ("lái xe 16 chỗ", ("lái", "xe", "16", "chỗ"), {}),
    ],
)
def test_wishes_are_read_out_of_what_is_typed(typed: str, words: tuple[str, ...], wishes: dict[str, object]) -> None:
    asked = understand_wishes(typed)

    assert asked.words == words
    assert {part.kind: part.value for part in asked.parts} == wishes
