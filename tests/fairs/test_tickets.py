"""The code of a ticket: random, readable aloud, and wrong when it was misread."""

from hypothesis import assume, given
from hypothesis import strategies as st

from nhipcau.foundation.crypto.codes import LENGTH, LETTERS, check_letter, grouped, new_code, read_code

bodies = st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1)
places = st.integers(0, LENGTH - 1)


def test_codes_differ_and_read_as_themselves() -> None:
    codes = {new_code() for _n in range(1000)}

    assert len(codes) == 1000
    assert {read_code(grouped(code).lower()) for code in codes} == codes


@given(bodies, places, st.sampled_from(LETTERS))
def test_one_wrong_character_is_noticed(body: str, place: int, letter: str) -> None:
    code = body + check_letter(body)
    wrong = code[:place] + letter + code[place + 1 :]
    assume(wrong != code)

    assert read_code(wrong) == ""


@given(bodies, places, places)
def test_two_characters_that_changed_places_are_noticed(body: str, one: int, other: int) -> None:
    code = list(body + check_letter(body))
    assume(code[one] != code[other])
    code[one], code[other] = code[other], code[one]

    assert read_code("".join(code)) == ""


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    assert read_code(typed) in {"", read_code(read_code(typed))}
