"""Where everybody stands to the openings of an order: how near the nearest that suits is, or what alone is in the way."""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel import pair
from nhipcau.matching.kernel.columns import Array, Openings, People
from nhipcau.matching.kernel.compiled import compiled
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.points import CONTRACT, CONTRACTS, KM, SHIFT, SHIFTS
from nhipcau.matching.suitability.facts import UNKNOWN
from nhipcau.matching.suitability.scale import Gate

BITS: Final = {gate: 1 << place for place, gate in enumerate(Gate)}
PLACE, PAY, SHIFT_GATE, SCHOOLING = BITS[Gate.PLACE], BITS[Gate.PAY], BITS[Gate.SHIFT], BITS[Gate.SCHOOLING]
TRAINING, HEALTH, ABROAD, AGE = BITS[Gate.TRAINING], BITS[Gate.HEALTH], BITS[Gate.ABROAD], BITS[Gate.AGE]
WORK, CONTRACT_GATE, START = BITS[Gate.OCCUPATION], BITS[Gate.CONTRACT], BITS[Gate.START]
SKILLS, EXPERIENCE, LANGUAGE = BITS[Gate.SKILLS], BITS[Gate.EXPERIENCE], BITS[Gate.LANGUAGE]
NOWHERE: Final = 32_000  # no opening suits
TOLD: Final = 2_000  # farther than any distance: an opening suits, its place is unknown


class Stands(NamedTuple):
    """By row: `suits`; `km`, UNKNOWN where no distance is known; `alone`, the gates of BITS that alone are shut."""

    suits: Array
    km: Array
    alone: Array


def stands(people: People, openings: Openings, *, least: int = 0) -> Stands:
    """As `attention.sourcing.where` says, for everybody at once: openings of fewer points than `least` are passed by."""
    near = np.full(len(people.place), NOWHERE, np.int16)
    alone = np.zeros(len(people.place), np.int16)
    _stands(people, openings, kilometres(people, openings), least, near, alone)
    suits = near != NOWHERE
    return Stands(suits, np.where(near < TOLD, near, UNKNOWN), np.where(suits, 0, alone))


@compiled
def _points(people: Any, p: int, openings: Any, o: int, far: int, reached: int) -> Any:
    """The score as it would be with every gate open; `reached` is negative where that of the place is shut."""
    w, months = people.weights[p], people.months[p]
    return (
        pair.weighted(pair.occupation(people, p, openings.occupation[o]), w[0])
        + pair.weighted(reached if reached >= 0 else KM[far], w[1])
        + pair.weighted(max(pair.pay(people.pay[p], openings.pay[o], openings.plain[o], 0), 0), w[2])
        + pair.weighted(max(SHIFT[people.shift[p] % SHIFTS, openings.shift[o]], 0), w[3])
        + pair.weighted(CONTRACT[people.contract[p] % CONTRACTS, openings.contract[o]], w[4])
        + pair.weighted(pair.start(people.start[p], openings.start[o], 0), w[5])
        + pair.skills(people, p, openings, o)
        + pair.experience(months, openings.months[o])
        + max(pair.step(people.schooling[p], openings.schooling[o], months), 0)
        + max(pair.step(people.training[p], openings.training[o], months), 0)
        + pair.languages(people, p, openings, o)
    )


@compiled
def _outside_the_age(age: int, first: int, last: int) -> Any:
    if age == UNKNOWN:
        return False
    return (first != UNKNOWN and age < first) or (last != UNKNOWN and age > last)


@compiled
def _not_as_said(people: Any, p: int, openings: Any, o: int) -> int:
    """The bits of the gates that a must shuts."""
    shut, lacking = 0, pair.not_as_asked(people, p, openings, o)
    if pair.not_their_work(people, p, openings.occupation[o]):
        shut |= WORK
    if CONTRACT[people.contract[p], openings.contract[o]] < 0:
        shut |= CONTRACT_GATE
    if pair.start(people.start[p], openings.start[o], people.musts[p] & pair.MUST_START) < 0:
        shut |= START
    if lacking & pair.MUST_SKILLS:
        shut |= SKILLS
    if lacking & pair.MUST_MONTHS:
        shut |= EXPERIENCE
    if lacking & pair.MUST_SCHOOLING:
        shut |= SCHOOLING
    if lacking & pair.MUST_TRAINING:
        shut |= TRAINING
    return shut | LANGUAGE if lacking & pair.MUST_LANGUAGE else shut


@compiled
def _shut(people: Any, p: int, openings: Any, o: int, reached: int) -> int:
    """The bits of every gate that is shut."""
    shut, months = _not_as_said(people, p, openings, o), people.months[p]
    if reached < 0:
        shut |= PLACE
    if pair.pay(people.pay[p], openings.pay[o], openings.plain[o], people.musts[p] & pair.MUST_PAY) < 0:
        shut |= PAY
    if SHIFT[people.shift[p], openings.shift[o]] < 0:
        shut |= SHIFT_GATE
    if pair.step(people.schooling[p], openings.schooling[o], months) < 0:
        shut |= SCHOOLING
    if pair.step(people.training[p], openings.training[o], months) < 0:
        shut |= TRAINING
    if people.avoids[p] & openings.conditions[o]:
        shut |= HEALTH
    if openings.abroad[o] and not people.abroad[p]:
        shut |= ABROAD
    if openings.age_is_law[o] and _outside_the_age(people.age[p], openings.age_from[o], openings.age_to[o]):
        shut |= AGE
    return shut


@compiled
def _stands(people: Any, openings: Any, km: Any, least: int, near: Any, alone: Any) -> None:
    for p in range(len(people.place)):
        for o in range(len(openings.place)):
            far = km[people.place[p], openings.place[o]]
            reached = pair.place(
                far,
                people.farthest[p],
                people.move[p],
                people.dormitory[p],
                openings.bus[o],
                openings.dormitory[o],
                openings.abroad[o],
            )
            if _points(people, p, openings, o, far, reached) < least:
                continue
            shut = _shut(people, p, openings, o, reached)
            if shut == 0:
                near[p] = min(near[p], TOLD if far == UNKNOWN else far)
            elif shut & (shut - 1) == 0:
                alone[p] |= shut
