"""What the person wishes of the work: points for each criterion, before the person's own weights."""

from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, WISHES, Opening, Person
from nhipcau.matching.suitability.scale import Criterion, half
from nhipcau.reference.api import distance_km


def occupation(person: Person, opening: Opening) -> int:
    """The best of the wishes and of the work done before."""
    if not opening.occupation or not (person.wishes or person.done):
        return half(Criterion.OCCUPATION)
    wished = [
        scale.BY_DIGITS[digits(code, opening.occupation)] * scale.BY_WISH[rank] // 10
        for rank, code in enumerate(person.wishes[:WISHES])
    ]
    past = [scale.BY_DIGITS[digits(code, opening.occupation)] * scale.BY_PAST // 10 for code in person.done]
    return max(*wished, *past, 0)


def digits(one: str, other: str) -> int:
    """How many digits of two VSCO codes agree from the left, at most four."""
    same = 0
    for left, right in zip(one[:4], other[:4], strict=False):
        if left != right:
            break
        same += 1
    return same


def same_kind(one: str, other: str) -> bool:
    """Whether the first two digits of two VSCO codes agree, as far as both have them."""
    return 0 < digits(one, other) >= min(len(one), len(other), scale.SAME_KIND)


def kilometres(person: Person, opening: Opening) -> int:
    """Whole kilometres, at most FARTHEST; UNKNOWN where either place is."""
    if not person.commune or not opening.commune:
        return UNKNOWN
    return min(int(distance_km(person, opening)), scale.FARTHEST)


def place(person: Person, opening: Opening) -> int:
    far = kilometres(person, opening)
    if far == UNKNOWN:
        return half(Criterion.PLACE)
    points = next(points for most, points in scale.BY_KM if far <= most)
    if by_bus(far, opening):
        points = max(points, scale.BY_BUS)
    if by_dormitory(person, opening):
        points = max(points, scale.BY_DORMITORY)
    if person.will_move:
        points = max(points, scale.BY_MOVING)
    return points


def by_bus(far: int, opening: Opening) -> bool:
    return opening.has_bus and scale.BUS_FROM_KM < far <= scale.BUS_TO_KM


def by_dormitory(person: Person, opening: Opening) -> bool:
    return opening.has_dormitory and (person.wants_dormitory or person.will_move)


def pay(person: Person, opening: Opening) -> int:
    """Against the wish; without one, against what such work pays here."""
    if opening.pay == UNKNOWN:
        return half(Criterion.PAY)
    if person.pay > 0:
        share = opening.pay * 100 // person.pay
        return next((points for least, points in scale.BY_SHARE if share >= least), 0)
    if opening.usual_pay == UNKNOWN:
        return half(Criterion.PAY)
    return scale.USUAL_OR_MORE if opening.pay >= opening.usual_pay else scale.BELOW_USUAL


def shift(person: Person, opening: Opening) -> int:
    if not person.shift or not opening.shift:
        return half(Criterion.SHIFT)
    return scale.BY_SHIFT[person.shift].get(opening.shift, 0)


def contract(person: Person, opening: Opening) -> int:
    if not person.contract or not opening.contract:
        return half(Criterion.CONTRACT)
    return scale.BY_CONTRACT[person.contract].get(opening.contract, 0)


def start(person: Person, opening: Opening) -> int:
    if UNKNOWN in (person.starts_on, opening.starts_on):
        return half(Criterion.START)
    late = person.starts_on - opening.starts_on
    if late <= scale.SOON_DAYS:
        return scale.MOST[Criterion.START]
    return scale.START_LATE if late <= scale.LATER_DAYS else 0
