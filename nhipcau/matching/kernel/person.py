"""One person as a table of points, a section for each thing that openings differ in, own weights in it."""

from typing import Any

import numpy as np

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, People
from nhipcau.matching.kernel.compiled import compiled
from nhipcau.matching.kernel.pair import (
    CONTRACT,
    OCCUPATION,
    OCCUPATION_HALF,
    PAST,
    SHIFT,
    experience,
    pay,
    place,
    step,
    weighted,
)
from nhipcau.matching.kernel.shelves import FROM, KINDS, Shelves

POWERS = np.array([BASE ** (DIGITS - d) for d in range(DIGITS + 1)], np.int64)
UNKNOWN_CODE = int(FROM[1])  # where openings without an occupation stand
PLAIN_MOST = points.PLAIN_MOST
MASK_BEST = points.SHIFT_OF_OPENINGS


def tiers_for(people: People) -> Array:
    """Room for a person's tiers: points, first and last cell, first and last code."""
    most_done = int(np.diff(people.done_at).max(initial=0))
    return np.zeros((DIGITS * (PAST + most_done) + 2, 5), np.int64)


def pays_of(people: People, shelves: Shelves) -> tuple[Array, Array]:
    """Which line is a person's; and the sections of pays and offers for each wish and weight."""
    pairs, which = np.unique(people.pay.astype(np.int64) * 256 + people.weights[:, 2], return_inverse=True)
    lines = np.zeros((len(pairs), len(shelves.pays) + len(shelves.offers)), np.int32)
    _fill_pays(pairs // 256, pairs % 256, shelves.pays, shelves.offers, lines)
    return which.astype(np.int32), lines


@compiled
def _fill_pays(wishes: Any, weights: Any, pays: Any, offers: Any, lines: Any) -> None:
    for at in range(len(wishes)):
        wish, weight = wishes[at], weights[at]
        for number in range(len(pays)):
            lines[at, number] = weighted(pay(wish, pays[number, 0], pays[number, 1]), weight)
        for number in range(len(offers)):
            best = pay(wish, offers[number, 0], offers[number, 2])
            if offers[number, 1]:
                best = max(best, pay(wish, -1, offers[number, 2]))
            lines[at, len(pays) + number] = weighted(best, weight)


@compiled
def fill_places(km: Any, spots: Any, farthest: int, move: bool, wants: bool, weight: int, places: Any) -> int:
    """Points by spot; the most of them. `km` are the kilometres from the person to each place."""
    most = 0
    for at in range(len(spots)):
        far, kind = km[spots[at] // KINDS], spots[at] % KINDS
        earned = place(far, farthest, move, wants, kind & 4 != 0, kind & 2 != 0, kind & 1 != 0)
        places[at] = weighted(earned, weight)
        most = max(most, places[at])
    return most


@compiled
def fill_words(shift: int, contract: int, w_shift: int, w_contract: int, s: Any, table: Any) -> None:
    for at in range(SHIFT.shape[1]):
        table[s.shifts + at] = weighted(SHIFT[shift, at], w_shift)
    for at in range(CONTRACT.shape[1]):
        table[s.contracts + at] = weighted(CONTRACT[contract, at], w_contract)
    for mask in range(MASK_BEST.shape[1]):
        table[s.masks + mask] = weighted(MASK_BEST[shift, mask], w_shift)


@compiled
def fill_scales(months: int, schooling: int, training: int, asked: Any, s: Any, table: Any) -> None:
    """`asked`: the months, ranks of schooling and ranks of training that openings ask for."""
    for at in range(len(asked[0])):
        table[s.months + at] = experience(months, asked[0][at])
    for at in range(len(asked[1])):
        table[s.schooling + at] = step(schooling, asked[1][at], months)
    for at in range(len(asked[2])):
        table[s.training + at] = step(training, asked[2][at], months)


@compiled
def _add(tiers: Any, n: int, earned: int, first: Any, codes_from: Any, at: int) -> int:
    """One more tier, the highest points first; nothing where no opening stands."""
    if first[at] == first[at + 1]:
        return n
    slot = n
    while slot > 0 and tiers[slot - 1, 0] < earned:
        for column in range(5):
            tiers[slot, column] = tiers[slot - 1, column]
        slot -= 1
    tiers[slot, 0] = earned
    tiers[slot, 1], tiers[slot, 2] = first[at], first[at + 1]
    tiers[slot, 3], tiers[slot, 4] = codes_from[at], codes_from[at + 1]
    return n + 1


@compiled
def _add_code(tiers: Any, n: int, code: int, rank: int, weight: int, first: Any, codes_from: Any) -> int:
    for d in range(DIGITS, 0, -1):
        prefix = code // POWERS[d]
        if prefix % BASE:
            n = _add(tiers, n, weighted(OCCUPATION[rank, d], weight), first, codes_from, FROM[d] + prefix)
    return n


@compiled
def fill_tiers(wishes: Any, done: Any, silent: bool, weight: int, first: Any, codes_from: Any, tiers: Any) -> int:
    """What the person wishes and did, the highest points first: the number of tiers."""
    half = weighted(OCCUPATION_HALF, weight)
    n = _add(tiers, 0, half if silent else 0, first, codes_from, 0)
    if silent:
        return n
    n = _add(tiers, n, half, first, codes_from, UNKNOWN_CODE)
    for rank in range(PAST):
        n = _add_code(tiers, n, wishes[rank], rank, weight, first, codes_from)
    for code in done:
        n = _add_code(tiers, n, code, PAST, weight, first, codes_from)
    return n


@compiled
def fill_codes(tiers: Any, n: int, codes: Any) -> None:
    for at in range(n - 1, -1, -1):
        for code in range(tiers[at, 3], tiers[at, 4]):
            codes[code] = tiers[at, 0]


@compiled
def mark(skills: Any, skill_ids: Any, has: Any, mark_as: bool) -> None:
    """Set or forget the skills of a person that any opening names."""
    for skill in skills:
        number = np.searchsorted(skill_ids, skill)
        if number < len(skill_ids) and skill_ids[number] == skill:
            has[number] = mark_as
