"""The best people for every opening, exactly, with usual weights: the mirror of `pruned.py`.

Tiers are whose first wish has four digits of the opening, then three or whose second has four, and so on.
"""

from typing import Any

import numpy as np

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.brute import USUALLY
from nhipcau.matching.kernel.columns import DIGITS, Array, Openings, People
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.crowds import (
    DORMITORY,
    EVERYONE,
    FARTHEST,
    FIRST,
    KEPT_IN,
    LEAST_WISH,
    MONTHS,
    MOVE,
    NO_WISH,
    PLACE,
    PLAIN,
    ROW,
    SCHOOLING,
    SHIFTS,
    SILENT,
    SKILLS,
    TRAINING,
    UNSAID,
    Crowds,
    crowds_of,
)
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.lists import Lists, better, empty, enter
from nhipcau.matching.kernel.pair import (
    EXPERIENCE_MOST,
    LANGUAGE_MOST,
    NOTHING_ASKED,
    OCCUPATION,
    OCCUPATION_HALF,
    PAST,
    SKILLS_MOST,
    START_MOST,
    STEP_MOST,
    experience,
    pay,
    place,
    score,
    step,
)
from nhipcau.matching.kernel.person import POWERS
from nhipcau.matching.kernel.shelves import FROM
from nhipcau.matching.suitability.facts import UNKNOWN

SHIFT_BEST = points.SHIFT_OF_PEOPLE
REST = int(points.CONTRACT.max()) + START_MOST + SKILLS_MOST + EXPERIENCE_MOST + 2 * STEP_MOST + LANGUAGE_MOST
ASKED = SKILLS_MOST + EXPERIENCE_MOST + 2 * STEP_MOST
MOST = REST + int(points.KM.max()) + int(max(points.SHARE.max(), points.PLAIN_MOST)) + int(points.SHIFT.max())


@compiled
def _tier(tiers: Any, n: int, earned: int, first: int, last: int) -> int:
    if first == last:
        return n
    slot = n
    while slot > 0 and tiers[slot - 1, 0] < earned:
        for column in range(3):
            tiers[slot, column] = tiers[slot - 1, column]
        slot -= 1
    tiers[slot, 0], tiers[slot, 1], tiers[slot, 2] = earned, first, last
    return n + 1


@compiled
def _tiers(asked: int, first: Any, tiers: Any) -> int:
    """Who earns how many points by occupation: points, first and last block, the highest first; their number."""
    everyone = OCCUPATION_HALF if asked == 0 else 0
    n = _tier(tiers, 0, everyone, first[EVERYONE], first[EVERYONE[0], 1])
    if asked == 0:
        return n
    n = _tier(tiers, n, OCCUPATION_HALF, first[SILENT], first[SILENT[0], 1])
    for wish in range(PAST + 1):
        for d in range(DIGITS, 0, -1):
            prefix = asked // POWERS[d]
            if prefix % 11:
                at = FROM[d] + prefix
                n = _tier(tiers, n, OCCUPATION[wish, d], first[wish, at], first[wish, at + 1])
    return n


@inlined
def _bound(b: Any, at: int, openings: Any, o: int, km: Any) -> Any:
    """The most that anyone in the block earns by place, pay and shift."""
    far = km[b[at, PLACE], openings.place[o]]
    move, wants = b[at, MOVE] != 0, b[at, DORMITORY] != 0
    near = place(far, b[at, FARTHEST], move, wants, openings.bus[o], openings.dormitory[o], openings.abroad[o])
    earned = points.NEVER
    if b[at, LEAST_WISH] < NO_WISH:
        earned = pay(b[at, LEAST_WISH], openings.pay[o], 0, 0)
    if b[at, PLAIN]:
        earned = max(earned, openings.plain[o])
    return near + earned + SHIFT_BEST[openings.shift[o], b[at, SHIFTS]]


@compiled
def _skills(mask: int, openings: Any, o: int) -> Any:
    """The most for skills, where the bits of the mask are all that is known."""
    a, a_end = openings.skills_at[o], openings.skills_at[o + 1]
    b, b_end = openings.useful_at[o], openings.useful_at[o + 1]
    base = NOTHING_ASKED if a == a_end else 0
    have = base
    for at in range(a, a_end):
        have += 2 * (mask >> (openings.skills[at] & KEPT_IN) & 1)
    for at in range(b, b_end):
        have += mask >> (openings.useful[at] & KEPT_IN) & 1
    return SKILLS_MOST * have // (base + 2 * (a_end - a) + b_end - b)


@compiled
def _asked(b: Any, at: int, openings: Any, o: int) -> Any:
    """The most that anyone in the block earns by what the opening asks for, but for the language."""
    months, unsaid = b[at, MONTHS], b[at, UNSAID]
    lived = experience(months, openings.months[o])
    learned = step(b[at, SCHOOLING], openings.schooling[o], months)
    trained = step(b[at, TRAINING], openings.training[o], months)
    if unsaid & 1:
        lived = max(lived, experience(UNKNOWN, openings.months[o]))
    if unsaid & 2:
        learned = max(learned, step(UNKNOWN, openings.schooling[o], months))
    if unsaid & 4:
        trained = max(trained, step(UNKNOWN, openings.training[o], months))
    return lived + learned + trained + _skills(b[at, SKILLS], openings, o)


@compiled
def _every_opening(
    people: Any, openings: Any, in_order: Any, c: Any, km: Any, usually: Any, tiers: Any, found: Any
) -> None:
    end, q = found.rows.shape[1] - 1, -1
    for o in in_order:
        rows, scores = found.rows[o], found.scores[o]
        if q >= 0:
            for p in found.rows[q]:
                if p >= 0:
                    earned = score(people, p, openings, o, km, usually)
                    if earned >= 0:
                        enter(rows, scores, p, earned)
        for tier in range(_tiers(openings.occupation[o], c.first, tiers)):
            if tiers[tier, 0] + MOST < scores[end]:
                break
            for at in range(tiers[tier, 1], tiers[tier, 2]):
                most = tiers[tier, 0] + REST + _bound(c.blocks, at, openings, o, km)
                if not better(most, c.blocks[at, ROW], scores[end], rows[end]):
                    continue
                most += _asked(c.blocks, at, openings, o) - ASKED
                if better(most, c.blocks[at, ROW], scores[end], rows[end]):
                    for who in range(c.blocks[at, FIRST], c.blocks[at + 1, FIRST]):
                        earned = score(people, c.who[who], openings, o, km, usually)
                        if earned >= 0:
                            enter(rows, scores, c.who[who], earned)
        q = o


def best_people(people: People, openings: Openings, k: int, *, crowds: Crowds | None = None) -> Lists:
    """For every opening, with usual weights: what one person weighs differently moves nobody else."""
    found = empty(len(openings.place), k)
    if not k or not len(people.place) or not len(openings.place):
        return found
    in_order: Array = np.lexsort((openings.pay, openings.shift, openings.place, openings.occupation))
    tiers = np.zeros((DIGITS * (PAST + 1) + 2, 3), np.int64)
    km = kilometres(people, openings)
    _every_opening(people, openings, in_order, crowds or crowds_of(people), km, USUALLY, tiers, found)
    return found
