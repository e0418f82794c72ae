"""Places as people say them, with the official lists there."""

import pytest
from django.core.exceptions import ValidationError

from nhipcau.seekers.web.fields import commune_typed, place_words
from tests.reference.loaded import official_lists

__all__ = ["official_lists"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_lists")]


@pytest.mark.parametrize(
    ("typed", "commune"),
    [
        ("Phường Nếnh, Bắc Ninh", "Phường Nếnh, Tỉnh Bắc Ninh"),
        ("phuong nenh bac ninh", "Phường Nếnh, Tỉnh Bắc Ninh"),
        ("Song Mai, Bắc Giang", "Phường Đa Mai, Tỉnh Bắc Ninh"),
        ("", ""),
    ],
)
def test_one_commune_is_understood_from_old_and_new_names(typed: str, commune: str) -> None:
    assert place_words(commune_typed(typed, "")) == commune


def test_what_is_shown_in_the_field_is_understood_again() -> None:
    nenh = commune_typed("Phường Nếnh, Bắc Ninh", "")
    assert commune_typed(place_words(nenh), "") == nenh


@pytest.mark.parametrize("typed", ["Bắc Ninh", "huyện Việt Yên, Bắc Giang", "abcxyz"])
def test_what_is_wide_or_unknown_is_asked_again(typed: str) -> None:
    with pytest.raises(ValidationError):
        commune_typed(typed, "")


def test_what_was_picked_from_the_list_decides() -> None:
    nenh = commune_typed("Phường Nếnh, Bắc Ninh", "")
    assert nenh is not None
    assert commune_typed("ở đâu đó", nenh.pk) == nenh
