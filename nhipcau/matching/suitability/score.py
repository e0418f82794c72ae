"""The score of a pair: points that add up, and the gates that are shut."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from nhipcau.matching.suitability import gates, requirements, wishes
from nhipcau.matching.suitability.facts import USUAL, Opening, Person
from nhipcau.matching.suitability.scale import ASKED, MOST, WISHED, Criterion, Gate

POINTS: Final[dict[Criterion, Callable[[Person, Opening], int]]] = {
    Criterion.OCCUPATION: wishes.occupation,
    Criterion.PLACE: wishes.place,
    Criterion.PAY: wishes.pay,
    Criterion.SHIFT: wishes.shift,
    Criterion.CONTRACT: wishes.contract,
    Criterion.START: wishes.start,
    Criterion.SKILLS: requirements.skills,
    Criterion.EXPERIENCE: requirements.experience,
    Criterion.SCHOOLING: requirements.schooling,
    Criterion.TRAINING: requirements.training,
    Criterion.LANGUAGE: requirements.language,
}


@dataclass(frozen=True, slots=True)
class Part:
    criterion: Criterion
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Suitability:
    """`score` is the sum of the parts, out of `most`. A pair with a shut gate is not suggested, whatever its score."""

    parts: tuple[Part, ...]
    shut: tuple[Gate, ...]

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def most(self) -> int:
        return sum(part.most for part in self.parts)

    @property
    def wished(self) -> tuple[int, int]:
        """Points and most of the person's side."""
        return _sums(self.parts[: len(WISHED)])

    @property
    def asked(self) -> tuple[int, int]:
        """Points and most of the opening's side."""
        return _sums(self.parts[len(WISHED) :])


def suitability(person: Person, opening: Opening) -> Suitability:
    weights = (*person.weights, *(USUAL for _each in ASKED))
    parts = [
        Part(each, points(person, opening) * weight // USUAL, MOST[each] * weight // USUAL)
        for (each, points), weight in zip(POINTS.items(), weights, strict=True)
    ]
    return Suitability(tuple(parts), gates.closed(person, opening))


def _sums(parts: tuple[Part, ...]) -> tuple[int, int]:
    return sum(part.points for part in parts), sum(part.most for part in parts)
