"""The board asked of the search index: the same filters as the database's, better words, and counts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from nhipcau.foundation.search.api import (
    Accented,
    All,
    AnyOf,
    Ask,
    Begun,
    Best,
    Index,
    OneOf,
    Phrase,
    Preferring,
    Reaches,
    Times,
    Unavailable,
    Word,
    Worth,
)
from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import ANYWHERE, PlaceAsked, halves
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.queries.understood import Understood
from nhipcau.vacancies.rules import Sort
from nhipcau.vacancies.rules.indexed import OPENINGS, SHIFTS, code_number, park_number

TRADE, PARK, INSIDE, PHRASE, IN_TITLE, SPELT = (
    400.0,
    80.0,
    50.0,
    100.0,
    100.0,
    120.0,
)  # points; a rare word has about 10
SORTS: Final = {Sort.PAY: "by_pay", Sort.CLOSING: "by_closing", Sort.NEWEST: "newest"}
FLAGS: Final = ("bus", "dormitory", "no_experience", "no_degree", "over_35")
FACETS: Final = ("group", "province", "commune", "band", "shift", *FLAGS)
NO_COMMUNE: Final = 0


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A search as the index is asked it: each filter by its name, so that one can be left out for its counts."""

    filters: Mapping[str, Ask]
    words: Ask | None
    counted: Ask | None = None  # the same openings as `words`, without a rank
    extras: tuple[Ask, ...] = ()
    sort: str = ""

    def ask(self) -> Ask:
        narrowed = Worth(All(tuple(self.filters.values())), 0.0)
        found = All((self.words, narrowed)) if self.words is not None else narrowed
        return Preferring(found, self.extras) if self.extras and not self.sort else found

    def to_count(self, *, without: str = "") -> Ask:
        """The openings that `ask` finds, or those it would find without one of its filters."""
        kept = tuple(ask for name, ask in self.filters.items() if name != without)
        return All((self.counted, *kept)) if self.counted is not None else All(kept)


def openings_index() -> Index:
    """Raises Unavailable where there is to be none."""
    if settings.SEARCH_ROOT is None:
        raise Unavailable("off")
    return _index_in(settings.SEARCH_ROOT)


@lru_cache(maxsize=8)
def _index_in(root: Path) -> Index:
    return Index(root, OPENINGS)


def asking_of(asked: Understood, *, day: date, now: datetime | None, any_of: bool = False) -> Asking:
    sort = asked.search.sort
    ranked = sort == Sort.BEST and (asked.tells_jobs_apart or asked.place is not None)
    return Asking(
        filters=dict(_filters(asked, day, now)),
        words=_words(asked, anywhere, any_of=any_of),
        counted=_words(asked, somewhere, any_of=any_of),
        extras=tuple(_extras(asked)) if ranked else (),
        sort="" if ranked else SORTS.get(sort, "newest"),
    )


def facets(index: Index, asking: Asking) -> dict[str, dict[int, int]]:
    """How many openings each value would leave. What is chosen already does not narrow its own values."""
    chosen = [name for name in FACETS if name in asking.filters]
    counts = index.counts(asking.to_count(), [name for name in FACETS if name not in chosen])
    for name in chosen:
        counts |= index.counts(asking.to_count(without=name), [name])
    return counts


def _filters(asked: Understood, day: date, now: datetime | None) -> Iterator[tuple[str, Ask]]:
    search = asked.search
    yield "open", Reaches("closes", low=day.toordinal())
    for name, code in (("province", search.province), ("commune", search.commune), ("group", search.group)):
        if code:
            number = code_number(code)
            yield name, OneOf(name, () if number is None else (number,))
    if search.country == ANYWHERE:
        yield "abroad", OneOf("abroad", (1,))
    elif search.country:
        yield "country", OneOf("country", _numbers((search.country,)))
    if search.pay_from:
        yield "band", Reaches("pay", low=search.pay_from)
    if search.shift:
        meant = (Shift.DAY, Shift.FLEXIBLE) if search.shift == Shift.DAY else (search.shift,)
        yield "shift", OneOf("shift", tuple(SHIFTS[shift] for shift in meant))
    for name in FLAGS:
        if getattr(search, name):
            yield name, OneOf(name, (1,))
    if search.online and now is not None:
        yield "online", Reaches("online", low=int(now.timestamp()) + 1)
    if search.employer:
        yield "employer", OneOf("employer", (search.employer,))
    if asked.place is not None:
        yield "place", _lies_in(asked.place)


def _lies_in(place: PlaceAsked) -> Ask:
    """Inside or near it; an opening without a commune by the words of its address."""
    if place.provinces:
        return OneOf("province", _numbers(place.provinces))
    said = [Phrase("body", tuple(name.split())) for name in place.names if name]
    return AnyOf((OneOf("commune", _numbers((*place.inside, *place.around))), All((_without_commune(), *said))))


def _without_commune() -> Ask:
    return OneOf("commune", (NO_COMMUNE,))


def _numbers(codes: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(number for number in map(code_number, codes) if number is not None)


def _words(asked: Understood, word: Callable[[str], Ask], *, any_of: bool) -> Ask | None:
    if not asked.strong:
        return None
    said = _said(asked.strong, word, any_of=any_of)
    if asked.trade is None:
        return said
    trade = OneOf("trade", _numbers((asked.trade.code,)))
    others = (_said(asked.trade.others, word, any_of=any_of),) if asked.trade.others else ()
    return AnyOf((said, Worth(All((trade, *others)), 1.0)))


def _said(words: tuple[str, ...], said: Callable[[str], Ask], *, any_of: bool) -> Ask:
    """All words or half of them, the last one perhaps half typed."""
    last = AnyOf((said(words[-1]), Worth(Begun("body", words[-1]), 0.5)))
    asks: dict[str, Ask] = {**{word: said(word) for word in words}, words[-1]: last}
    if not any_of:
        return All(tuple(asks[word] for word in words))
    return AnyOf(tuple(All(tuple(asks[word] for word in some)) for some in halves(words)))


def anywhere(word: str) -> Ask:
    return Best((Times(Word("title", word), 1.5), Times(Word("body", word), 0.5)))


def somewhere(word: str) -> Ask:
    """What `anywhere` finds: the title stands in the body too."""
    return Word("body", word)


def _extras(asked: Understood) -> Iterator[Ask]:
    """Trade and title before other words, spelt alike before folded alike, inside before near."""
    if asked.tells_jobs_apart:
        yield Worth(Phrase("title", asked.words), PHRASE)
        yield Worth(All(tuple(Word("title", word) for word in asked.strong)), IN_TITLE)
        if asked.trade is not None:
            yield Worth(OneOf("trade", _numbers((asked.trade.code,))), TRADE)
        if asked.typed_words.lower() != fold(asked.typed_words):
            for word in asked.typed_words.split():
                yield Worth(Accented("title", word), SPELT / len(asked.words))
    if asked.place is not None and asked.place.inside:
        yield Worth(OneOf("commune", _numbers(asked.place.inside)), INSIDE)
        if asked.place.park:
            number = park_number(asked.place.park)
            yield Worth(OneOf("park", () if number is None else (number,)), PARK - INSIDE)
