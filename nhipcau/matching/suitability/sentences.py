"""A score opened into sentences: lines whose points add up to it, two bars, and what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.matching.suitability.facts import Opening, Person
from nhipcau.matching.suitability.scale import ASKED, WISHED, Criterion, Gate
from nhipcau.matching.suitability.score import Suitability, suitability
from nhipcau.matching.suitability.words import obstacles, requirements, wishes
from nhipcau.matching.suitability.words.told import Names, Reader, Said, Tone, by

__all__ = ["Bar", "Explanation", "Line", "Names", "Obstacle", "Reader", "Tone", "explained"]

TOLD: Final[dict[Criterion, Callable[[Person, Opening, Reader, Names], Said]]] = {
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
class Line:
    criterion: Criterion
    points: int
    most: int
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    gate: Gate
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One side of the pair: its points out of the most it could have, and a title for the reader."""

    title: str
    points: int
    most: int

    @property
    def percent(self) -> int:
        return self.points * 100 // self.most


@dataclass(frozen=True, slots=True)
class Explanation:
    """The points of `wished` and `asked` lines add up to `score`. `notes` count for nothing and are shown all the same."""

    score: int
    most: int
    lines: tuple[Line, ...]
    obstacles: tuple[Obstacle, ...]
    notes: tuple[str, ...]
    bars: tuple[Bar, Bar]

    @property
    def wished(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.criterion in WISHED)

    @property
    def asked(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.criterion in ASKED)

    @property
    def strongest(self) -> Line | None:
        """What fits and earns the most points, of equals the first. A title says the work already, so that comes last."""
        good = [line for line in self.lines if line.tone == Tone.GOOD]
        return max(good, key=lambda line: (line.criterion != Criterion.OCCUPATION, line.points), default=None)


def explained(person: Person, opening: Opening, reader: Reader, names: Names | None = None) -> Explanation:
    """In the language in force. `names` of occupations; their codes stand in without it."""
    found = suitability(person, opening)
    note = obstacles.note_on_age(person, opening, reader)
    return Explanation(
        score=found.score,
        most=found.most,
        lines=_lines(found, person, opening, reader, names or Names()),
        obstacles=tuple(Obstacle(gate, obstacles.TOLD[gate](person, opening, reader)) for gate in found.shut),
        notes=(note,) if note else (),
        bars=(
            Bar(by(reader, _("Fits what you wish for"), _("Fits what this person wishes for")), *found.wished),
            Bar(by(reader, _("You meet what is asked for"), _("This person meets what is asked for")), *found.asked),
        ),
    )


def _lines(found: Suitability, person: Person, opening: Opening, reader: Reader, names: Names) -> tuple[Line, ...]:
    lines = []
    for part in found.parts:
        said = TOLD[part.criterion](person, opening, reader, names)
        lines.append(Line(part.criterion, part.points, part.most, said.tone, said.words))
    return tuple(lines)
