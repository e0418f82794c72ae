"""If one thing were otherwise: how many openings, or people, more; and how many of them would be among the first. Exact.

One fact is relaxed at a time, everything else stays. Each pair's gates and points are reckoned once; a relaxation then
reckons again only what it touches, and only where it could matter: pairs that are open, and pairs it may open.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappush, heappushpop
from typing import Final

from nhipcau.matching.suitability import gates
from nhipcau.matching.suitability.facts import UNKNOWN, USUAL, Opening, Person
from nhipcau.matching.suitability.scale import ASKED, MOST, WISHED, Criterion, Gate
from nhipcau.matching.suitability.score import POINTS, weighted
from nhipcau.matching.suitability.steps import Otherwise, Relaxed, requirements_relaxed, wishes_relaxed
from nhipcau.matching.suitability.wishes import kilometres, place_at

__all__ = [
    "Change",
    "Otherwise",
    "for_opening",
    "for_person",
    "opened_to",
    "requirements_relaxed",
    "wishes_relaxed",
]

TOP: Final = 10
EACH: Final = (*WISHED, *ASKED)


@dataclass(frozen=True, slots=True)
class Change:
    """`more`: pairs that are closed now and would be open. `at_top`: those of them among the first TOP then.

    For NO_AGE_LIMIT: people who suit and whom only the limit the enterprise names leaves out; it never shut a gate here.
    """

    otherwise: Otherwise
    more: int
    at_top: int


SHUT: Final[dict[Gate, Callable[[Person, Opening], bool]]] = {
    Gate.PAY: gates.too_little,
    Gate.SHIFT: gates.wrong_shift,
    Gate.SCHOOLING: gates.too_little_schooling,
    Gate.TRAINING: gates.too_little_training,
    Gate.ABROAD: lambda person, opening: opening.abroad and not person.goes_abroad,
    Gate.OCCUPATION: gates.other_work,
    Gate.CONTRACT: gates.other_contract,
    Gate.START: gates.too_early,
    Gate.SKILLS: gates.lacks_a_skill,
    Gate.EXPERIENCE: gates.too_few_months,
    Gate.LANGUAGE: gates.lacks_a_language,
}


@dataclass(slots=True)
class Pair:
    """One pair as it is now: the distance once, the gates once, the points of each criterion when first asked for."""

    number: int
    person: Person
    opening: Opening
    far: int
    shut: frozenset[Gate]
    points: dict[Criterion, int] | None = None
    best: int | None = None

    def score(self) -> int:
        if self.points is None:
            self.points = {each: self._earned(each, self.person, self.opening) for each in EACH}
        return sum(self.points.values())

    def at_most(self) -> int:
        """No relaxation touches the occupation: with all other points it is this at best."""
        if self.best is None:
            lost = MOST[Criterion.OCCUPATION] - POINTS[Criterion.OCCUPATION](self.person, self.opening)
            self.best = most_of(self.person.weights) - weighted(Criterion.OCCUPATION, lost, self.person)
        return self.best

    def score_if(self, criteria: Collection[Criterion], person: Person, opening: Opening) -> int:
        now = self.score()
        before = self.points or {}
        return now + sum(self._earned(each, person, opening) - before[each] for each in criteria)

    def open_if(self, touched: frozenset[Gate], person: Person, opening: Opening) -> bool:
        if not self.shut <= touched:
            return False
        return not any(self._is_shut(gate, person, opening) for gate in touched)

    def _earned(self, criterion: Criterion, person: Person, opening: Opening) -> int:
        if criterion == Criterion.PLACE:
            return weighted(criterion, place_at(self.far, person, opening), person)
        return weighted(criterion, POINTS[criterion](person, opening), person)

    def _is_shut(self, gate: Gate, person: Person, opening: Opening) -> bool:
        if gate == Gate.PLACE:
            return gates.too_far_at(self.far, person, opening)
        return SHUT[gate](person, opening)


def for_person(person: Person, openings: Mapping[int, Opening]) -> tuple[Change, ...]:
    """What would open more doors, the widest first. Only what would change anything for anybody is asked."""
    pairs = [_pair(number, person, opening) for number, opening in openings.items()]
    return _ordered(_change(pairs, relaxed) for relaxed in wishes_relaxed(person))


def for_opening(opening: Opening, people: Mapping[int, Person]) -> tuple[Change, ...]:
    """What would bring more people, the widest first."""
    pairs = [_pair(number, person, opening) for number, person in people.items()]
    changes = [_change(pairs, relaxed) for relaxed in requirements_relaxed(opening)]
    if not opening.age_is_law and (opening.age_from, opening.age_to) != (UNKNOWN, UNKNOWN):
        changes.append(_without_age_limit(pairs))
    return _ordered(changes)


def opened_to(person: Person, openings: Mapping[int, Opening], otherwise: Otherwise) -> tuple[Person, tuple[int, ...]]:
    """The person as they would be, and the openings that are shut now and would be open: as many as `Change.more` counts.

    Best first by the score they would have, of equals the smaller number. None where that step is not theirs to take.
    """
    relaxed = next((one for one in wishes_relaxed(person) if one.otherwise == otherwise), None)
    if relaxed is None or not isinstance(relaxed.facts, Person):
        return person, ()
    facts, found = relaxed.facts, []
    for number, opening in openings.items():
        pair = _pair(number, person, opening)
        if pair.shut and pair.open_if(relaxed.gates, facts, opening):
            found.append((-pair.score_if(relaxed.criteria, facts, opening), number))
    return facts, tuple(number for _score, number in sorted(found))


def _pair(number: int, person: Person, opening: Opening) -> Pair:
    far = kilometres(person, opening)
    return Pair(number, person, opening, far, frozenset(gates.closed_at(far, person, opening)))


def _change(pairs: Iterable[Pair], relaxed: Relaxed) -> Change:
    """The open ones stay open: a relaxed fact shuts no gate."""
    opened: set[int] = set()
    ranked = []
    for pair in pairs:
        person, opening = _sides(pair, relaxed.facts)
        if pair.shut:
            if not pair.open_if(relaxed.gates, person, opening):
                continue
            opened.add(pair.number)
        ranked.append((pair, person, opening))
    if not opened:
        return Change(relaxed.otherwise, 0, 0)
    return Change(relaxed.otherwise, len(opened), sum(number in opened for number in _first(ranked, relaxed.criteria)))


def _first(ranked: Iterable[tuple[Pair, Person, Opening]], criteria: Collection[Criterion]) -> set[int]:
    """Numbers of the TOP that suit best, of equals the smaller number. Who cannot reach them any more is not scored."""
    best: list[tuple[int, int]] = []
    for pair, person, opening in ranked:
        if len(best) == TOP and pair.at_most() < best[0][0]:
            continue
        scored = pair.score_if(criteria, person, opening), -pair.number
        if len(best) < TOP:
            heappush(best, scored)
        else:
            heappushpop(best, scored)
    return {-number for _score, number in best}


@lru_cache(maxsize=4096)
def most_of(weights: tuple[int, ...]) -> int:
    return sum(MOST[each] for each in ASKED) + sum(
        MOST[each] * weight // USUAL for each, weight in zip(WISHED, weights, strict=True)
    )


def _sides(pair: Pair, facts: Person | Opening) -> tuple[Person, Opening]:
    return (facts, pair.opening) if isinstance(facts, Person) else (pair.person, facts)


def _without_age_limit(pairs: Iterable[Pair]) -> Change:
    suit = [pair for pair in pairs if not pair.shut]
    outside = {pair.number for pair in suit if gates.outside_the_age(pair.person, pair.opening)}
    if not outside:
        return Change(Otherwise.NO_AGE_LIMIT, 0, 0)
    first = _first([(pair, pair.person, pair.opening) for pair in suit], ())
    return Change(Otherwise.NO_AGE_LIMIT, len(outside), sum(number in outside for number in first))


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What changes nothing is left out."""
    return tuple(sorted((one for one in changes if one.more), key=lambda one: (-one.more, -one.at_top, one.otherwise)))
