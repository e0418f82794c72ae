"""What an opening offers, and the best that a run of openings could: six places in a person's table of points.

An opening is a run of one, so a bound of one opening is exact but for skills, language and gates that few openings have.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel.columns import Array
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.pair import SKILLS_MOST
from nhipcau.matching.suitability.facts import UNKNOWN

CODE, SPOT, OFFER, WORDS, STARTS, ASKED = range(6)
MOST_SKILLS, ROW, FIRST = range(6, 9)  # skill points, the smallest row, where blocks or openings start
# Of a bound in memory: the smallest row, the first opening, the first block; each in two halves, of 16 bits.
SMALLEST, OPENING, BLOCK_AT, WIDTH = 8, 10, 12, 16
ANY_CODE: Final = -1  # of a bound of many occupations: its points are not in the table


class Lines(NamedTuple):
    """What openings and bounds differ in; each row has a place in a person's table, from `sections` on.

    `spots` are place * KINDS + kind; `offers` the most pay, the most plain points, whether some pay is unknown; `words`
    masks of shifts and contracts; `starts` the latest day, whether some is unknown; `asked` the least months, schooling
    and training. After the codes comes one place that is always nought.
    """

    sections: Array
    codes: Array
    spots: Array
    offers: Array
    words: Array
    starts: Array
    asked: Array


@compiled
def _fill(facts: Any, row: Any, starts: Any, bounds: Any) -> None:
    """Of each run the best of each thing by itself, packed into one number where it is several."""
    for at in range(len(bounds)):
        first = facts[row[starts[at]]]
        spot, pay, some, plain, shifts, contracts, day, silent = first[1], -1, 0, 0, 0, 0, -1, 0
        months, schooling, training, free, own = first[7], first[8], first[9], 0, first[11]
        for place in range(starts[at], starts[at + 1]):
            f = facts[row[place]]
            spot |= f[1]
            pay, plain, day = max(pay, f[2]), max(plain, f[3]), max(day, f[6])
            some |= f[2] == UNKNOWN
            silent |= f[6] == UNKNOWN
            shifts |= 1 << f[4]
            contracts |= 1 << f[5]
            months, schooling, training = min(months, f[7]), min(schooling, f[8]), min(training, f[9])
            free, own = max(free, f[10]), min(own, f[11])
        bound = bounds[at]
        bound[CODE], bound[SPOT] = first[0], spot
        bound[OFFER] = (pay + 1) << 17 | plain << 1 | some
        bound[WORDS] = shifts << 8 | contracts
        bound[STARTS] = (day + 1) << 1 | silent
        bound[ASKED] = months << 16 | schooling << 8 | training
        bound[MOST_SKILLS], bound[ROW], bound[FIRST] = free, own, starts[at]


def bounds_of(facts: Array, row: Array, starts: Array, by_skill: Array) -> Array:
    """A bound for each run of rows, and one more line that says where the last one ends.

    `facts` of an opening: code, spot, pay, plain, shift, contract, start, months, schooling, training, points for no
    skill, own row. A run of one skill has one occupation, and nothing is known of the other skills.
    """
    bounds = np.zeros((len(starts) + 1, FIRST + 1), np.int64)
    _fill(facts, row, np.append(starts, len(row)), bounds[:-1])
    bounds[:, CODE] = np.where(np.append(by_skill, False), bounds[:, CODE], ANY_CODE)
    bounds[:-1, MOST_SKILLS][by_skill] = SKILLS_MOST
    bounds[-1, FIRST] = len(row)
    return bounds


def numbered(codes: Array, tables: list[Array]) -> tuple[Lines, list[Array]]:
    """The tables of bounds with places in a person's table instead of what they offer."""
    known, sizes, columns = {}, [len(codes) + 1], [[np.where(t[:, CODE] < 0, len(codes), t[:, CODE])] for t in tables]
    ends = np.cumsum([len(table) for table in tables])[:-1]
    for column in range(SPOT, ASKED + 1):
        known[column], number = np.unique(np.concatenate([t[:, column] for t in tables]), return_inverse=True)
        for place, part in zip(columns, np.split(number + sum(sizes), ends), strict=True):
            place.append(part)
        sizes.append(len(known[column]))
    spots, offers, words, starts, asked = known.values()
    lines = Lines(
        np.cumsum([0, *sizes]),
        codes,
        spots,
        np.column_stack([(offers >> 17) - 1, offers >> 1 & 0xFFFF, offers & 1]),
        np.column_stack([words >> 8, words & 0xFF]),
        np.column_stack([(starts >> 1) - 1, starts & 1]),
        np.column_stack([asked >> 16, asked >> 8 & 0xFF, asked & 0xFF]),
    )
    kind = np.uint16 if sum(sizes) <= np.iinfo(np.uint16).max else np.int64
    made = [np.zeros((len(table), WIDTH), kind) for table in tables]
    for table, mine, packed in zip(made, columns, tables, strict=True):
        table[:, : ASKED + 1], table[:, MOST_SKILLS] = np.column_stack(mine), packed[:, MOST_SKILLS]
        halve(table, SMALLEST, packed[:, ROW])
        halve(table, OPENING, packed[:, FIRST])
    return lines, made


def halve(table: Array, at: int, numbers: Array) -> None:
    table[:, at], table[:, at + 1] = numbers & 0xFFFF, numbers >> 16


@inlined
def whole(bound: Any, at: int) -> Any:
    """A number that stands in two halves."""
    return np.int64(bound[at]) | np.int64(bound[at + 1]) << 16
