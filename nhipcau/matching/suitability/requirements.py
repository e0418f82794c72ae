"""What the opening asks of the person: points for each criterion."""

from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.scale import MOST, Criterion, half


def skills(person: Person, opening: Opening) -> int:
    """What is asked for weighs twice as much as what is welcome. Nothing asked for is one thing everybody has."""
    base = 0 if opening.skills else scale.NOTHING_ASKED
    asked = base + 2 * len(opening.skills) + len(opening.useful)
    have = base + 2 * len(opening.skills & person.skills) + len(opening.useful & person.skills)
    return MOST[Criterion.SKILLS] * have // asked


def experience(person: Person, opening: Opening) -> int:
    if opening.months <= 0:
        return MOST[Criterion.EXPERIENCE]
    if person.months == UNKNOWN:
        return half(Criterion.EXPERIENCE)
    if person.months >= opening.months:
        return MOST[Criterion.EXPERIENCE]
    return scale.HALF_THE_MONTHS if person.months * 2 >= opening.months else scale.FEW_MONTHS


def schooling(person: Person, opening: Opening) -> int:
    return step(person.schooling, opening.schooling, person.months)


def training(person: Person, opening: Opening) -> int:
    return step(person.training, opening.training, person.months)


def step(has: int, asked: int, months: int) -> int:
    """Both scales give the same points; years of work make up for some of one step."""
    most = MOST[Criterion.SCHOOLING]
    if asked <= 0 or has >= asked:
        return most
    if has == UNKNOWN:
        return most // 2
    if has < asked - 1:
        return 0
    return scale.ONE_SHORT_BUT_SEASONED if months >= scale.SEASONED_MONTHS else scale.ONE_SHORT


def language(person: Person, opening: Opening) -> int:
    if not opening.languages or opening.languages <= person.languages:
        return MOST[Criterion.LANGUAGE]
    return 0 if person.languages else half(Criterion.LANGUAGE)
