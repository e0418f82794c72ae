"""People in crowds, so that an opening finds its best: by wish (first, second, third, past) and digits, then by place.

The mirror of `shelves.py`, with one kind of bound: a block of at most BLOCK people who wish alike and live at one place.
Each wish of a person stands in four orders, so the memory is linear in the people and what they named.
"""

from typing import Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, People
from nhipcau.matching.kernel.points import PAST
from nhipcau.matching.kernel.shelves import FROM
from nhipcau.matching.suitability.facts import UNKNOWN

BLOCK: Final = 16
# Of a block.
PLACE, FARTHEST, MOVE, DORMITORY, SHIFTS, LEAST_WISH, PLAIN, ROW, FIRST = range(9)
MONTHS, SCHOOLING, TRAINING, UNSAID, SKILLS = range(
    9, 14
)  # the most of each, bits of what somebody did not say, a mask
KEPT_IN: Final = 63  # a skill has the bit of its number modulo 64: who has none of the bits has none of the skills
NO_WISH: Final = np.iinfo(np.int32).max
EVERYONE, SILENT = (0, 0), (1, 0)  # where they stand in `first`: order without digits


class Crowds(NamedTuple):
    """`first[wish, FROM[d] + prefix]` is the first block of those whose wish starts so, up to the next; `who` stands
    in a block."""

    first: Array
    blocks: Array
    who: Array


def crowds_of(people: People) -> Crowds:
    n, skills = len(people.place), masks(people.skills_at, people.skills)
    done_by = np.repeat(np.arange(n), np.diff(people.done_at))
    first = np.zeros((PAST + 1, FROM[-1]), np.int64)
    tables, whos, before = [], [], np.zeros(2, np.int64)
    for wish in range(PAST + 1):
        codes = people.done if wish == PAST else people.wishes[:, wish]
        by = done_by if wish == PAST else np.arange(n)
        for d in range(DIGITS + 1):
            prefix, who = _standing(people, codes, by, wish, d)
            starts, blocks, who = _blocks(people, skills, prefix, who)
            first[wish, FROM[d] : FROM[d + 1]] = before[0] + np.searchsorted(starts, np.arange(BASE**d + 1))
            blocks[:, FIRST] += before[1]
            before += (len(blocks), len(who))
            tables.append(blocks)
            whos.append(who)
    end = np.zeros((1, SKILLS + 1), np.int64)
    end[0, FIRST] = before[1]
    return Crowds(first, np.concatenate([*tables, end]), np.concatenate(whos).astype(np.int32))


def masks(starts: Array, skills: Array) -> Array:
    """The bits of each list of skills."""
    bits = np.left_shift(np.int64(1), np.append(skills, 0).astype(np.int64) & KEPT_IN)
    return np.where(np.diff(starts) > 0, np.bitwise_or.reduceat(bits, starts[:-1]), 0)


def _standing(people: People, codes: Array, by: Array, wish: int, d: int) -> tuple[Array, Array]:
    """Prefixes of d digits and whose they are; without digits everyone, and then who named nothing."""
    if d == 0:
        who = by if wish == EVERYONE[0] else np.flatnonzero(people.silent) if wish == SILENT[0] else by[:0]
        return np.zeros(len(who), np.int64), who
    prefix = codes.astype(np.int64) // BASE ** (DIGITS - d)
    long_enough = prefix % BASE > 0
    return prefix[long_enough], by[long_enough]


def _blocks(people: People, skills: Array, prefix: Array, who: Array) -> tuple[Array, Array, Array]:
    """Of each block its prefix, its bound and, in order, who stands in it."""
    order = np.lexsort((people.pay[who], people.shift[who], people.place[who], prefix))
    prefix, who = prefix[order], who[order]
    place = people.place[who]
    new = np.ones(len(who), np.bool_)
    new[1:] = (prefix[1:] != prefix[:-1]) | (place[1:] != place[:-1])
    run = np.flatnonzero(new)
    inside = np.arange(len(who)) - np.repeat(run, np.diff([*run, len(who)]))
    at = np.flatnonzero(inside % BLOCK == 0)
    table = np.zeros((len(at), SKILLS + 1), np.int64)
    if len(at):
        pay = people.pay[who].astype(np.int64)
        table[:, PLACE], table[:, FARTHEST] = place[at], np.maximum.reduceat(people.farthest[who], at)
        for column, kinds in ((MOVE, people.move), (DORMITORY, people.dormitory)):
            table[:, column] = np.bitwise_or.reduceat(kinds[who], at)
        table[:, SHIFTS] = np.bitwise_or.reduceat(1 << people.shift[who].astype(np.int64), at)
        table[:, LEAST_WISH] = np.minimum.reduceat(np.where(pay > 0, pay, NO_WISH), at)
        table[:, PLAIN] = np.bitwise_or.reduceat(pay <= 0, at)
        table[:, ROW], table[:, FIRST] = np.minimum.reduceat(who, at), at
        asked = (people.months[who], people.schooling[who], people.training[who])
        for bit, (column, has) in enumerate(zip((MONTHS, SCHOOLING, TRAINING), asked, strict=True)):
            table[:, column] = np.maximum.reduceat(has, at)
            table[:, UNSAID] |= np.bitwise_or.reduceat((has == UNKNOWN).astype(np.int64), at) << bit
        table[:, SKILLS] = np.bitwise_or.reduceat(skills[who], at)
    return prefix[at], table, who
