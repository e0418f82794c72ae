"""From where people could come to an order: how many whom it suits, commune by commune, and what alone keeps others away.

Counts only, no names. A commune with a handful of people is not named either: a number of one is a person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhipcau.matching.suitability import UNKNOWN, Gate, Opening, Person, suitability
from nhipcau.matching.suitability.wishes import kilometres

SMALLEST: Final = 3  # people of a commune, before it is named
NO_GATE: Final[frozenset[Gate]] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """`km`: to the nearest opening of the order that suits somebody there; UNKNOWN where that place is."""

    commune: str
    people: int
    km: int


@dataclass(frozen=True, slots=True)
class Sourcing:
    """`communes`: most people first, then the nearest. `elsewhere`: in communes too small to be named, or unknown.

    `only`: people whom nothing but this one gate of an opening keeps away, most first.
    """

    people: int
    communes: tuple[Source, ...]
    elsewhere: int
    only: tuple[tuple[Gate, int], ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one person stands to an order: how far, if some opening suits; else what alone would have to change."""

    suits: bool
    km: int = UNKNOWN
    gates: frozenset[Gate] = NO_GATE


def sources(openings: Sequence[Opening], people: Iterable[Person], *, least: int = 0, top: int = 20) -> Sourcing:
    """A person counts once, whichever openings suit, from a score of `least` on. At most `top` communes are named."""
    there: Counter[str] = Counter()
    nearest: dict[str, int] = {}
    only: Counter[Gate] = Counter()
    for person in people:
        stand = where(person, openings, least=least)
        only.update(stand.gates)
        if stand.suits:
            there[person.commune] += 1
            known = [km for km in (stand.km, nearest.get(person.commune, UNKNOWN)) if km != UNKNOWN]
            nearest[person.commune] = min(known, default=UNKNOWN)
    return told(there, nearest, only, top=top)


def told(there: Counter[str], nearest: Mapping[str, int], only: Counter[Gate], *, top: int = 20) -> Sourcing:
    """From the counts of people whom it suits, by commune, and of those whom one gate alone keeps away."""
    named = [Source(code, count, nearest[code]) for code, count in there.items() if code and count >= SMALLEST]
    named.sort(key=lambda each: (-each.people, each.km == UNKNOWN, each.km, each.commune))
    shown = tuple(named[:top])
    everybody = there.total()
    elsewhere = everybody - sum(each.people for each in shown)
    gates = sorted(only.items(), key=lambda item: (-item[1], [*Gate].index(item[0])))
    return Sourcing(everybody, shown, elsewhere, tuple(gates))


def where(person: Person, openings: Sequence[Opening], *, least: int = 0) -> Stand:
    near: list[int] = []
    alone: set[Gate] = set()
    suits = False
    for opening in openings:
        found = suitability(person, opening)
        if found.score < least:
            continue
        if not found.shut:
            suits = True
            near.append(kilometres(person, opening))
        elif len(found.shut) == 1:
            alone.add(found.shut[0])
    if not suits:
        return Stand(suits=False, gates=frozenset(alone))
    return Stand(suits=True, km=min((km for km in near if km != UNKNOWN), default=UNKNOWN))
