"""The board asked of the search index: the same filters as the database's, better words, and counts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from django.conf import settings

from nhipcau.foundation.search.api import (
    All,
    AnyOf,
    Ask,
    Begun,
    Best,
    Except,
    Index,
    OneOf,
    Phrase,
    Preferring,
    Reaches,
    Spelt,
    Times,
    Unavailable,
    Word,
    Worth,
)
from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import ANYWHERE, PlaceAsked, Trade, halves
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.queries.understood import Understood
from nhipcau.vacancies.rules import Sort
from nhipcau.vacancies.rules.indexed import LABOUR, OPENINGS, SHIFTS, code_number, park_number

TRADE, NAMED, PARK, INSIDE, PHRASE, IN_TITLE, SPELT = 400.0, 50.0, 120.0, 60.0, 100.0, 100.0, 120.0
# points; a rare word has ten
SORTS: Final = {Sort.PAY: "by_pay", Sort.CLOSING: "by_closing", Sort.NEWEST: "newest"}
FLAGS: Final = ("bus", "dormitory", "no_experience", "no_degree", "over_35")
SAYS_SO: Final = ("no_experience", "no_degree")  # openings that say it come before those that say nothing
SAID, NEAREST = 60.0, 40.0  # points
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
    says = any(getattr(asked.search, name) for name in SAYS_SO)
    ranked = sort == Sort.BEST and (asked.tells_jobs_apart or asked.place is not None or asked.any_work or says)
    return Asking(
        filters=dict(_filters(asked, day, now)),
        words=_words(asked, ranked=True, any_of=any_of),
        counted=_words(asked, ranked=False, any_of=any_of),
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
    if search.pay_to:
        yield "pay_to", Reaches("pay_low", high=search.pay_to)
    if search.age:
        yield "age", All((Reaches("age_from", high=search.age), Reaches("age_to", low=search.age)))
    for trade in asked.unwanted:
        yield f"without {trade.code}", Except(_of_trade(trade, spelt=True))
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


def _words(asked: Understood, *, ranked: bool, any_of: bool) -> Ask | None:
    if not asked.strong:
        return None
    word, begun = partial(_word, asked, ranked), asked.begun
    if asked.trade is None:
        return _said(asked.strong, word, begun, any_of=any_of)
    trade = _of_trade(asked.trade, spelt=not asked.folded)
    if not asked.trade.others:
        return trade
    others = _said(asked.trade.others, word, begun, any_of=any_of)
    return AnyOf((All((trade, others)), _said(asked.strong, word, begun, any_of=any_of)))


def _of_trade(trade: Trade, *, spelt: bool) -> Ask:
    """By its code or by the title; a word of an address or of an enterprise is no trade."""
    named = tuple(Spelt("title", word) if spelt else Word("title", fold(word)) for word in trade.spelt)
    codes = _numbers((trade.code,))
    either = OneOf("trade", codes), OneOf("named", codes)
    return AnyOf((*either, All(named))) if named else AnyOf(either)


def _said(words: tuple[str, ...], said: Callable[[str], Ask], begun: str, *, any_of: bool) -> Ask:
    """All words or half of them, of which `begun` is perhaps half typed."""
    asks: dict[str, Ask] = {word: said(word) for word in words}
    if begun in asks:
        asks[begun] = AnyOf((asks[begun], Worth(Begun("said", begun), 0.5)))
    if not any_of:
        return All(tuple(asks[word] for word in words))
    return AnyOf(tuple(All(tuple(asks[word] for word in some)) for some in halves(words)))


def _word(asked: Understood, ranked: bool, word: str) -> Ask:
    """In the title, the name of the enterprise or the text. Typed accents are taken at their word."""
    spelt = "" if asked.folded else asked.accents.get(word, "")
    if not ranked:
        return Spelt("said", spelt) if spelt else somewhere(word)
    return Best((Times(Spelt("title", spelt), 1.5), Times(Spelt("said", spelt), 0.5))) if spelt else anywhere(word)


def anywhere(word: str) -> Ask:
    return Best((Times(Word("title", word), 1.5), Times(Word("said", word), 0.5)))


def somewhere(word: str) -> Ask:
    """What `anywhere` finds: the title stands there too."""
    return Word("said", word)


def _extras(asked: Understood) -> Iterator[Ask]:
    """Trade and title before other words, spelt alike before folded alike, inside before near, said before not said."""
    if asked.tells_jobs_apart:
        yield Worth(Phrase("title", asked.words), PHRASE)
        yield Worth(All(tuple(Word("title", word) for word in asked.strong)), IN_TITLE)
        if asked.trade is not None:
            codes = _numbers((asked.trade.code,))
            yield Worth(OneOf("trade", codes), TRADE)
            yield Worth(OneOf("named", codes), NAMED)
        for accented in asked.accents.values():
            yield Worth(Spelt("title", accented), SPELT / len(asked.words))
    if asked.any_work:
        yield Worth(AnyOf((OneOf("trade", _numbers(LABOUR)), Phrase("title", ("pho", "thong")))), TRADE)
    for name in SAYS_SO:
        if getattr(asked.search, name):
            yield Worth(OneOf(f"says_{name}", (1,)), SAID)
    if asked.place is not None and asked.place.inside:
        yield from _nearer(asked.place)


def _nearer(place: PlaceAsked) -> Iterator[Ask]:
    """Inside before near, and in each the nearer one first; a park before what lies beside it."""
    yield Worth(OneOf("commune", _numbers(place.inside)), INSIDE)
    for ring, codes in enumerate(place.rings):
        yield Worth(OneOf("commune", _numbers(codes)), NEAREST - ring * NEAREST / len(place.rings))
    number = park_number(place.park)
    if number is not None:
        yield Worth(OneOf("park", (number,)), PARK - INSIDE)
