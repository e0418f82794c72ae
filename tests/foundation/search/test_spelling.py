"""One slip of the finger, and Telex that was not finished."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.foundation.search.api import Near, is_one_slip, without_telex


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("may", "mya", True),
        ("may", "ma", True),
        ("may", "mayy", True),
        ("may", "mai", True),
        ("may", "may", True),
        ("may", "yam", False),
        ("may", "mo", False),
        ("", "a", True),
        ("lai xe", "lai ze", True),
        ("ab", "ba", True),
        ("abcd", "badc", False),
    ],
)
def test_a_slip_is_one_letter_or_two_swapped(one: str, other: str, near: bool) -> None:
    assert is_one_slip(one, other) is near
    assert is_one_slip(other, one) is near


@given(st.text("abc", max_size=6), st.lists(st.text("abc", max_size=6), max_size=12))
def test_what_is_near_is_exactly_what_is_one_slip_away(text: str, known: list[str]) -> None:
    near = Near.of(dict.fromkeys(known, 1))

    assert set(near.to(text)) == {one for one in known if one != text and is_one_slip(one, text)}


def test_the_likelier_of_two_comes_first() -> None:
    assert Near.of({"ban": 3, "bon": 9}).to("bn") == ["bon", "ban"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mayj", "may"), ("ddieenj", "dien"), ("coong", "cong"), ("nuwowcs", "nuoc"), ("hafn", "han"), ("thowj", "tho")],
)
def test_unfinished_telex_is_read(typed: str, meant: str) -> None:
    assert meant in list(without_telex(typed))
