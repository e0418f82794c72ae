"""The single steps that one side could take: one fact relaxed, or one thing that is no must any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.gates import farthest
from nhipcau.matching.suitability.scale import MUST, Criterion, Gate
from nhipcau.reference.models import GeneralEducation, Qualification

MORE_KM: Final = 10
LESS_PAY: Final = 5  # units of 100,000 đồng
HIGHEST: Final = {"schooling": len(GeneralEducation) - 1, "training": len(Qualification) - 1}


class Otherwise(StrEnum):
    FARTHER = "farther"
    MOVE = "move"
    DORMITORY = "dormitory"
    LESS_PAY = "less_pay"
    ANY_SHIFT = "any_shift"
    ABROAD = "abroad"
    MORE_SCHOOLING = "more_schooling"
    MORE_TRAINING = "more_training"
    OTHER_WORK = "other_work"
    BELOW_WISH = "below_wish"
    OTHER_SHIFT = "other_shift"
    OTHER_CONTRACT = "other_contract"
    EARLIER_START = "earlier_start"
    MORE_PAY = "more_pay"
    BUS = "bus"
    WITH_DORMITORY = "with_dormitory"
    LESS_SCHOOLING = "less_schooling"
    LESS_TRAINING = "less_training"
    NO_AGE_LIMIT = "no_age_limit"
    SKILLS_OPEN = "skills_open"
    EXPERIENCE_OPEN = "experience_open"
    SCHOOLING_OPEN = "schooling_open"
    TRAINING_OPEN = "training_open"
    LANGUAGE_OPEN = "language_open"


@dataclass(frozen=True, slots=True)
class Relaxed:
    """One side with one fact relaxed, and what that touches."""

    otherwise: Otherwise
    facts: Person | Opening
    gates: frozenset[Gate]
    criteria: tuple[Criterion, ...]


OF_PERSON: Final = {
    Criterion.OCCUPATION: (Otherwise.OTHER_WORK, Gate.OCCUPATION),
    Criterion.PAY: (Otherwise.BELOW_WISH, Gate.PAY),
    Criterion.SHIFT: (Otherwise.OTHER_SHIFT, Gate.SHIFT),
    Criterion.CONTRACT: (Otherwise.OTHER_CONTRACT, Gate.CONTRACT),
    Criterion.START: (Otherwise.EARLIER_START, Gate.START),
}
OF_OPENING: Final = {
    Criterion.SKILLS: (Otherwise.SKILLS_OPEN, Gate.SKILLS),
    Criterion.EXPERIENCE: (Otherwise.EXPERIENCE_OPEN, Gate.EXPERIENCE),
    Criterion.SCHOOLING: (Otherwise.SCHOOLING_OPEN, Gate.SCHOOLING),
    Criterion.TRAINING: (Otherwise.TRAINING_OPEN, Gate.TRAINING),
    Criterion.LANGUAGE: (Otherwise.LANGUAGE_OPEN, Gate.LANGUAGE),
}


def wishes_relaxed(person: Person) -> list[Relaxed]:
    """Each single step a person could take, where there is one left."""
    found = []
    far = frozenset({Gate.PLACE})
    if not person.will_move:
        farther = replace(person, farthest_km=farthest(person) + MORE_KM)
        found.append(Relaxed(Otherwise.FARTHER, farther, far, ()))
        found.append(Relaxed(Otherwise.MOVE, replace(person, will_move=True), far, (Criterion.PLACE,)))
        if not person.wants_dormitory:
            lodging = replace(person, wants_dormitory=True)
            found.append(Relaxed(Otherwise.DORMITORY, lodging, far, (Criterion.PLACE,)))
    if person.pay > LESS_PAY:
        less = replace(person, pay=person.pay - LESS_PAY)
        found.append(Relaxed(Otherwise.LESS_PAY, less, frozenset({Gate.PAY}), (Criterion.PAY,)))
    if person.shift not in ("", "any"):
        turns = replace(person, shift="any")
        found.append(Relaxed(Otherwise.ANY_SHIFT, turns, frozenset({Gate.SHIFT}), (Criterion.SHIFT,)))
    if not person.goes_abroad:
        found.append(Relaxed(Otherwise.ABROAD, replace(person, goes_abroad=True), frozenset({Gate.ABROAD}), ()))
    if 0 <= person.schooling < HIGHEST["schooling"]:
        step = replace(person, schooling=person.schooling + 1)
        gate = frozenset({Gate.SCHOOLING})
        found.append(Relaxed(Otherwise.MORE_SCHOOLING, step, gate, (Criterion.SCHOOLING,)))
    if 0 <= person.training < HIGHEST["training"]:
        step = replace(person, training=person.training + 1)
        found.append(Relaxed(Otherwise.MORE_TRAINING, step, frozenset({Gate.TRAINING}), (Criterion.TRAINING,)))
    return [*found, *_without_musts(person, OF_PERSON)]


def requirements_relaxed(opening: Opening) -> list[Relaxed]:
    """Each single step an enterprise could take, where there is one left."""
    found = []
    here = frozenset({Gate.PLACE}), (Criterion.PLACE,)
    if opening.pay != UNKNOWN:
        more = replace(opening, pay=opening.pay + LESS_PAY)
        found.append(Relaxed(Otherwise.MORE_PAY, more, frozenset({Gate.PAY}), (Criterion.PAY,)))
    if not opening.has_bus:
        found.append(Relaxed(Otherwise.BUS, replace(opening, has_bus=True), *here))
    if not opening.has_dormitory:
        found.append(Relaxed(Otherwise.WITH_DORMITORY, replace(opening, has_dormitory=True), *here))
    if opening.schooling > 0:
        step = replace(opening, schooling=opening.schooling - 1)
        gate = frozenset({Gate.SCHOOLING})
        found.append(Relaxed(Otherwise.LESS_SCHOOLING, step, gate, (Criterion.SCHOOLING,)))
    if opening.training > 0:
        step = replace(opening, training=opening.training - 1)
        found.append(Relaxed(Otherwise.LESS_TRAINING, step, frozenset({Gate.TRAINING}), (Criterion.TRAINING,)))
    return [*found, *_without_musts(opening, OF_OPENING)]


def _without_musts(side: Person | Opening, known: Mapping[Criterion, tuple[Otherwise, Gate]]) -> Iterator[Relaxed]:
    """Each must let go by itself: no points change, its gate may open."""
    for criterion, (otherwise, gate) in known.items():
        if side.musts & MUST[criterion]:
            yield Relaxed(otherwise, replace(side, musts=side.musts - MUST[criterion]), frozenset({gate}), ())
