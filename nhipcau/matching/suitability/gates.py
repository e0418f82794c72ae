"""What makes a pair impossible. Only what one side said plainly, or what the law says; never a silence.

A must shuts its gate where the other side's answer is known and is not so. It makes the gates of pay, shift, schooling
and training narrower and has gates of its own for the other criteria.
"""

from collections.abc import Iterator

from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, WISHES, Opening, Person
from nhipcau.matching.suitability.scale import MUST, Criterion, Gate
from nhipcau.matching.suitability.wishes import by_bus, by_dormitory, kilometres, same_kind

OCCUPATION, PAY, SHIFT = MUST[Criterion.OCCUPATION], MUST[Criterion.PAY], MUST[Criterion.SHIFT]
CONTRACT, START = MUST[Criterion.CONTRACT], MUST[Criterion.START]
SKILLS, EXPERIENCE, SCHOOLING = MUST[Criterion.SKILLS], MUST[Criterion.EXPERIENCE], MUST[Criterion.SCHOOLING]
TRAINING, LANGUAGE = MUST[Criterion.TRAINING], MUST[Criterion.LANGUAGE]


def closed(person: Person, opening: Opening) -> tuple[Gate, ...]:
    """Every gate that is shut, in the order of `Gate`. Empty: the pair may be suggested."""
    return tuple(_shut(person, opening))


def _shut(person: Person, opening: Opening) -> Iterator[Gate]:
    if too_far(person, opening):
        yield Gate.PLACE
    if too_little(person, opening):
        yield Gate.PAY
    if wrong_shift(person, opening):
        yield Gate.SHIFT
    if too_little_schooling(person, opening):
        yield Gate.SCHOOLING
    if too_little_training(person, opening):
        yield Gate.TRAINING
    if person.avoids & opening.conditions:
        yield Gate.HEALTH
    if opening.abroad and not person.goes_abroad:
        yield Gate.ABROAD
    if opening.age_is_law and outside_the_age(person, opening):
        yield Gate.AGE
    if person.musts:
        yield from _not_as_wished(person, opening)
    if opening.musts:
        yield from _not_as_asked(person, opening)


def _not_as_wished(person: Person, opening: Opening) -> Iterator[Gate]:
    if other_work(person, opening):
        yield Gate.OCCUPATION
    if other_contract(person, opening):
        yield Gate.CONTRACT
    if too_early(person, opening):
        yield Gate.START


def _not_as_asked(person: Person, opening: Opening) -> Iterator[Gate]:
    if lacks_a_skill(person, opening):
        yield Gate.SKILLS
    if too_few_months(person, opening):
        yield Gate.EXPERIENCE
    if lacks_a_language(person, opening):
        yield Gate.LANGUAGE


def too_far(person: Person, opening: Opening) -> bool:
    """Work abroad is as far as it is: who goes there said so."""
    far = kilometres(person, opening)
    if far == UNKNOWN or opening.abroad or person.will_move:
        return False
    return far > farthest(person) and not by_bus(far, opening) and not by_dormitory(person, opening)


def farthest(person: Person) -> int:
    return scale.USUAL_KM if person.farthest_km == UNKNOWN else person.farthest_km


def too_little(person: Person, opening: Opening) -> bool:
    least = scale.LEAST_IF_MUST if person.musts & PAY else scale.LEAST_SHARE
    return person.pay > 0 and opening.pay != UNKNOWN and opening.pay * 100 // person.pay < least


def wrong_shift(person: Person, opening: Opening) -> bool:
    if not person.shift or not opening.shift:
        return False
    least = scale.SHIFT_IF_MUST if person.musts & SHIFT else 0
    return scale.BY_SHIFT[person.shift].get(opening.shift, UNKNOWN) < least


def too_little_schooling(person: Person, opening: Opening) -> bool:
    return _too_low(person.schooling, opening.schooling, opening.musts & SCHOOLING)


def too_little_training(person: Person, opening: Opening) -> bool:
    return _too_low(person.training, opening.training, opening.musts & TRAINING)


def _too_low(has: int, asked: int, must: int) -> bool:
    """One step below may do, two never; none where it must be."""
    return has != UNKNOWN and has < (asked if must else asked - 1)


def other_work(person: Person, opening: Opening) -> bool:
    """Neither a wish nor work done before is of that kind."""
    if not person.musts & OCCUPATION or not opening.occupation or not (person.wishes or person.done):
        return False
    return not any(same_kind(code, opening.occupation) for code in (*person.wishes[:WISHES], *person.done))


def other_contract(person: Person, opening: Opening) -> bool:
    if not person.musts & CONTRACT or not person.contract or not opening.contract:
        return False
    return scale.BY_CONTRACT[person.contract].get(opening.contract, 0) < scale.CONTRACT_IF_MUST


def too_early(person: Person, opening: Opening) -> bool:
    """The work begins before the person can come."""
    if not person.musts & START or UNKNOWN in (person.starts_on, opening.starts_on):
        return False
    return person.starts_on - opening.starts_on > scale.SOON_DAYS


def lacks_a_skill(person: Person, opening: Opening) -> bool:
    return bool(opening.musts & SKILLS and person.skills) and not opening.skills <= person.skills


def too_few_months(person: Person, opening: Opening) -> bool:
    return bool(opening.musts & EXPERIENCE) and UNKNOWN < person.months < opening.months


def lacks_a_language(person: Person, opening: Opening) -> bool:
    return bool(opening.musts & LANGUAGE and person.languages) and not opening.languages <= person.languages


def outside_the_age(person: Person, opening: Opening) -> bool:
    """Known and outside what the opening states; whether that may count is asked elsewhere."""
    if person.age == UNKNOWN:
        return False
    young = opening.age_from != UNKNOWN and person.age < opening.age_from
    return young or (opening.age_to != UNKNOWN and person.age > opening.age_to)
