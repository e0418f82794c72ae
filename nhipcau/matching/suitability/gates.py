"""What makes a pair impossible. Only what one side said plainly, or what the law says; never a silence."""

from collections.abc import Iterator

from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.scale import Gate
from nhipcau.matching.suitability.wishes import by_bus, by_dormitory, kilometres


def closed(person: Person, opening: Opening) -> tuple[Gate, ...]:
    """Every gate that is shut, in the order of `Gate`. Empty: the pair may be suggested."""
    return closed_at(kilometres(person, opening), person, opening)


def closed_at(far: int, person: Person, opening: Opening) -> tuple[Gate, ...]:
    """The same where the distance is known already."""
    return tuple(_shut(far, person, opening))


def _shut(far: int, person: Person, opening: Opening) -> Iterator[Gate]:
    if too_far_at(far, person, opening):
        yield Gate.PLACE
    if too_little(person, opening):
        yield Gate.PAY
    if wrong_shift(person, opening):
        yield Gate.SHIFT
    if two_short(person.schooling, opening.schooling):
        yield Gate.SCHOOLING
    if two_short(person.training, opening.training):
        yield Gate.TRAINING
    if person.avoids & opening.conditions:
        yield Gate.HEALTH
    if opening.abroad and not person.goes_abroad:
        yield Gate.ABROAD
    if opening.age_is_law and outside_the_age(person, opening):
        yield Gate.AGE


def too_far_at(far: int, person: Person, opening: Opening) -> bool:
    """Work abroad is as far as it is: who goes there said so."""
    if far == UNKNOWN or opening.abroad or person.will_move:
        return False
    return far > farthest(person) and not by_bus(far, opening) and not by_dormitory(person, opening)


def farthest(person: Person) -> int:
    return scale.USUAL_KM if person.farthest_km == UNKNOWN else person.farthest_km


def too_little(person: Person, opening: Opening) -> bool:
    return person.pay > 0 and opening.pay != UNKNOWN and opening.pay * 100 // person.pay < scale.LEAST_SHARE


def wrong_shift(person: Person, opening: Opening) -> bool:
    return bool(person.shift and opening.shift) and opening.shift not in scale.BY_SHIFT[person.shift]


def two_short(has: int, asked: int) -> bool:
    return has != UNKNOWN and has < asked - 1


def outside_the_age(person: Person, opening: Opening) -> bool:
    """Known and outside what the opening states; whether that may count is asked elsewhere."""
    if person.age == UNKNOWN:
        return False
    young = opening.age_from != UNKNOWN and person.age < opening.age_from
    return young or (opening.age_to != UNKNOWN and person.age > opening.age_to)
