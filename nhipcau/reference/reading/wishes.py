"""Wishes in typed words: pay, and whatever patterns a context knows; each with the words it was typed in. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.reference.reading.shorthand import Meant

MILLION: Final = 1_000_000
TOP_PAY_MILLIONS: Final = 200
BEFORE_PAY: Final = (
    r"(?:(?:muc |thu nhap |luong )+)?"
    r"(?:(?:tu|tren|toi thieu|hon|tam|tb|trung binh|khoang|it nhat|dat) |>=? ?)*"
)
UNIT: Final = (
    r" ?(?:trieu|tr|cu|chai)(?P<tenth>\d)?(?: dong| vnd)?(?: (?:mot |1 )?thang| ?/ ?(?:thang|th))?(?: tro len)?"
)
NUMBER: Final = r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d))?"
RANGE: Final = r"(?: ?(?:-|–|den|toi) ?\d{1,3}(?:[.,]\d)?)?"
PAYS: Final = (
    re.compile(rf"{BEFORE_PAY}{NUMBER}(?: ?(?:trieu|tr))?{RANGE}{UNIT}"),
    re.compile(rf"{BEFORE_PAY}(?P<whole>\d{{1,3}})[.,]?(?P<part>\d)00[.,]?000(?P<tenth>)(?: ?(?:d|dong|vnd))?"),
    re.compile(r"luong (?:(?:tu|tren|tam|khoang|hon) )?(?P<whole>\d{1,2})(?P<part>)(?P<tenth>)"),
)
UP_TO: Final = re.compile(rf"(?:duoi|toi da|khong qua|den) {NUMBER}{UNIT}")
Value = str | int | bool
Hit = tuple[int, int, str, Value]  # from letter, to letter, name of the wish or "" for words that say nothing, value


@dataclass(frozen=True)
class Part:
    """One thing understood in the typed text: what it is, its words as typed, what it asks for."""

    kind: str  # "words", "place", or the name of a wish
    typed: str
    value: str | int | bool = True


@dataclass(frozen=True)
class TakenApart:
    """Typed text taken apart. `words` are the pieces that nobody understood yet, in order; `typed` how each was typed."""

    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    gaps: frozenset[int] = field(default_factory=frozenset)  # a place's words never reach over one of these
    typed: tuple[str, ...] = ()

    def typed_between(self, start: int, end: int) -> str:
        return Meant(self.words, self.typed).typed_between(start, end)


def taken_out(meant: Meant, hits: Iterable[Hit]) -> TakenApart:
    """The wishes as parts, of words that two of them claim the first; the rest as typed."""
    ends = list(accumulate(len(fold(word)) + 1 for word in meant.words))
    taken = [False] * len(meant.words)
    parts: list[Part] = []
    for begin, end, name, value in hits:
        first, last = bisect_right(ends, begin), bisect_right(ends, end - 1) + 1
        if any(taken[first:last]):
            continue
        taken[first:last] = [True] * (last - first)
        if name:
            parts.append(Part(name, meant.typed_between(first, last), value))
    left = [place for place, was_taken in enumerate(taken) if not was_taken]
    gaps = {at for at in range(1, len(left)) if left[at] != left[at - 1] + 1}
    return TakenApart(
        tuple(parts),
        tuple(meant.words[place] for place in left),
        frozenset(gaps),
        tuple(meant.typed[place] for place in left),
    )


def pays_in(read: str, name: str) -> Iterator[Hit]:
    """ "tren 8tr", "8 - 10 triệu", "8.500.000đ": đồng a month, of a range its lower end."""
    for pattern in PAYS:
        yield from _pays_of(pattern, read, name)


def most_pays_in(read: str, name: str) -> Iterator[Hit]:
    """ "duoi 8tr", "toi da 10 trieu"."""
    yield from _pays_of(UP_TO, read, name)


def _pays_of(pattern: re.Pattern[str], read: str, name: str) -> Iterator[Hit]:
    for hit in whole_words(pattern, read):
        millions = int(hit["whole"]) + int(hit["part"] or hit["tenth"] or 0) / 10
        if 0 < millions <= TOP_PAY_MILLIONS:
            yield hit.start(), hit.end(), name, int(millions * MILLION)


def words_hit(patterns: Iterable[tuple[re.Pattern[str], str, Value]], read: str) -> Iterator[Hit]:
    for pattern, name, value in patterns:
        for hit in whole_words(pattern, read):
            yield hit.start(), hit.end(), name, value


def whole_words(pattern: re.Pattern[str], read: str) -> Iterator[re.Match[str]]:
    for hit in _whole(pattern.pattern).finditer(read):
        if hit.group():
            yield hit


@lru_cache(maxsize=256)
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{pattern})(?![^\s,.;])")


def without(text: str, part: Part) -> str:
    """The typed text when this part is taken away, whether its words stand together or not."""
    framed = f" {tidy(text)} "
    if f" {part.typed} " in framed:
        return tidy(framed.replace(f" {part.typed} ", " ", 1))
    for word in part.typed.split():
        framed = framed.replace(f" {word} ", " ", 1)
    return tidy(framed)
