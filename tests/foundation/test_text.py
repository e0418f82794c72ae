import pytest

from nhipcau.foundation.text import api as text


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Việt Yên", "viet yen"), ("ĐIỆN TỬ", "dien tu"), ("Nguyễn Thị Hường", "nguyen thi huong"), ("", "")],
)
def test_folding_drops_accents_and_makes_d_of_đ(typed: str, folded: str) -> None:
    assert text.fold(typed) == folded


def test_the_same_letters_in_two_spellings_of_unicode_become_one() -> None:
    assert text.tidy("Vie\u0323\u0302t") == text.tidy("Việt") == "Việt"


def test_tidying_drops_what_cannot_be_seen_and_spare_spaces() -> None:
    assert text.tidy("  Lê\u200b  Thị\u202e Hoa \n") == "Lê Thị Hoa"


def test_names_sort_as_the_vietnamese_dictionary_does() -> None:
    words = ["đa", "da", "ba", "bá", "bà", "ăn", "an", "ân", "ô", "o", "ơ"]
    assert sorted(words, key=text.sort_key) == ["an", "ăn", "ân", "ba", "bà", "bá", "da", "đa", "o", "ô", "ơ"]


def test_search_text_frames_whole_words() -> None:
    assert text.search_text("Công nhân may", "KCN Quang Châu!") == " cong nhan may kcn quang chau "


@pytest.mark.parametrize("sent", ["", "-1", "1.5", "x", "1" * 19, "9" * 5000])
def test_what_no_row_can_be_numbered_is_no_number(sent: str) -> None:
    assert text.row_number(sent) == 0
    assert text.row_number("42") == 42
