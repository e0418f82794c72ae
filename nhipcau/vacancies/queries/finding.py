"""One search, read in several ways until something is found: as typed, respelled, with some of the words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Generic, Protocol, TypeVar

from nhipcau.foundation.search.api import Found, Index
from nhipcau.reference.api import place_reader
from nhipcau.vacancies.queries import indexed
from nhipcau.vacancies.queries.respelled import speller
from nhipcau.vacancies.queries.understood import Understood, understand
from nhipcau.vacancies.rules import BoardSearch

MOST_READINGS: Final = 3


class Counted(Protocol):
    @property
    def total(self) -> int: ...


Answer = TypeVar("Answer", bound=Counted)


@dataclass(frozen=True)
class Heard(Generic[Answer]):
    """The answer, to which reading of the words. `loosened`: none had all of them, these have some.

    `missing`: words that nothing holds; the answer is to what else was said.
    """

    answer: Answer
    asked: Understood
    loosened: bool = False
    missing: str = ""


def first_found(asked: Understood, answer: Callable[[Understood, bool], Answer], index: Index | None) -> Heard[Answer]:
    """`answer` is asked with a reading of the words and whether half of them are enough."""
    plain = answer(asked, False)
    if plain.total or not (asked.strong or asked.place or asked.search.country):
        return Heard(plain, asked)
    for reading in _readings(asked, index):
        respelled = answer(reading, False)
        if respelled.total:
            return Heard(respelled, reading)
    for looser, any_of in _looser(asked, index):
        loose = answer(looser, any_of)
        if loose.total:
            return Heard(loose, asked, loosened=True)
    if asked.strong and asked.trade is None and (asked.place or asked.search != asked.said):
        rest = answer(replace(asked, strong=(), words=()), False)
        if rest.total:
            return Heard(rest, asked, missing=asked.typed_words)
    return Heard(plain, asked)


def _readings(asked: Understood, index: Index | None) -> Iterator[Understood]:
    """A country as plain words; the place as plain words ("cơ khí chế tạo"); the words without their accents, the last one
    half typed; then unknown words as known ones, and whole phrases that are near.
    """
    if asked.search.country and not asked.said.country:
        yield understand(asked.said, asked.meant, countryless=True)
    if asked.place is not None and asked.trade is not None:
        yield understand(asked.said, asked.meant, placeless=True)
    if asked.strong:
        yield replace(asked, folded=True)
    known, meant = speller(place_reader(), index), asked.meant
    for _round in range(MOST_READINGS):
        new = known.respell(meant)
        if new is None:
            return
        meant = new
        yield understand(asked.said, meant)


def _looser(asked: Understood, index: Index | None) -> Iterator[tuple[Understood, bool]]:
    """The trade without what else was said; of other words half of those that tell openings apart."""
    if asked.trade is not None and asked.trade.others:
        own = tuple(word for word in asked.strong if word not in asked.trade.others)
        yield replace(asked, strong=own or asked.strong, trade=replace(asked.trade, others=())), not own
    if len(asked.strong) > 1 and asked.trade is None:
        yield replace(asked, strong=speller(place_reader(), index).telling(asked.strong)), True


def found_in(
    index: Index, search: BoardSearch, *, day: date, now: datetime | None = None, limit: int = 20
) -> Heard[Found]:
    """The first page out of any index of openings, without the database's rows."""

    def answer(asked: Understood, any_of: bool) -> Found:
        asking = indexed.asking_of(asked, day=day, now=now, any_of=any_of)
        return index.find(asking.ask(), sort=asking.sort, limit=limit)

    return first_found(understand(search), answer, index)
