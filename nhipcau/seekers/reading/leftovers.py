"""Words of a card's code: a name, an address, or neither; and where what was read badly belongs. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from nhipcau.foundation.text import api as text
from nhipcau.seekers.reading import keyboards

NAME: Final = re.compile(r"[^\W\d_][^\W\d_]*(?:[ .'’\-]+[^\W\d_]+['’]?)*\.?")
PLACE: Final = re.compile(
    r"(?:thôn|xóm|bản|buôn|làng|ấp|đội|tổ|khu|khối|số|ngõ|ngách|hẻm|đường|xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|"
    r"thành phố|tp|tdp|kcn)\b"
)
NUMBERED: Final = re.compile(
    r"\b(?:thon|xom|ban|buon|lang|ap|doi|to|khu|khoi|so|ngo|ngach|hem|phuong|quan|duong|tdp|[pq])\.?\s*\d"
)
BADLY_TYPED: Final = re.compile(r"[^\W_]+(?:[^\w,;|<>@/\\]+[^\W_]*)*")
FEW_DIGITS: Final = 3
MOST_OF_A_NUMBER: Final = re.compile(r"(?=(?:\D*\d){8})[\dA-Za-z]{9,14}")


def may_be_name(words: str) -> bool:
    plain = keyboards.LOST.sub("a", words)
    if "," in words or PLACE.match(plain.lower()):
        return False
    return bool(NAME.fullmatch(plain)) or (" " in words and keyboards.is_typed_by_method(words))


def like_place(words: str) -> tuple[bool, bool, int]:
    return ("," in words, bool(PLACE.match(words.lower())), len(words))


def is_place(words: str) -> bool:
    """Nothing else becomes an address: a comma, a word for a place, or one with its number ("Thon 3")."""
    lower = words.lower()
    named = PLACE.match(lower) or re.search(rf"(?<!\w){PLACE.pattern}\s+\w", lower)
    return "," in words or bool(named) or bool(NUMBERED.search(text.fold(words)))


def bad_name(leftovers: Iterable[str]) -> str:
    """Words that only a keyboard or a scanner can have made of a name: "Nguye~n Va(n A"."""
    alike = (words for words in leftovers if BADLY_TYPED.fullmatch(words) and not is_place(words))
    return next((words for words in alike if sum(map(str.isdigit, words)) <= FEW_DIGITS), "")


def bad_number(digits: Iterable[str], leftovers: Iterable[str]) -> str:
    """Digits too few or too many, or with letters between: "O991980I2345"."""
    long = (one for one in digits if len(one) > len("ddmmyyyy"))
    return next(long, "") or next((words for words in leftovers if MOST_OF_A_NUMBER.fullmatch(words)), "")
