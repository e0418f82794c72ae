"""The points of one person with one opening, compiled: the same rules as `suitability`, to the last point."""

from typing import Any

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.points import NEVER
from nhipcau.matching.suitability import gates, scale
from nhipcau.matching.suitability.facts import UNKNOWN, USUAL

BASE, MOST_DIGITS = 11, 4
LEAST, LEAST_IF_MUST, USUAL_OR_MORE, BELOW = (
    scale.LEAST_SHARE,
    scale.LEAST_IF_MUST,
    scale.USUAL_OR_MORE,
    scale.BELOW_USUAL,
)
BY_BUS, BUS_FROM, BUS_TO = scale.BY_BUS, scale.BUS_FROM_KM, scale.BUS_TO_KM
BY_DORMITORY, BY_MOVING = scale.BY_DORMITORY, scale.BY_MOVING
SOON, LATER, LATE = scale.SOON_DAYS, scale.LATER_DAYS, scale.START_LATE
SEASONED, SEASONED_SHORT, SHORT = scale.SEASONED_MONTHS, scale.ONE_SHORT_BUT_SEASONED, scale.ONE_SHORT
NOTHING_ASKED = scale.NOTHING_ASKED
HALF_THE_MONTHS, FEW_MONTHS = scale.HALF_THE_MONTHS, scale.FEW_MONTHS
MUST_WORK, MUST_PAY, MUST_START = gates.OCCUPATION, gates.PAY, gates.START
MUST_SKILLS, MUST_MONTHS, MUST_SCHOOLING = gates.SKILLS, gates.EXPERIENCE, gates.SCHOOLING
MUST_TRAINING, MUST_LANGUAGE = gates.TRAINING, gates.LANGUAGE
BEFORE_KIND = BASE ** (MOST_DIGITS - scale.SAME_KIND)
KM, SHIFT, CONTRACT, OCCUPATION, PAST = points.KM, points.SHIFT, points.CONTRACT, points.OCCUPATION, points.PAST
SHARE_FROM, SHARE = points.SHARE_FROM, points.SHARE
SHARES = len(SHARE)
OCCUPATION_HALF, PLACE_HALF, PAY_HALF = points.OCCUPATION_HALF, points.PLACE_HALF, points.PAY_HALF
START_HALF, START_MOST, STEP_MOST = points.START_HALF, points.START_MOST, points.STEP_MOST
EXPERIENCE_MOST, EXPERIENCE_HALF = points.EXPERIENCE_MOST, points.EXPERIENCE_HALF
LANGUAGE_MOST, LANGUAGE_HALF, SKILLS_MOST = points.LANGUAGE_MOST, points.LANGUAGE_HALF, points.SKILLS_MOST


@compiled
def digits(one: int, other: int) -> int:
    """How many digits of two codes agree from the left. Nought is no digit."""
    same = MOST_DIGITS
    while same and (one != other or one % BASE == 0):
        one //= BASE
        other //= BASE
        same -= 1
    return same


@compiled
def same_kind(one: int, other: int) -> bool:
    """Whether the first two digits agree, as far as both codes have them."""
    one, other = one // BEFORE_KIND, other // BEFORE_KIND
    if one == 0 or one // BASE != other // BASE:
        return False
    return one == other or one % BASE == 0 or other % BASE == 0


@compiled
def other_work(wishes: Any, done: Any, asked: int) -> Any:
    """Neither a wish nor work done before is of the kind that is asked for."""
    theirs = False
    for code in wishes:
        theirs |= same_kind(code, asked)
    for code in done:
        theirs |= same_kind(code, asked)
    return not theirs


@inlined
def not_their_work(people: Any, p: int, asked: int) -> Any:
    """Work of the kind somebody named is a must, and this is other work."""
    if not people.musts[p] & MUST_WORK or asked == 0 or people.silent[p]:
        return False
    return other_work(people.wishes[p], people.done[people.done_at[p] : people.done_at[p + 1]], asked)


