"""The single steps that one side could take: one fact relaxed, or one thing that is no must any more.

Everything else stays. What a step would bring is counted over all pairs, exactly, by `kernel.otherwise`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.gates import farthest
from nhipcau.matching.suitability.scale import MUST, Criterion
from nhipcau.reference.models import GeneralEducation, Qualification

TOP: Final = 10
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
class Change:
    """`more`: pairs that are closed now and would be open. `at_top`: those of them among the first TOP then.

    For NO_AGE_LIMIT: people who suit and whom only the limit the enterprise names leaves out; it never shut a gate here.
    """

    otherwise: Otherwise
    more: int
    at_top: int


OF_PERSON: Final = {
    Criterion.OCCUPATION: Otherwise.OTHER_WORK,
    Criterion.PAY: Otherwise.BELOW_WISH,
    Criterion.SHIFT: Otherwise.OTHER_SHIFT,
    Criterion.CONTRACT: Otherwise.OTHER_CONTRACT,
    Criterion.START: Otherwise.EARLIER_START,
}
OF_OPENING: Final = {
    Criterion.SKILLS: Otherwise.SKILLS_OPEN,
    Criterion.EXPERIENCE: Otherwise.EXPERIENCE_OPEN,
    Criterion.SCHOOLING: Otherwise.SCHOOLING_OPEN,
    Criterion.TRAINING: Otherwise.TRAINING_OPEN,
    Criterion.LANGUAGE: Otherwise.LANGUAGE_OPEN,
}


def wishes_relaxed(person: Person) -> dict[Otherwise, Person]:
    """The person after each single step they could take, where there is one left. No step shuts a gate."""
    found = {}
    if not person.will_move:
        found[Otherwise.FARTHER] = replace(person, farthest_km=farthest(person) + MORE_KM)
        found[Otherwise.MOVE] = replace(person, will_move=True)
        if not person.wants_dormitory:
            found[Otherwise.DORMITORY] = replace(person, wants_dormitory=True)
    if person.pay > LESS_PAY:
        found[Otherwise.LESS_PAY] = replace(person, pay=person.pay - LESS_PAY)
    if person.shift not in ("", "any"):
        found[Otherwise.ANY_SHIFT] = replace(person, shift="any")
    if not person.goes_abroad:
        found[Otherwise.ABROAD] = replace(person, goes_abroad=True)
    if 0 <= person.schooling < HIGHEST["schooling"]:
        found[Otherwise.MORE_SCHOOLING] = replace(person, schooling=person.schooling + 1)
    if 0 <= person.training < HIGHEST["training"]:
        found[Otherwise.MORE_TRAINING] = replace(person, training=person.training + 1)
    for criterion, otherwise in OF_PERSON.items():
        if person.musts & MUST[criterion]:
            found[otherwise] = replace(person, musts=person.musts - MUST[criterion])
    return found


def requirements_relaxed(opening: Opening) -> dict[Otherwise, Opening]:
    """The opening after each single step its enterprise could take, where there is one left. No step shuts a gate."""
    found = {}
    if opening.pay != UNKNOWN:
        found[Otherwise.MORE_PAY] = replace(opening, pay=opening.pay + LESS_PAY)
    if not opening.has_bus:
        found[Otherwise.BUS] = replace(opening, has_bus=True)
    if not opening.has_dormitory:
        found[Otherwise.WITH_DORMITORY] = replace(opening, has_dormitory=True)
    if opening.schooling > 0:
        found[Otherwise.LESS_SCHOOLING] = replace(opening, schooling=opening.schooling - 1)
    if opening.training > 0:
        found[Otherwise.LESS_TRAINING] = replace(opening, training=opening.training - 1)
    for criterion, otherwise in OF_OPENING.items():
        if opening.musts & MUST[criterion]:
            found[otherwise] = replace(opening, musts=opening.musts - MUST[criterion])
    return found


def ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The widest first; what changes nothing is left out."""
    return tuple(sorted((one for one in changes if one.more), key=lambda one: (-one.more, -one.at_top, one.otherwise)))
