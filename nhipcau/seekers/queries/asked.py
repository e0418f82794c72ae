"""People by what staff type: a name, the work they wish for, where they live, pay, shift; in any order.

Each function looks among the people it is given, so nobody else is ever found, counted or used to mend a spelling.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Q, QuerySet, When

from nhipcau.foundation.search.api import Near
from nhipcau.foundation.text.api import words
from nhipcau.reference.api import (
    Meant,
    Part,
    PlaceAsked,
    Trade,
    as_typed,
    label_of_words,
    place_in,
    strong_words,
    trade_in,
    trade_phrases,
    with_words,
)
from nhipcau.seekers.models import Seeker, Shift
from nhipcau.seekers.reading.wishes import ACCEPTS, wish_words, wishes_in
from nhipcau.seekers.rules import trade_mark

SHORTEST: Final = 3  # letters of a word that may be mended
MOST_WORDS: Final = 30
OF_LISTS: Final = 5


@dataclass(frozen=True, kw_only=True)
class PeopleAsked:
    """`name` are all the words, as of a name; `words` those left beside the wishes and the place."""

    meant: Meant
    name: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    place: PlaceAsked | None = None
    trade: Trade | None = None

    def is_name_of(self, person: Seeker) -> bool:
        return bool(self.name) and all(f" {word}" in person.search for word in self.name)

    @classmethod
    def of_number(cls) -> "PeopleAsked":
        return cls(meant=Meant((), ()), name=())

    @property
    def said_again(self) -> str:
        """The words and the place as they were understood, with the accents that are known."""
        return " ".join(str(part.value) for part in self.parts if part.kind in ("words", "place"))

    @property
    def wishes(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.kind not in ("words", "place"))

    @property
    def is_by_wish(self) -> bool:
        """More than a name was understood."""
        return bool(self.wishes or self.place or self.trade)


def understand_people(text: str, meant: Meant | None = None) -> PeopleAsked:
    """`meant` is the text respelled. One query, two more for a place."""
    meant = meant or as_typed(text)
    name = tuple(words(meant.text if meant.respelled else text))[:MOST_WORDS]
    asked = wishes_in(meant)
    place, left = place_in(asked) if asked.words else (None, asked)
    plain, said = tuple(words(" ".join(left.words)))[:MOST_WORDS], " ".join(left.words)
    trade = trade_in(plain, said)
    typed = left.typed_between(0, len(left.typed))
    parts = ((Part("words", typed, label_of_words(plain, said, trade)),) if plain else ()) + asked.parts
    if place is not None:
        parts += (Part("place", place.typed, place.label),)
    return PeopleAsked(meant=meant, name=name, parts=parts, words=plain, place=place, trade=trade)


def named(name: tuple[str, ...], column: str = "search") -> Q:
    """Every word begins a word of the name. No words name nobody."""
    found = Q()
    for word in name:
        found &= Q(**{f"{column}__contains": f" {word}"})
    return found if name else Q(pk=None)


def ranked(people: QuerySet[Seeker], asked: PeopleAsked) -> QuerySet[Seeker]:
    name = named(asked.name)
    found = people.filter(name | _wished(asked)).annotate(is_named=Case(When(name, then=True), default=False))
    return found.order_by("-is_named", "search", "birth_date", "pk")


def _wished(asked: PeopleAsked) -> Q:
    """All of it: the work, the place and each wish. A word beside them may also be of the name."""
    fit = Q()
    for part in asked.wishes:
        fit &= _wish(part)
    if asked.place is not None:
        fit &= _lives_in(asked.place)
    if asked.words:
        fit &= _works_as(asked)
    return fit if asked.parts else Q(pk=None)


def _works_as(asked: PeopleAsked) -> Q:
    fit = named(strong_words(asked.words), "work_search") | named(asked.words)
    if asked.trade is not None:
        others = named(asked.trade.others, "work_search") | named(asked.trade.others) if asked.trade.others else Q()
        fit |= Q(work_search__contains=f" {trade_mark(asked.trade.code)} ") & others
    return fit


def _wish(part: Part) -> Q:
    """What nobody said of themselves fits no wish."""
    if part.kind == "wished_pay":
        return Q(wished_pay__lte=part.value)
    if part.kind == "wished_shift":
        return Q(wished_shift__in=ACCEPTS[Shift(str(part.value))])
    return Q(**{part.kind: part.value})


def _lives_in(place: PlaceAsked) -> Q:
    if place.provinces:
        return Q(commune__province_id__in=place.provinces)
    return Q(commune_id__in=(*place.inside, *place.around))


def reads_as(people: QuerySet[Seeker], meant: Meant) -> Meant | None:
    """Unknown words as the known ones one slip away: of these people, of the trades, of the wishes.

    None when every word is known or none is near. One query for what stands in the files of these people.
    """
    known = Counter(
        word for both in people.values_list("search", "work_search") for one in both for word in one.split()
    )
    for word in (*wish_words(), *(word for phrase in trade_phrases() for word in phrase.split())):
        known[word] += OF_LISTS
    plain = [" ".join(words(word)) for word in meant.words]
    unknown = {
        at: word for at, word in enumerate(plain) if len(word) >= SHORTEST and word.isalpha() and word not in known
    }
    if not unknown:
        return None
    near = Near.of(known)
    spelt = {at: found[:1] for at, word in unknown.items() if (found := near.to(word))}
    return with_words(meant, spelt) if spelt else None