@inlined
def occupation(people: Any, p: int, asked: int) -> int:
    if asked == 0 or people.silent[p]:
        return OCCUPATION_HALF
    best = 0
    for rank in range(PAST):
        best = max(best, OCCUPATION[rank, digits(people.wishes[p, rank], asked)])
    for at in range(people.done_at[p], people.done_at[p + 1]):
        best = max(best, OCCUPATION[PAST, digits(people.done[at], asked)])
    return best


@compiled
def place(far: int, farthest: int, move: bool, wants: bool, bus: bool, dormitory: bool, abroad: bool) -> Any:
    """NEVER where the place is out of the question. `far` is UNKNOWN or at most FARTHEST."""
    if far == UNKNOWN:
        return PLACE_HALF
    by_bus = bus and BUS_FROM < far <= BUS_TO
    by_dormitory = dormitory and (wants or move)
    if far > farthest and not (abroad or move or by_bus or by_dormitory):
        return NEVER
    earned = KM[far]
    if by_bus:
        earned = max(earned, BY_BUS)
    if by_dormitory:
        earned = max(earned, BY_DORMITORY)
    return max(earned, BY_MOVING) if move else earned


@compiled
def pay(wish: int, offered: int, plain: int, must: int) -> Any:
    """NEVER where it is too little; `must` is not nought where the wish is the least."""
    if wish <= 0:
        return plain
    if offered == UNKNOWN:
        return PAY_HALF
    share = offered * 100 // wish
    if share < (LEAST_IF_MUST if must else LEAST):
        return NEVER
    for at in range(SHARES):
        if share >= SHARE_FROM[at]:
            return SHARE[at]
    return 0


@compiled
def start(can: int, starts: int, must: int) -> int:
    if can == UNKNOWN or starts == UNKNOWN:
        return START_HALF
    late = can - starts
    if late <= SOON:
        return START_MOST
    if must:
        return NEVER
    return LATE if late <= LATER else 0


@compiled
def experience(has: int, asked: int) -> int:
    if asked <= 0:
        return EXPERIENCE_MOST
    if has == UNKNOWN:
        return EXPERIENCE_HALF
    if has >= asked:
        return EXPERIENCE_MOST
    return HALF_THE_MONTHS if has * 2 >= asked else FEW_MONTHS


@compiled
def step(has: int, asked: int, months: int) -> int:
    """NEVER two steps short."""
    if asked <= 0 or has >= asked:
        return STEP_MOST
    if has == UNKNOWN:
        return STEP_MOST // 2
    if has < asked - 1:
        return NEVER
    return SEASONED_SHORT if months >= SEASONED else SHORT


@compiled
def common(these: Any, a: int, a_end: int, those: Any, b: int, b_end: int) -> int:
    """How many numbers two sorted lists share."""
    same = 0
    while a < a_end and b < b_end:
        if these[a] == those[b]:
            same += 1
        if these[a] <= those[b]:
            a += 1
        else:
            b += 1
    return same


@inlined
def skills(people: Any, p: int, openings: Any, o: int) -> Any:
    a, a_end = openings.skills_at[o], openings.skills_at[o + 1]
    b, b_end = openings.useful_at[o], openings.useful_at[o + 1]
    base = NOTHING_ASKED if a == a_end else 0
    whole = base + 2 * (a_end - a) + b_end - b
    c, c_end = people.skills_at[p], people.skills_at[p + 1]
    have = base + 2 * common(openings.skills, a, a_end, people.skills, c, c_end)
    have += common(openings.useful, b, b_end, people.skills, c, c_end)
    return SKILLS_MOST * have // whole


@inlined
def languages(people: Any, p: int, openings: Any, o: int) -> int:
    a, a_end = openings.languages_at[o], openings.languages_at[o + 1]
    if a == a_end:
        return LANGUAGE_MOST
    c, c_end = people.languages_at[p], people.languages_at[p + 1]
    if common(openings.languages, a, a_end, people.languages, c, c_end) == a_end - a:
        return LANGUAGE_MOST
    return 0 if c_end > c else LANGUAGE_HALF


