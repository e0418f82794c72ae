"""How many points an answer is worth. Whole numbers, so that a page, the kernel and a cluster agree to the last one.

The whole is 1,000 points: 700 for what the person wishes, 300 for what the opening asks for. What nobody said earns half.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Criterion(StrEnum):
    OCCUPATION = "occupation"
    PLACE = "place"
    PAY = "pay"
    SHIFT = "shift"
    CONTRACT = "contract"
    START = "start"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    SCHOOLING = "schooling"
    TRAINING = "training"
    LANGUAGE = "language"


class Gate(StrEnum):
    """Why a pair is out of the question, whatever else speaks for it. Each has its sentence."""

    PLACE = "place"
    PAY = "pay"
    SHIFT = "shift"
    SCHOOLING = "schooling"
    TRAINING = "training"
    HEALTH = "health"
    ABROAD = "abroad"
    AGE = "age"
    OCCUPATION = "occupation"
    CONTRACT = "contract"
    START = "start"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    LANGUAGE = "language"


WISHED: Final = (
    Criterion.OCCUPATION,
    Criterion.PLACE,
    Criterion.PAY,
    Criterion.SHIFT,
    Criterion.CONTRACT,
    Criterion.START,
)
ASKED: Final = (
    Criterion.SKILLS,
    Criterion.EXPERIENCE,
    Criterion.SCHOOLING,
    Criterion.TRAINING,
    Criterion.LANGUAGE,
)
MOST: Final = {
    Criterion.OCCUPATION: 300,
    Criterion.PLACE: 160,
    Criterion.PAY: 140,
    Criterion.SHIFT: 60,
    Criterion.CONTRACT: 20,
    Criterion.START: 20,
    Criterion.SKILLS: 120,
    Criterion.EXPERIENCE: 80,
    Criterion.SCHOOLING: 40,
    Criterion.TRAINING: 40,
    Criterion.LANGUAGE: 20,
}

# A must: what one side says has to be so. It takes no points, it shuts a gate where the answer of the other side is known
# and is not so. A bit for each criterion, by its place among WISHED or among ASKED. Of PLACE it changes nothing: how far
# somebody goes is a gate already.
MUST: Final = {each: 1 << place for side in (WISHED, ASKED) for place, each in enumerate(side)}
SAME_KIND: Final = 2  # digits; work of the same kind agrees in them, as far as both codes have them
LEAST_IF_MUST: Final = 100  # hundredths of the wished pay
SHIFT_IF_MUST: Final = 50  # points
CONTRACT_IF_MUST: Final = 20

# Occupation: digits that agree from the left; the second wish counts nine tenths, the third eight, work done before seven.
BY_DIGITS: Final = (0, 60, 150, 225, 300)
BY_WISH: Final = (10, 9, 8)
BY_PAST: Final = 7

# Place: whole kilometres between the middles of the communes.
USUAL_KM: Final = 40  # farther is out of the question for who named no distance
BUS_FROM_KM, BUS_TO_KM = 0, 45  # on the first seven the way itself earns more
BY_KM: Final = ((3, 160), (7, 150), (15, 130), (25, 100), (40, 60), (255, 20))
BY_BUS: Final = 120
BY_DORMITORY: Final = 110
BY_MOVING: Final = 70
FARTHEST: Final = 255  # everything beyond is as far

# Pay: the most that is offered, in hundredths of the wish. Less than 80 is out of the question.
BY_SHARE: Final = ((120, 140), (110, 130), (100, 115), (95, 80), (90, 50), (80, 20))
LEAST_SHARE: Final = 80
USUAL_OR_MORE, BELOW_USUAL = 105, 60

# Shift: what the person wishes, then what the opening has. Missing pairs are out of the question.
BY_SHIFT: Final[dict[str, dict[str, int]]] = {
    "day": {"day": 60, "flexible": 50, "two": 15},
    "rotating": {"two": 60, "three": 60, "day": 40, "flexible": 40, "night": 15},
    "night": {"night": 60, "three": 40, "two": 25, "day": 15, "flexible": 30},
    "any": {"day": 60, "two": 60, "three": 60, "night": 60, "flexible": 60},
}
BY_CONTRACT: Final[dict[str, dict[str, int]]] = {
    "long": {"open_ended": 20, "12_36": 20, "up_to_12": 8, "seasonal": 0},
    "short": {"seasonal": 20, "up_to_12": 20, "12_36": 8, "open_ended": 5},
}
SOON_DAYS, LATER_DAYS = 7, 30  # after the day the work starts
START_LATE: Final = 10

NOTHING_ASKED: Final = 2  # as one skill asked for that everybody has: what is only welcome never takes all points

# What the opening asks for: one step short keeps some points, two are out of the question.
ONE_SHORT: Final = 10
ONE_SHORT_BUT_SEASONED: Final = 25
SEASONED_MONTHS: Final = 24
HALF_THE_MONTHS, FEW_MONTHS = 50, 15


def musts_of(names: Iterable[str], side: tuple[Criterion, ...]) -> int:
    """The mask of what is a must; a criterion of the other side is refused."""
    said = {*names}
    if strange := sorted(name for name in said if name not in side):
        raise ValueError(f"{', '.join(strange)}: no criterion of this side")
    return sum(MUST[Criterion(name)] for name in said)


def named(musts: int, side: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """What the mask says, in the order of the side."""
    return tuple(each for each in side if musts & MUST[each])


def half(criterion: Criterion) -> int:
    return MOST[criterion] // 2
