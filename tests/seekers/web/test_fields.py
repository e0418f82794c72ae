import pytest
from django.core.exceptions import ValidationError

from nhipcau.seekers.web.fields import pay_typed


@pytest.mark.parametrize(
    ("typed", "pay"),
    [
        ("9", 9_000_000),
        ("9,5", 9_500_000),
        ("9.5 triệu", 9_500_000),
        ("12tr", 12_000_000),
        ("9.500.000", 9_500_000),
        ("9500000 đ", 9_500_000),
        ("9.500", 9_500_000),
        ("khoảng 10 triệu", 10_000_000),
    ],
)
def test_pay_is_understood_as_people_write_it(typed: str, pay: int) -> None:
    assert pay_typed(typed) == pay


def test_words_without_a_number_are_asked_again() -> None:
    with pytest.raises(ValidationError):
        pay_typed("thỏa thuận")
