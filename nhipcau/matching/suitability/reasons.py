"""What of a pair speaks for it, as codes that may stand on a referral slip.

Nothing here tells of somebody's life: whom an enterprise especially welcomes is said to the person and to their counsellor
(`support`), on no paper that a recruiter reads. Age, health and origin speak neither for nor against.
"""

from nhipcau.matching.models import Why
from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.gates import farthest
from nhipcau.matching.suitability.scale import MOST, Criterion
from nhipcau.matching.suitability.wishes import by_bus, by_dormitory, digits, kilometres
from nhipcau.matching.suitability.words.wishes import NEAR, NEAR_KM
from nhipcau.vacancies.models import Experience, Vacancy


def whys(person: Person, opening: Opening, vacancy: Vacancy) -> tuple[Why, ...]:
    """In the order of `Why`. What nobody said is no reason."""
    far = kilometres(person, opening)
    near = UNKNOWN < far <= min(NEAR_KM, farthest(person))
    holds = {
        Why.WISH: _is_wished(person, opening),
        Why.NEAR: near,
        Why.SHIFT: _shift_fits(person, opening),
        Why.PAY: person.pay > 0 and opening.pay != UNKNOWN and opening.pay >= person.pay,
        Why.SKILL: _can_do_it(person, opening),
        Why.EXPERIENCE: 0 < opening.months <= person.months,
        Why.NO_EXPERIENCE: vacancy.experience == Experience.NONE and person.months <= 0,
        Why.DORMITORY: by_dormitory(person, opening),
        Why.BUS: not near and by_bus(far, opening),
    }
    return tuple(why for why, held in holds.items() if held)


def _is_wished(person: Person, opening: Opening) -> bool:
    """All digits of the wish agree, at least three: that far it is the same trade."""
    same = [(digits(code, opening.occupation), len(code)) for code in person.wishes]
    return any(agree >= NEAR and agree == min(length, 4) for agree, length in same)


def _shift_fits(person: Person, opening: Opening) -> bool:
    if not person.shift or not opening.shift:
        return False
    return scale.BY_SHIFT[person.shift].get(opening.shift, 0) == MOST[Criterion.SHIFT]


def _can_do_it(person: Person, opening: Opening) -> bool:
    """Everything that is asked for, by papers or by hand, where something is asked for and known."""
    trained = 0 < opening.training <= person.training
    skilled = bool(opening.skills) and opening.skills <= person.skills
    short = opening.training > 0 and person.training != UNKNOWN and person.training < opening.training
    return (trained or skilled) and not short and opening.skills <= person.skills
