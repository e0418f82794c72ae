"""Words that nobody knows, read as the known ones next to them: "mya" as "may", "mayj" too, "viet yem" as "viet yen"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from nhipcau.foundation.search.api import Index, Near, without_telex
from nhipcau.foundation.text.api import words
from nhipcau.reference.api import Meant, PlaceReader, in_phrases, trade_phrases, with_words
from nhipcau.vacancies.rules.asking import wish_words

SMALLEST_GRAIN: Final = 4  # provinces, districts and communes of today; of old communes there are too many alike
PARK: Final = 6
LONGEST_PHRASE: Final = 5
SHORTEST_PHRASE: Final = 6  # letters with spaces
MOST_TRIED: Final = 6
OFTEN, MANY = 5, 20  # a word tells little that one opening in five has, and more than twenty do
OF_LISTS: Final = 5  # a word of the lists counts as much as so many openings


@dataclass
class Speller:
    """Known words and phrases. `pairs` are words that follow each other: they choose between near words.

    `held` tells how many of the `openings` have a word.
    """

    near: Near = field(default_factory=Near)
    phrases: Near = field(default_factory=Near)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    held: Mapping[str, int] = field(default_factory=dict)
    openings: int = 0

    def respell(self, meant: Meant) -> Meant | None:
        """One reading more, or None when every word is known and no phrase is near."""
        plain = [" ".join(words(word)) for word in meant.words]
        spelt = {place: new for place in range(len(plain)) if (new := self._word(plain, place))}
        if not spelt:
            spelt = self._phrase(plain)
        return with_words(meant, {place: new.split() for place, new in spelt.items()}) if spelt else None

    def _word(self, plain: list[str], place: int) -> str:
        word = plain[place]
        if len(word) < 2 or not word.isalpha() or word in self.near:
            return ""
        unfinished = [tried for tried in without_telex(word) if tried in self.near]
        tried = (unfinished or self.near.to(word))[:MOST_TRIED]
        before = plain[place - 1] if place else ""
        after = plain[place + 1] if place + 1 < len(plain) else ""
        return max(tried, key=lambda near: self._fits(before, word, near, after), default="")

    def _fits(self, before: str, typed: str, word: str, after: str) -> tuple[int, int]:
        """Neighbours that are known together, and the same letters in another order, before what is frequent."""
        together = ((before, word) in self.pairs) + ((word, after) in self.pairs)
        return together + (sorted(typed) == sorted(word)), self.near.weights[word]

    def telling(self, said: tuple[str, ...]) -> tuple[str, ...]:
        """The words that few openings have; all of them where there are no such words."""
        many = max(self.openings // OFTEN, MANY)
        return tuple(word for word in said if self.held.get(word, 0) <= many) or said

    def _phrase(self, plain: list[str]) -> dict[int, str]:
        """The longest run of words that is one slip from a trade or a place, where each word alone is known.

        Words that name a trade already are left alone.
        """
        kept = in_phrases(plain)
        for start, end in runs(len(plain)):
            said = " ".join(plain[start:end])
            if not kept.isdisjoint(range(start, end)) or len(said) < SHORTEST_PHRASE or said in self.phrases:
                continue
            for near in self.phrases.to(said):
                new = near.split()
                if len(new) == end - start:
                    return {start + at: word for at, word in enumerate(new) if word != plain[start + at]}
        return {}


def runs(length: int) -> Iterator[tuple[int, int]]:
    for size in range(min(LONGEST_PHRASE, length), 1, -1):
        for start in range(length - size + 1):
            yield start, start + size


def speller(reader: PlaceReader, index: Index | None) -> Speller:
    """Made once for each state of the lists; the words of the openings are added when the index changed."""
    stamp = index.stamp() if index is not None else None
    return _with_openings(_Kept(reader, index, (id(reader.gazetteer), stamp)))


@dataclass(frozen=True, eq=False)
class _Kept:
    """What a speller is made of, known by `key` alone."""

    reader: PlaceReader
    index: Index | None
    key: tuple[int, object]

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.key == other.key


@lru_cache(maxsize=2)
def _with_openings(kept: _Kept) -> Speller:
    lists = _of_lists(_Kept(kept.reader, None, (kept.key[0], None)))
    if kept.index is None:
        return lists
    held: Mapping[str, int] = kept.index.vocabulary("body")
    known = {word: held.get(word, 0) + weight for word, weight in lists.near.weights.items()}
    return Speller(Near.of({**held, **known}), lists.phrases, lists.pairs, held, kept.index.size())


@lru_cache(maxsize=2)
def _of_lists(kept: _Kept) -> Speller:
    trades = [*trade_phrases()]
    places = [
        name
        for name, found in kept.reader.gazetteer.names.items()
        if any(one.grain <= SMALLEST_GRAIN or one.grain == PARK for one in found)
    ]
    phrases = dict.fromkeys(trades, OF_LISTS) | {name: 1 for name in places if " " in name}
    known: dict[str, int] = dict.fromkeys(wish_words(), OF_LISTS)
    for phrase, weight in phrases.items():
        for word in phrase.split():
            known[word] = known.get(word, 0) + weight
    pairs = {pair for phrase in phrases for pair in pairwise(phrase.split())}
    return Speller(Near.of(known), Near.of(phrases), pairs)
