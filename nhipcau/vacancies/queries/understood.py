"""What typed words mean: "cong nhan may viet yen" is sewing, around Việt Yên."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from nhipcau.foundation.text.api import fold, words
from nhipcau.reference.api import (
    WEAK,
    Meant,
    Part,
    PlaceAsked,
    TakenApart,
    Trade,
    as_typed,
    fillers_in,
    label_of_words,
    means_any_work,
    named_trade,
    place_in,
    spelt_words,
    strong_words,
    trade_in,
)
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.asking import wishes_in, with_parts

NO_SEARCH: Final = BoardSearch()
NOTHING: Final = Meant((), ())
REFUSALS: Final = frozenset(
    tuple(words.split())
    for words in (
        *("khong phai", "khong phai la", "khong lam", "khong thich", "khong muon", "khong muon lam", "khong nhan"),
        *("tru", "ngoai tru", "loai tru", "khong lay", "tru ra"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A search with what was read out of its text. `parts` are the chips, each of which can be taken away.

    `said` is the search as it was asked, before the wishes in its words became filters of `search`. `accents` are
    those that words were typed with. `folded`: words count whatever their accents, and the last one may be half typed.
    `any_work`: nothing is asked of the work itself. `unwanted` are occupations that are not to be shown.
    """

    search: BoardSearch
    said: BoardSearch = NO_SEARCH
    meant: Meant = NOTHING
    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    typed_words: str = ""
    place: PlaceAsked | None = None
    trade: Trade | None = None
    accents: Mapping[str, str] = field(default_factory=dict)
    folded: bool = False
    any_work: bool = False
    unwanted: tuple[Trade, ...] = ()

    @property
    def begun(self) -> str:
        """The word that is perhaps half typed."""
        return self.words[-1] if self.folded and self.words else ""

    @property
    def is_around(self) -> bool:
        return self.place is not None and bool(self.place.around)

    @property
    def said_again(self) -> str:
        """The words and the place as they were understood, with the accents that are known."""
        return " ".join(str(part.value) for part in self.parts if part.kind in ("words", "place"))

    @property
    def tells_jobs_apart(self) -> bool:
        """ "Công nhân" alone fits half the board equally: nothing to rank by."""
        return bool(self.strong) and " ".join(self.words) not in WEAK


def understand(
    search: BoardSearch, meant: Meant | None = None, *, placeless: bool = False, countryless: bool = False
) -> Understood:
    """No query without typed words; with them one to find the version of the names, two more for a place.

    `meant` is the text respelled; `placeless` takes every name of a place for a word, `countryless` those of countries.
    """
    meant = meant or as_typed(search.text)
    asked = wishes_in(meant, countryless=countryless)
    place, left = place_in(asked) if asked.words and not placeless else (None, asked)
    refused, left = unwanted_in(left)
    any_work = means_any_work(" ".join(left.words))
    typed = left.typed_between(0, len(left.typed))
    left = TakenApart() if any_work else without_words(left, fillers_in(left.words))
    plain = tuple(words(" ".join(left.words)))
    said = " ".join(left.words)
    trade = trade_in(plain, said)
    own = left.typed_between(0, len(left.typed))
    parts = ((Part("words", own, label_of_words(plain, said, trade)),) if plain else ()) + asked.parts
    if any_work:
        parts += (Part("any_work", typed, "any"),)
    parts += tuple(part for part, _trade in refused)
    if place is not None:
        parts += (Part("place", place.typed, place.label),)
    return Understood(
        search=with_parts(search, asked.parts),
        said=search,
        meant=meant,
        parts=parts,
        words=plain,
        strong=strong_words(plain),
        typed_words=said,
        place=place,
        trade=trade,
        accents=accents_of(said, plain),
        any_work=any_work,
        unwanted=tuple(trade for _part, trade in refused),
    )


def accents_of(said: str, plain: tuple[str, ...]) -> dict[str, str]:
    """The words that were typed with accents, by what they are without."""
    tokens = spelt_words(said)
    if len(tokens) != len(plain):
        return {}
    return {word: token for word, token in zip(plain, tokens, strict=True) if not token.isascii()}


def without_words(left: TakenApart, places: Collection[int]) -> TakenApart:
    kept = [at for at in range(len(left.words)) if at not in places]
    return replace(
        left, words=tuple(left.words[at] for at in kept), typed=tuple(left.typed[at] for at in kept), gaps=frozenset()
    )


def unwanted_in(left: TakenApart) -> tuple[list[tuple[Part, Trade]], TakenApart]:
    """ "không phải may", "trừ bảo vệ": occupations that are not meant, and the words without them."""
    plain = [fold(word).strip(",.;") for word in left.words]
    found: list[tuple[Part, Trade]] = []
    taken: set[int] = set()
    for start in range(len(plain)):
        length = next((size for size in (3, 2, 1) if tuple(plain[start : start + size]) in REFUSALS), 0)
        begin = start + length
        while length and begin < len(plain) and plain[begin] in ("nghe", "viec", "lam"):
            begin += 1
        code, size = named_trade([word.strip(",.;") for word in left.words[begin:]]) if length else ("", 0)
        if code and start not in taken:
            span = " ".join(left.words[begin : begin + size])
            trade = trade_in(tuple(words(span)), span) or Trade(code, ())
            label = label_of_words(tuple(words(span)), span, trade)
            found.append((Part("unwanted", left.typed_between(start, begin + size), label), trade))
            taken.update(range(start, begin + size))
    return found, without_words(left, taken) if taken else left
