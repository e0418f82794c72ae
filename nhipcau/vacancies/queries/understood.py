"""What typed words mean: "cong nhan may viet yen" is sewing, around Việt Yên."""

from dataclasses import dataclass
from typing import Final

from nhipcau.foundation.text.api import words
from nhipcau.reference.api import (
    WEAK,
    Meant,
    Part,
    PlaceAsked,
    Trade,
    as_typed,
    label_of_words,
    place_in,
    strong_words,
    trade_in,
)
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.asking import wishes_in, with_parts

NO_SEARCH: Final = BoardSearch()
NOTHING: Final = Meant((), ())


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A search with what was read out of its text. `parts` are the chips, each of which can be taken away.

    `said` is the search as it was asked, before the wishes in its words became filters of `search`.
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
    plain = tuple(words(" ".join(left.words)))
    said = " ".join(left.words)
    typed = left.typed_between(0, len(left.typed))
    trade = trade_in(plain, said)
    parts = ((Part("words", typed, label_of_words(plain, said, trade)),) if plain else ()) + asked.parts
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
    )
