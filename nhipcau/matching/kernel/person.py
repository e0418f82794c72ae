"""One person as a table of points, a place for each thing that openings differ in, own weights in it.

Who says the same about something has the same line of points for it, so lines are made once and copied into the table.
"""

from math import prod
from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.bounds import Lines
from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, Openings, People
from nhipcau.matching.kernel.compiled import compiled
from nhipcau.matching.kernel.pair import (
    MUST_PAY,
    MUST_START,
    OCCUPATION,
    OCCUPATION_HALF,
    PAST,
    SEASONED,
    START_HALF,
    experience,
    other_work,
    pay,
    place,
    start,
    step,
    weighted,
)
from nhipcau.matching.kernel.shelves import FROM, KINDS
from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN

POWERS = np.array([BASE ** (DIGITS - d) for d in range(DIGITS + 1)], np.int64)
UNKNOWN_CODE = int(FROM[1])  # where openings without an occupation stand
DISTANCES: Final = scale.FARTHEST + 2  # UNKNOWN, then nought up to the farthest
SHIFT_BEST, CONTRACT_BEST = points.SHIFT_OF_OPENINGS, points.CONTRACT_OF_OPENINGS
SHUT: Final = -30_000  # NEVER in two bytes: less than all points together, with the highest weights
MOST_KINDS: Final = 1 << 22  # so many are told apart without sorting
PLACES, OFFERS, WORDS, STARTS, ASKED = range(5)


class Tables(NamedTuple):
    """`which[p]` are the five lines of a person; the last number of a line is the most that stands in it.

    `reach` has a line for each way to reach places, by kind of opening and kilometres; the others are as in the table.
    """

    which: Array
    reach: Array
    offers: Array
    words: Array
    starts: Array
    asked: Array


def tables_of(people: People, openings: Openings, lines: Lines) -> Tables:
    w = people.weights.astype(np.int64)
    said = (
        (people.farthest, people.move, people.dormitory, w[:, 1]),
        (people.pay, people.musts & MUST_PAY, w[:, 2]),
        (people.shift, people.contract, w[:, 3], w[:, 4]),
        (people.start, people.musts & MUST_START, w[:, 5]),
        (_in_steps(people.months, openings.months), people.schooling, people.training),
    )
    which, kinds = zip(*(_kinds(columns) for columns in said), strict=True)
    sizes = (KINDS * DISTANCES, *map(len, lines[3:]))
    made = [np.zeros((len(each), size + 1), np.int16) for each, size in zip(kinds, sizes, strict=True)]
    _fill_reach(kinds[PLACES], made[PLACES])
    _fill_offers(kinds[OFFERS], lines.offers, made[OFFERS])
    _fill_words(kinds[WORDS], lines.words, made[WORDS])
    _fill_starts(kinds[STARTS], lines.starts, made[STARTS])
    _fill_asked(kinds[ASKED], lines.asked, made[ASKED])
    for table in made:
        table[:, -1] = table[:, :-1].max(axis=1)
    return Tables(np.column_stack(which).astype(np.int32), *made)


def packed(columns: tuple[Array, ...]) -> tuple[Array, list[tuple[int, int]]]:
    """One number for what several columns say; of each the least and how many there may be."""
    key, ranges = np.zeros(len(columns[0]), np.int64), []
    for column in columns:
        least = int(column.min())
        ranges.append((least, int(column.max()) - least + 1))
        key = key * ranges[-1][1] + (column - least)
    return key, ranges


def _kinds(columns: tuple[Array, ...]) -> tuple[Array, Array]:
    """Which kind everybody is, and what each kind says."""
    key, ranges = packed(columns)
    possible = prod(size for _, size in ranges)
    if possible > MOST_KINDS:
        kinds, which = np.unique(key, return_inverse=True)
    else:
        seen = np.zeros(possible, np.bool_)
        seen[key] = True
        kinds, which = np.flatnonzero(seen), (np.cumsum(seen) - 1)[key]
    said: list[Array] = []
    for least, size in reversed(ranges):
        said.append(kinds % size + least)
        kinds = kinds // size
    return which, np.column_stack(said[::-1]).astype(np.int64)