@inlined
def by_law(people: Any, p: int, openings: Any, o: int) -> bool:
    """Health, work abroad and the age that the law sets."""
    if people.avoids[p] & openings.conditions[o] or (openings.abroad[o] and not people.abroad[p]):
        return False
    age = people.age[p]
    if not openings.age_is_law[o] or age == UNKNOWN:
        return True
    young = openings.age_from[o] != UNKNOWN and age < openings.age_from[o]
    return not young and not (openings.age_to[o] != UNKNOWN and age > openings.age_to[o])


@compiled
def short(has: int, asked: int) -> Any:
    """Known and less than asked."""
    return has != UNKNOWN and has < asked


@compiled
def lacks(these: Any, a: int, a_end: int, those: Any, b: int, b_end: int) -> Any:
    """Something is named, and not all that is asked for."""
    return b < b_end and common(these, a, a_end, those, b, b_end) < a_end - a


@compiled
def not_as_asked(people: Any, p: int, openings: Any, o: int) -> Any:
    """The bits of what is a must for the opening and is not there."""
    musts, found = openings.musts[o], 0
    a, b = openings.skills_at[o : o + 2], people.skills_at[p : p + 2]
    if musts & MUST_SKILLS and lacks(openings.skills, a[0], a[1], people.skills, b[0], b[1]):
        found |= MUST_SKILLS
    if musts & MUST_MONTHS and short(people.months[p], openings.months[o]):
        found |= MUST_MONTHS
    if musts & MUST_SCHOOLING and short(people.schooling[p], openings.schooling[o]):
        found |= MUST_SCHOOLING
    if musts & MUST_TRAINING and short(people.training[p], openings.training[o]):
        found |= MUST_TRAINING
    a, b = openings.languages_at[o : o + 2], people.languages_at[p : p + 2]
    if musts & MUST_LANGUAGE and lacks(openings.languages, a[0], a[1], people.languages, b[0], b[1]):
        found |= MUST_LANGUAGE
    return found


@compiled
def weighted(earned: int, weight: int) -> int:
    return earned * weight // USUAL if earned > 0 else earned


@inlined
def requirements(people: Any, p: int, openings: Any, o: int) -> Any:
    months = people.months[p]
    return (
        skills(people, p, openings, o)
        + experience(months, openings.months[o])
        + step(people.schooling[p], openings.schooling[o], months)
        + step(people.training[p], openings.training[o], months)
        + languages(people, p, openings, o)
    )


@inlined
def wished(people: Any, p: int, openings: Any, o: int, far: int, w: Any) -> int:
    musts = people.musts[p]
    reached = place(
        far,
        people.farthest[p],
        people.move[p],
        people.dormitory[p],
        openings.bus[o],
        openings.dormitory[o],
        openings.abroad[o],
    )
    return (
        weighted(occupation(people, p, openings.occupation[o]), w[0])
        + weighted(reached, w[1])
        + weighted(pay(people.pay[p], openings.pay[o], openings.plain[o], musts & MUST_PAY), w[2])
        + weighted(SHIFT[people.shift[p], openings.shift[o]], w[3])
        + weighted(CONTRACT[people.contract[p], openings.contract[o]], w[4])
        + weighted(start(people.start[p], openings.start[o], musts & MUST_START), w[5])
    )


@inlined
def score(people: Any, p: int, openings: Any, o: int, km: Any, w: Any) -> int:
    """The points, weighted by the sixteenths `w`; negative where a gate is shut."""
    if not by_law(people, p, openings, o) or (openings.musts[o] and not_as_asked(people, p, openings, o)):
        return NEVER
    if people.musts[p] and not_their_work(people, p, openings.occupation[o]):
        return NEVER
    far = km[people.place[p], openings.place[o]]
    earned = wished(people, p, openings, o, far, w)
    return earned + requirements(people, p, openings, o) if earned >= 0 else NEVER
