"""Openings on shelves: the same rows in several orders, in cells and blocks that know the best they could offer.

Two kinds of shelves. By occupation: for none to four digits, openings whose code starts alike, those apart that give some
of the points for skills to who has none. By skill: openings that ask for it or welcome it. So an opening that shares no
skill with a person earns what it gives for nothing, and every other one stands on a shelf of a skill of that person.

On a shelf each place and kind is a cell (by skill: and each occupation), and a cell is cut into blocks of at most BLOCK rows
with like shifts and pay. Everything is linear in the openings and the skills they name.
"""

from typing import Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel.bounds import BLOCK_AT, CODE, MOST_SKILLS, SPOT, Lines, bounds_of, halve, numbered
from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, Openings
from nhipcau.matching.kernel.pair import NOTHING_ASKED, SKILLS_MOST

BLOCK: Final = 8
KINDS: Final = 8  # of openings at one place: bus * 4 + dormitory * 2 + abroad
CONDITIONS, FLAGS, OWN_ROW, BASE_SKILLS, WHOLE, MANY_SKILLS, AGE_FROM, AGE_TO, FIRST_SKILL = range(9)
ABROAD, BY_AGE, SPEAKS = 1, 2, 4
MUSTS: Final = 8  # the flags from here on are what is a must
FROM: Final = np.cumsum([0, *(BASE**d + 1 for d in range(DIGITS + 1))]).astype(np.int64)
GIVES: Final = int(FROM[-1])  # where the shelves start of openings that give points for no skill
BY_SKILL: Final = 2 * GIVES


class Shelves(NamedTuple):
    """`first[shelf]` is the first cell of a shelf, up to the first of the next. Shelf FROM[d] + prefix has what starts
    with these digits, `codes_from` the first of its codes; BY_SKILL + number has what names a skill of `skill_ids`.
    `cells` and `blocks` are bounds; `code_of` and `spot_of` those of the cells, apart, because most cells are passed over
    by these two. `standing` are the openings in their blocks and `order` which they are, a number by which `offered` has
    their places in the table and `ledger_at` where their facts start in `ledger`; `stands` says it for a row of the columns.
    `asked` are months, schooling and training by row, for those of whom one is a must.
    """

    lines: Lines
    codes_from: Array
    ledger_at: Array
    ledger: Array
    asked: Array
    offered: Array
    stands: Array
    skill_ids: Array
    first: Array
    code_of: Array
    spot_of: Array
    cells: Array
    blocks: Array
    order: Array
    standing: Array


def shelves_of(openings: Openings) -> Shelves:
    codes, code = np.unique(openings.occupation, return_inverse=True)
    kind = openings.place * KINDS + openings.bus * 4 + openings.dormitory * 2 + openings.abroad
    in_order = np.lexsort((-openings.pay, openings.shift, kind, openings.place))
    skill_ids, skills, needs, likes = _skills(openings, in_order)
    base = np.where(needs, 0, NOTHING_ASKED)
    free = SKILLS_MOST * base // np.maximum(base + 2 * needs + likes, 1)
    shelf, key, row = _standing(openings, code, kind, in_order, free, skills, len(skill_ids), needs + likes)
    cell, block = _cuts(shelf, key)
    facts, each = _facts(openings, code, kind, free, in_order), np.arange(len(in_order), dtype=np.int32)
    bounds = [bounds_of(facts, row, starts, shelf[starts] >= BY_SKILL) for starts in (cell, block)]
    mine = bounds_of(facts, each, each, np.ones(len(each), np.bool_))[:-1]
    lines, (offered, cells, blocks) = numbered(codes, [mine, *bounds])
    halve(cells, BLOCK_AT, np.searchsorted(block, np.append(cell, len(row))))
    offered = np.ascontiguousarray(offered[:, : MOST_SKILLS + 2])
    offered[:, MOST_SKILLS] = free
    standing = offered[row]
    standing[shelf >= BY_SKILL, MOST_SKILLS] = SKILLS_MOST
    ledger_at, ledger = _ledger(openings, in_order, skills, needs, likes)
    return Shelves(
        lines=lines,
        codes_from=_codes_from(codes),
        ledger_at=ledger_at,
        ledger=ledger,
        asked=np.column_stack([openings.months, openings.schooling, openings.training]).astype(np.int32),
        offered=offered,
        stands=np.argsort(in_order).astype(np.int32),
        skill_ids=skill_ids,
        first=np.searchsorted(shelf[cell], np.arange(BY_SKILL + len(skill_ids) + 1)),
        code_of=cells[:, CODE].copy(),
        spot_of=cells[:, SPOT].copy(),
        cells=cells,
        blocks=blocks,
        order=row,
        standing=standing,
    )


