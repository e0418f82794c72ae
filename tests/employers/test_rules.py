import pytest

from nhipcau.employers.rules import plain_tax_code, reasons_against_tax_code
from tests.employers.factories import tax_code


@pytest.mark.parametrize("typed", ["0100109106", "0100109106-001", "0300588569"])
def test_codes_with_a_right_check_digit_are_taken(typed: str) -> None:
    assert reasons_against_tax_code(typed) == []


@pytest.mark.parametrize("typed", ["0100109107", "010010910", "0100109106-01", "01001o9106", ""])
def test_wrong_digits_and_wrong_lengths_are_refused(typed: str) -> None:
    assert len(reasons_against_tax_code(typed)) == 1


@pytest.mark.parametrize("digit", range(1, 10))
def test_one_wrong_digit_is_always_noticed(digit: int) -> None:
    code = tax_code(7)
    wrong = code[:4] + str((int(code[4]) + digit) % 10) + code[5:]

    assert len(reasons_against_tax_code(wrong)) == 1


def test_a_code_is_kept_without_the_spaces_people_type() -> None:
    assert plain_tax_code("0100 109 106") == "0100109106"
    assert plain_tax_code("0100109106.001") == "0100109106-001"
