"""Pay as sheets write it."""

import pytest

from nhipcau.vacancies.models import PayKind
from nhipcau.vacancies.reading.pay import Pay, read_pay

M = 1_000_000


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("17 - 25 triệu", 17 * M, 25 * M),
        ("Tới 30 triệu", None, 30 * M),
        ("Từ 10 triệu", 10 * M, None),
        ("Trên 20 triệu", 20 * M, None),
        ("Dưới 12 triệu", None, 12 * M),
        ("tối thiểu 8tr", 8 * M, None),
        ("tối đa 12tr", None, 12 * M),
        ("8 triệu trở lên", 8 * M, None),
        ("10tr+", 10 * M, None),
        ("up to 20tr", None, 20 * M),
        ("8.000.000 - 10.000.000 đ", 8 * M, 10 * M),
        ("8,000,000-10,000,000 VNĐ/tháng", 8 * M, 10 * M),
        ("8tr-10tr", 8 * M, 10 * M),
        ("8tr5 - 10tr", 8_500_000, 10 * M),
        ("9 triệu rưỡi", 9_500_000, 9_500_000),
        ("9,5 – 12,5 triệu đồng/tháng", 9_500_000, 12_500_000),
        ("từ 8 đến 10 triệu", 8 * M, 10 * M),
        ("9-12", 9 * M, 12 * M),
        ("9~12tr", 9 * M, 12 * M),
        ("9", 9 * M, 9 * M),
        ("9,5", 9_500_000, 9_500_000),
        ("7500000", 7_500_000, 7_500_000),
        ("9000000.0", 9 * M, 9 * M),
        ("8000 nghìn", 8 * M, 8 * M),
        ("10M - 15M", 10 * M, 15 * M),
        ("Lương tháng 13, 8-9tr", 8 * M, 9 * M),
        ("8 - 8 triệu", 8 * M, 8 * M),
    ],
)
def test_pay_by_the_month(said: str, low: int | None, high: int | None) -> None:
    pay = read_pay(said)

    assert (pay.trouble, pay.kind, pay.low, pay.high) == ("", PayKind.MONTH, low, high)


@pytest.mark.parametrize(
    ("said", "kind", "low", "high"),
    [
        ("250k/ngày", PayKind.DAY, 250_000, 250_000),
        ("từ 250.000đ đến 300.000đ/ngày", PayKind.DAY, 250_000, 300_000),
        ("350k/ca", PayKind.DAY, 350_000, 350_000),
        ("300/ngày", PayKind.DAY, 300_000, 300_000),
        ("30.000đ/giờ", PayKind.HOUR, 30_000, 30_000),
        ("20 k - 30 k /giờ", PayKind.HOUR, 20_000, 30_000),
        ("25k/h", PayKind.HOUR, 25_000, 25_000),
    ],
)
def test_pay_by_the_day_and_the_hour(said: str, kind: str, low: int, high: int) -> None:
    assert read_pay(said) == Pay(kind, low, high)


@pytest.mark.parametrize("said", ["Thoả thuận", "thỏa thuận khi phỏng vấn", "Thương lượng", "Cạnh tranh", "Negotiable"])
def test_pay_as_agreed(said: str) -> None:
    assert read_pay(said) == Pay(PayKind.AGREED)


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("", "pay_missing"),
        (" - ", "pay_missing"),
        ("hấp dẫn", "pay_unknown"),
        ("1,000 - 2,000 USD", "pay_foreign"),
        ("$500", "pay_foreign"),
        ("25 vạn yên, 200 yen", "pay_foreign"),
        ("Tới 500 k /sp", "pay_by_piece"),
        ("ăn theo sản phẩm", "pay_by_piece"),
        ("100tr/năm", "pay_by_year"),
        ("250", "pay_unclear"),
        ("12 - 9 triệu", "pay_order"),
        ("0.3 - 0.5 triệu", "pay_low"),
        ("5 tỷ", "pay_high"),
        ("7tr + 500k phụ cấp", "pay_unknown"),
        ("8 - 10 - 12 triệu", "pay_unknown"),
    ],
)
def test_pay_that_cannot_be_read_says_why(said: str, trouble: str) -> None:
    pay = read_pay(said)

    assert (pay.trouble, pay.low, pay.high) == (trouble, None, None)


def test_thousands_without_a_unit_are_read_and_marked_to_be_looked_at() -> None:
    pay = read_pay("7.500 - 9.000")

    assert (pay.low, pay.high, pay.thousand) == (7_500_000, 9_000_000, True)


def test_a_heading_says_the_unit_of_a_bare_number() -> None:
    assert read_pay("9.000", heading="Mức lương (nghìn đồng)") == Pay(PayKind.MONTH, 9 * M, 9 * M)
    assert read_pay("300", heading="Lương ngày (1.000đ)") == Pay(PayKind.DAY, 300_000, 300_000)
    assert read_pay("9 triệu", heading="Mức lương (nghìn đồng)") == Pay(PayKind.MONTH, 9 * M, 9 * M)


def test_words_beyond_the_pay_are_noticed() -> None:
    assert read_pay("8.5tr/tháng + thưởng").more
    assert read_pay("8-10tr (chưa gồm tăng ca)").more
    assert not read_pay("Mức lương từ 8 đến 10 triệu đồng/tháng").more


def test_a_column_for_each_side_says_which_side() -> None:
    assert read_pay("8 triệu", side="from") == Pay(PayKind.MONTH, 8 * M, None)
    assert read_pay("10", side="to") == Pay(PayKind.MONTH, None, 10 * M)