def _in_steps(months: Array, asked: Array) -> Array:
    """The least months that earn the same everywhere: what lies between two steps makes no difference."""
    steps = np.unique(np.concatenate([[UNKNOWN, 0, SEASONED], asked, -(-asked // 2)]))
    return steps[np.maximum(np.searchsorted(steps, months, side="right") - 1, 0)]


@compiled
def _fill_reach(kinds: Any, lines: Any) -> None:
    for at in range(len(kinds)):
        farthest, move, wants, weight = kinds[at, 0], kinds[at, 1] != 0, kinds[at, 2] != 0, kinds[at, 3]
        for kind in range(KINDS):
            for far in range(DISTANCES):
                earned = place(far - 1, farthest, move, wants, kind & 4 != 0, kind & 2 != 0, kind & 1 != 0)
                lines[at, kind * DISTANCES + far] = max(weighted(earned, weight), SHUT)


@compiled
def _fill_offers(kinds: Any, offers: Any, lines: Any) -> None:
    for at in range(len(kinds)):
        wish, must, weight = kinds[at, 0], kinds[at, 1], kinds[at, 2]
        for number in range(len(offers)):
            best = pay(wish, offers[number, 0], offers[number, 1], must)
            if offers[number, 2]:
                best = max(best, pay(wish, UNKNOWN, offers[number, 1], must))
            lines[at, number] = max(weighted(best, weight), SHUT)


@compiled
def _fill_words(kinds: Any, words: Any, lines: Any) -> None:
    for at in range(len(kinds)):
        for number in range(len(words)):
            by_shift = weighted(SHIFT_BEST[kinds[at, 0], words[number, 0]], kinds[at, 2])
            by_contract = weighted(CONTRACT_BEST[kinds[at, 1], words[number, 1]], kinds[at, 3])
            lines[at, number] = max(by_shift + by_contract, SHUT)


@compiled
def _fill_starts(kinds: Any, starts: Any, lines: Any) -> None:
    for at in range(len(kinds)):
        for number in range(len(starts)):
            best = start(kinds[at, 0], starts[number, 0], kinds[at, 1])
            if starts[number, 1]:
                best = max(best, START_HALF)
            lines[at, number] = max(weighted(best, kinds[at, 2]), SHUT)


@compiled
def _fill_asked(kinds: Any, asked: Any, lines: Any) -> None:
    for at in range(len(kinds)):
        months = kinds[at, 0]
        for number in range(len(asked)):
            earned = experience(months, asked[number, 0]) + step(kinds[at, 1], asked[number, 1], months)
            lines[at, number] = max(earned + step(kinds[at, 2], asked[number, 2], months), SHUT)


@compiled
def fill_places(km: Any, place_of: Any, reach_of: Any, reach: Any, places: Any) -> None:
    """Points by spot. `km` are the kilometres from the person to each place."""
    for at in range(len(place_of)):
        places[at] = reach[reach_of[at] + km[place_of[at]]]


@compiled
def _fill_code(code: int, rank: int, weight: int, codes_from: Any, codes: Any) -> None:
    for d in range(1, DIGITS + 1):
        prefix = code // POWERS[d]
        if prefix % BASE:
            earned = weighted(OCCUPATION[rank, d], weight)
            for at in range(codes_from[FROM[d] + prefix], codes_from[FROM[d] + prefix + 1]):
                codes[at] = max(codes[at], earned)


@compiled
def fill_codes(wishes: Any, done: Any, silent: bool, weight: int, codes_from: Any, codes: Any) -> None:
    """Points by occupation: the best of the wishes and of what was done."""
    half = weighted(OCCUPATION_HALF, weight)
    codes[:] = half if silent else 0
    if silent:
        return
    for at in range(codes_from[UNKNOWN_CODE], codes_from[UNKNOWN_CODE + 1]):
        codes[at] = half
    for rank in range(PAST):
        _fill_code(wishes[rank], rank, weight, codes_from, codes)
    for code in done:
        _fill_code(code, PAST, weight, codes_from, codes)


@compiled
def shut_other_work(wishes: Any, done: Any, numbers: Any, codes: Any) -> None:
    """No points make up for other work where that kind is a must. `numbers` are the codes that `codes` has places for."""
    for at in range(len(numbers)):
        if numbers[at] != 0 and other_work(wishes, done, numbers[at]):
            codes[at] = SHUT