def _codes_from(codes: Array) -> Array:
    """Of each prefix the first code."""
    starts = [np.searchsorted(codes // BASE ** (DIGITS - d), np.arange(BASE**d + 1)) for d in range(DIGITS + 1)]
    return np.concatenate(starts)


def _skills(openings: Openings, in_order: Array) -> tuple[Array, ...]:
    """Numbers of all skills; what each row needs and then likes; how many of each."""
    known = np.unique(np.concatenate([openings.skills, openings.useful]))
    needs, likes = np.diff(openings.skills_at)[in_order], np.diff(openings.useful_at)[in_order]
    at = np.concatenate([[0], np.cumsum(needs + likes)]).astype(np.int64)
    listed = np.zeros(at[-1], np.int32)
    for start, count, column, starts, more in (
        (at[:-1], needs, openings.skills, openings.skills_at, len(known)),
        (at[:-1] + needs, likes, openings.useful, openings.useful_at, 0),
    ):
        inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        named = column[np.repeat(starts[:-1][in_order], count) + inside]
        listed[np.repeat(start, count) + inside] = np.searchsorted(known, named) + more
    return known, listed, needs, likes


def _standing(
    openings: Openings, code: Array, kind: Array, in_order: Array, free: Array, skills: Array, kinds: int, count: Array
) -> tuple[Array, Array, Array]:
    """Who stands where: shelf, what tells the cells of it apart, row; in the order of all three."""
    occupation, n = openings.occupation[in_order], np.arange(len(in_order), dtype=np.int32)
    by_code = [(free > 0) * GIVES + FROM[d] + occupation // BASE ** (DIGITS - d) for d in range(DIGITS + 1)]
    row = np.concatenate([np.tile(n, len(by_code)), np.repeat(n, count)])
    shelf = np.concatenate([*by_code, BY_SKILL + skills % max(kinds, 1)])
    spots = len(openings.places) * KINDS
    key = np.where(shelf >= BY_SKILL, (code[in_order][row] + 1) * spots, 0) + kind[in_order][row]
    order = np.argsort(shelf * ((code.max(initial=0) + 2) * spots) + key, kind="stable")
    return shelf[order], key[order], row[order]


def _cuts(shelf: Array, key: Array) -> tuple[Array, Array]:
    """Where cells and where blocks start."""
    new = np.ones(len(shelf), np.bool_)
    new[1:] = (shelf[1:] != shelf[:-1]) | (key[1:] != key[:-1])
    cell = np.flatnonzero(new)
    inside = np.arange(len(shelf)) - np.repeat(cell, np.diff([*cell, len(shelf)]))
    return cell, np.flatnonzero(inside % BLOCK == 0)


def _facts(openings: Openings, code: Array, kind: Array, free: Array, in_order: Array) -> Array:
    """As `bounds_of` reads them."""
    columns = (code, kind, openings.pay, openings.plain, openings.shift, openings.contract, openings.start)
    asked = [np.maximum(each, 0) for each in (openings.months, openings.schooling, openings.training)]
    return np.column_stack([np.column_stack([*columns, *asked])[in_order], free, in_order]).astype(np.int32)


def _ledger(openings: Openings, in_order: Array, skills: Array, needs: Array, likes: Array) -> tuple[Array, Array]:
    """What is asked one by one: where each row starts; its facts and after them its skills."""
    flags = openings.abroad * ABROAD + openings.age_is_law * BY_AGE + (np.diff(openings.languages_at) > 0) * SPEAKS
    flags = flags + openings.musts.astype(np.int32) * MUSTS
    many, base = needs + likes, np.where(needs, 0, NOTHING_ASKED)
    at = np.concatenate([[0], np.cumsum(many + FIRST_SKILL)])
    ledger = np.zeros(at[-1], np.int32)
    for column, values in (
        (CONDITIONS, openings.conditions[in_order]),
        (FLAGS, flags[in_order]),
        (OWN_ROW, in_order),
        (BASE_SKILLS, base),
        (WHOLE, base + 2 * needs + likes),
        (MANY_SKILLS, many),
        (AGE_FROM, openings.age_from[in_order]),
        (AGE_TO, openings.age_to[in_order]),
    ):
        ledger[at[:-1] + column] = values
    inside = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    ledger[np.repeat(at[:-1] + FIRST_SKILL, many) + inside] = skills
    return at[:-1].astype(np.int32), ledger
