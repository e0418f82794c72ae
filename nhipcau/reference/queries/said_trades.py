"""The occupation in typed words, and the words that tell one job from another."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from nhipcau.foundation.text.api import fold, toned, words
from nhipcau.reference.queries.trades import occupation_code_of_title, trade_phrases
from nhipcau.reference.reading.shorthand import ENDS, as_typed

COMPANY: Final = ("cong ty", "nha may", "xi nghiep", "doanh nghiep")
WEAK: Final = ("cong nhan", "nhan vien", "lao dong", "pho thong", "nguoi lam", "tho", "viec", "lam", *COMPANY)
MOST_HALVED: Final = 6
LONGEST: Final = 6
FILLERS_WRITTEN: Final = (
    "việc có gì không khong ở tìm kiếm cần làm cho nào đâu giúp với nhỉ được muốn mình tôi em cháu xin hỏi đi đang "
    "cũng thì hay hoặc và ơi nữa cái các những loại nghề"
)
FILLERS: Final = frozenset(words(FILLERS_WRITTEN))
FILLERS_SPELT: Final = frozenset(toned(FILLERS_WRITTEN).split())
BESIDE_ANY: Final = frozenset(("cong", "nhan", "lao", "dong", "gan", "nha", "thoi", "mien", "tien", "luong", "cung"))
ANY_WORK: Final = re.compile(
    r"(?<= )(?:bat (?:ky|cu) (?:cong viec|viec|nghe)(?: gi| nao)?|sao cung duoc|pho thong|"
    r"(?:gi|nao) (?:[a-z]+ ){0,3}?cung (?:duoc|lam|nhan|ok)(?: duoc)?)(?= )"
)


@dataclass(frozen=True)
class Trade:
    """An occupation, the strong words that say something else than it, and those that name it, with their accents."""

    code: str
    others: tuple[str, ...]
    spelt: tuple[str, ...] = ()


def label_of_words(plain: tuple[str, ...], said: str, trade: Trade | None) -> str:
    """A trade with the accents that were left out; other words as they were said."""
    phrase = trade_phrases().get(" ".join(plain), said) if trade is not None else said
    left_out = said.isascii() or toned(said) == toned(phrase) or _is_mixed(said)
    return phrase if left_out else said


def trade_in(plain: tuple[str, ...], said: str) -> Trade | None:
    """The occupation that the words mean, by the longest run of them that names it."""
    code, spelt = _code_of(said) if " ".join(plain) not in WEAK else (None, said)
    if code is None:
        return None
    tokens, phrases = spelt.split(), trade_phrases()
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length + 1):
            span = " ".join(tokens[start : start + length])
            if " ".join(words(span)) in phrases and occupation_code_of_title(span) == code:
                used = words(span)
                others = tuple(word for word in strong_words(plain) if word not in used)
                return Trade(code, others, _spelt(span, phrases[" ".join(used)]))
    return Trade(code, ())


def _spelt(typed: str, phrase: str) -> tuple[str, ...]:
    """The strong words of a phrase as they were typed, or as it is written where they were typed without accents."""
    tokens = spelt_words(phrase if typed.isascii() else typed)
    strong = strong_words(words(typed))
    return tuple(token for token in tokens if fold(token) in strong)


def spelt_words(text: str) -> list[str]:
    """The words of a text with their accents, in the places of `words`."""
    whole = unicodedata.normalize("NFC", text.lower())
    return "".join(char if char.isalnum() else " " for char in whole).split()


def named_trade(said: Sequence[str]) -> tuple[str, int]:
    """The occupation that a text begins to name, and by how many of its words; none by no words."""
    for length in range(min(LONGEST, len(said)), 0, -1):
        span = " ".join(said[:length])
        code = occupation_code_of_title(span) if is_phrase(span) else None
        if code is not None:
            return code, length
    return "", 0


@lru_cache(maxsize=32768)
def is_phrase(span: str) -> bool:
    """Does the whole span name a trade, with the accents it has?"""
    plain = " ".join(words(span))
    phrase = trade_phrases().get(plain)
    if phrase is None:
        return False
    return span.isascii() or occupation_code_of_title(span) == occupation_code_of_title(phrase)


def in_phrases(said: Sequence[str], *, least: int = 2) -> set[int]:
    """The places of words that stand in a phrase of at least so many words that names a trade."""
    held: set[int] = set()
    for start in range(len(said)):
        for end in range(min(len(said), start + LONGEST), start + least - 1, -1):
            if is_phrase(" ".join(said[start:end])):
                held.update(range(start, end))
                break
    return held


def fillers_in(said: Sequence[str]) -> set[int]:
    """The places of words that tell no job from another ("việc", "gì", "ở"), but not of those in the name of a trade."""
    held = in_phrases(said)
    spelt = FILLERS_SPELT
    return {
        at
        for at, token in enumerate(said)
        if at not in held and (toned(token) in spelt or " ".join(words(token)) == token.lower().strip(ENDS) in FILLERS)
    }


def means_any_work(text: str) -> bool:
    """ "Lao động phổ thông", "việc gì gần nhà cũng được": nothing is asked of the work itself."""
    read = " ".join(words(as_typed(text).text))
    rest, found = ANY_WORK.subn(" ", f" {read} ")
    return bool(found) and all(word in FILLERS or word in BESIDE_ANY for word in rest.split())


def _code_of(said: str) -> tuple[str | None, str]:
    """Accents are taken at their word, except where some words have them and others were typed without."""
    code = occupation_code_of_title(said)
    if code is None and _is_mixed(said):
        return occupation_code_of_title(fold(said)), fold(said)
    return code, said


def _is_mixed(said: str) -> bool:
    return not said.isascii() and any(token.isascii() for token in said.split())


def strong_words(plain: Sequence[str]) -> tuple[str, ...]:
    """The words that tell one job from another; all of them when none does."""
    text = f" {' '.join(plain)} "
    for weak in WEAK:
        text = text.replace(f" {weak} ", " ")
    return tuple(text.split()) or tuple(plain)


def halves(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways to have half of the words; of a long text any word is enough, or there would be too many ways."""
    return list(combinations(said, -(-len(said) // 2) if len(said) <= MOST_HALVED else 1))
