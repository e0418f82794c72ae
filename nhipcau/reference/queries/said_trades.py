"""The occupation in typed words, and the words that tell one job from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from nhipcau.foundation.text.api import fold, toned, words
from nhipcau.reference.queries.trades import occupation_code_of_title, trade_phrases

COMPANY: Final = ("cong ty", "nha may", "xi nghiep", "doanh nghiep")
WEAK: Final = ("cong nhan", "nhan vien", "lao dong", "pho thong", "nguoi lam", "tho", "viec", "lam", *COMPANY)
MOST_HALVED: Final = 6


@dataclass(frozen=True)
class Trade:
    """An occupation, and the strong words that say something else than it."""

    code: str
    others: tuple[str, ...]


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
                used = set(words(span))
                return Trade(code, tuple(word for word in strong_words(plain) if word not in used))
    return Trade(code, ())


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
