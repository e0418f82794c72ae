"""Openings on shelves: five orders of the same rows, in cells and blocks that know the best they could offer.

A person is a table of points (`person.py`), an opening a row of places in that table: its score is the sum of what stands
there. Order d (none to four digits) puts openings with the same d first digits together; inside them each place is a
cell, and a cell is cut into blocks of at most BLOCK rows with like shifts and pay. A bound, of a cell or a block, is a row
of places in the same table. Everything is linear in the openings: five numbers and a few blocks for each.
"""

from typing import Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, Openings
from nhipcau.matching.suitability.facts import UNKNOWN

BLOCK: Final = 8
KINDS: Final = 8  # of openings at one place: bus * 4 + dormitory * 2 + abroad
SUMMED, BOUND = 8, 6  # how many places are summed up: of an opening, of a bound
ROW, FIRST = 6, 7  # of a bound: the smallest row, and where its blocks or openings start; they end where the next start
STARTS, CONDITIONS, SKILLS, ASKED, USEFUL, FLAGS, OWN_ROW = range(SUMMED, SUMMED + 7)
ABROAD, BY_AGE, SPEAKS = 1, 2, 4
FROM: Final = np.cumsum([0, *(BASE**d + 1 for d in range(DIGITS + 1))]).astype(np.int64)
MASKS: Final = points.SHIFT_OF_OPENINGS.shape[1]


class Sections(NamedTuple):
    """Where the parts of a person's table start, and its size."""

    codes: int
    places: int
    pays: int
    shifts: int
    contracts: int
    months: int
    schooling: int
    training: int
    offers: int
    masks: int
    size: int


class Shelves(NamedTuple):
    """`first[FROM[d] + prefix]` is the first cell of that prefix in order d and `codes_from` the first of its codes;
    `order` says which of `rows` stand in a block, `stands` where a row of the columns stands among them. `pays` are
    pairs of pay and plain points; `spots` are place * KINDS + kind; `offers` the most pay, whether some is unknown, the most plain points of a bound."""

    sections: Sections
    codes_from: Array
    spots: Array
    pays: Array
    offers: Array
    months: Array
    schooling: Array
    training: Array
    rows: Array
    stands: Array
    skills: Array
    skill_ids: Array
    first: Array
    cells: Array
    blocks: Array
    order: Array


def shelves_of(openings: Openings) -> Shelves:
    codes, code = np.unique(openings.occupation, return_inverse=True)
    pairs, pay = np.unique(np.column_stack([openings.pay, openings.plain]), axis=0, return_inverse=True)
    scales = {
        name: np.unique(getattr(openings, name), return_inverse=True) for name in ("months", "schooling", "training")
    }
    kind = openings.place * KINDS + openings.bus * 4 + openings.dormitory * 2 + openings.abroad
    in_order = np.lexsort((-openings.pay, kind, openings.shift, openings.place, openings.occupation))
    ranks = [number for _, number in scales.values()]
    named = np.column_stack([code, kind, pay, openings.shift, openings.contract, *ranks])[in_order].astype(np.int64)
    orders = [_order(openings, in_order, named, d) for d in range(DIGITS + 1)]
    offers, offered = np.unique(
        np.concatenate([o for _, *both, _ in orders for _, o in both]), axis=0, return_inverse=True
    )
    spots = np.unique(np.concatenate([kind, *(bounds[:, 0] for _, *both, _ in orders for bounds, _ in both)]))
    named[:, 1] = np.searchsorted(spots, named[:, 1])
    known = [values.astype(np.int32) for values, _ in scales.values()]
    sections = _sections(len(codes), len(spots), len(pairs), [*map(len, known)], len(offers))
    rows, skill_ids, skills = _rows(openings, in_order, named + np.array(sections[:SUMMED]))
    prefixes = [np.searchsorted(codes // BASE ** (DIGITS - d), np.arange(BASE**d + 1)) for d in range(DIGITS + 1)]
    shelves = (rows, np.argsort(in_order).astype(np.int32), skills, skill_ids)
    return Shelves(
        *(sections, np.concatenate(prefixes), spots, pairs, offers),
        *(*known, *shelves, *_joined(orders, spots, offered.ravel(), sections)),
    )


def _sections(codes: int, places: int, pays: int, scales: list[int], offers: int) -> Sections:
    sizes = (codes, places, pays, len(points.OPENING_SHIFTS), len(points.OPENING_CONTRACTS), *scales, offers, MASKS)
    return Sections(*(int(start) for start in np.cumsum([0, *sizes])))


def _rows(openings: Openings, in_order: Array, summed: Array) -> tuple[Array, Array, Array]:
    """A cache line for each opening; numbers of all skills; of each row what is asked for and then what is welcome."""
    skill_ids, skills, at = _skills(openings, in_order)
    flags = openings.abroad * ABROAD + openings.age_is_law * BY_AGE + (np.diff(openings.languages_at) > 0) * SPEAKS
    rows = np.zeros((len(in_order), 16), np.int32)
    rows[:, :SUMMED] = summed
    rows[:, STARTS], rows[:, CONDITIONS] = openings.start[in_order], openings.conditions[in_order]
    rows[:, SKILLS], rows[:, ASKED] = at, np.diff(openings.skills_at)[in_order]
    rows[:, USEFUL], rows[:, FLAGS] = np.diff(openings.useful_at)[in_order], flags[in_order]
    rows[:, OWN_ROW] = in_order
    return rows, skill_ids, skills


def _skills(openings: Openings, in_order: Array) -> tuple[Array, Array, Array]:
    known = np.unique(np.concatenate([openings.skills, openings.useful]))
    asked, useful = np.searchsorted(known, openings.skills), np.searchsorted(known, openings.useful)
    count_asked, count_useful = np.diff(openings.skills_at)[in_order], np.diff(openings.useful_at)[in_order]
    at = np.concatenate([[0], np.cumsum(count_asked + count_useful)]).astype(np.int64)
    listed = np.zeros(at[-1], np.int32)
    for start, count, column, starts in (
        (at[:-1], count_asked, asked, openings.skills_at),
        (at[:-1] + count_asked, count_useful, useful, openings.useful_at),
    ):
        inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        listed[np.repeat(start, count) + inside] = column[np.repeat(starts[:-1][in_order], count) + inside]
    return known, listed, at[:-1]


Bounds = tuple[Array, Array]


def _order(openings: Openings, in_order: Array, named: Array, d: int) -> tuple[Array, Bounds, Bounds, Array]:
    """One order: first cell of each prefix, cells, blocks, rows."""
    prefix = openings.occupation[in_order] // BASE ** (DIGITS - d)
    pay, plain = openings.pay[in_order], openings.plain[in_order]
    order = np.lexsort((-pay, named[:, 1], named[:, 3], named[:, 1] // KINDS, prefix))
    prefix, place = prefix[order], named[order, 1] // KINDS
    new_cell = np.ones(len(order), np.bool_)
    new_cell[1:] = (prefix[1:] != prefix[:-1]) | (place[1:] != place[:-1])
    cell = np.flatnonzero(new_cell)
    inside = np.arange(len(order)) - np.repeat(cell, np.diff([*cell, len(order)]))
    block = np.flatnonzero(inside % BLOCK == 0)
    sorted_facts = (named[order], pay[order], plain[order], in_order[order])
    cells, blocks = _bounds(*sorted_facts, cell), _bounds(*sorted_facts, block)
    cells[0][:, FIRST] = np.searchsorted(block, cell)
    return np.searchsorted(prefix[cell], np.arange(BASE**d + 1)), cells, blocks, order


def _bounds(named: Array, pay: Array, plain: Array, row: Array, starts: Array) -> Bounds:
    """The best of each run of rows by place, shift, months, schooling and training; and its offer."""
    most, fewest, any_of = np.maximum.reduceat, np.minimum.reduceat, np.bitwise_or.reduceat
    table = np.zeros((len(starts), 8), np.int64)
    table[:, 0] = any_of(named[:, 1], starts)
    table[:, 2] = any_of(1 << named[:, 3], starts)
    for column, at in ((3, 5), (4, 6), (5, 7)):
        table[:, column] = fewest(named[:, at], starts)
    table[:, ROW], table[:, FIRST] = fewest(row, starts), starts
    offer = np.column_stack([most(pay, starts), any_of(pay == UNKNOWN, starts), most(plain, starts)])
    return table, offer.astype(np.int32)


def _joined(
    orders: list[tuple[Array, Bounds, Bounds, Array]], spots: Array, offered: Array, sections: Sections
) -> tuple[Array, ...]:
    """The orders one behind another, their numbers moved along; a last bound says where the others end."""
    before = {"cells": 0, "blocks": 0, "rows": 0}
    offset = (sections.places, sections.offers, sections.masks, sections.months, sections.schooling, sections.training)
    at, joined = 0, []
    for first, (cells, _), (blocks, _), order in orders:
        cells[:, 1], blocks[:, 1] = (
            offered[at : at + len(cells)],
            offered[at + len(cells) : at + len(cells) + len(blocks)],
        )
        at += len(cells) + len(blocks)
        for bounds in (cells, blocks):
            bounds[:, 0] = np.searchsorted(spots, bounds[:, 0])
            bounds[:, :BOUND] += offset
        cells[:, FIRST] += before["blocks"]
        blocks[:, FIRST] += before["rows"]
        joined.append((first + before["cells"], cells, blocks, order))
        before = {
            "cells": before["cells"] + len(cells),
            "blocks": before["blocks"] + len(blocks),
            "rows": before["rows"] + len(order),
        }
    first, cells, blocks, order = (np.concatenate(parts) for parts in zip(*joined, strict=True))
    ends = np.zeros((2, 1, 8), np.int64)
    ends[0, 0, FIRST], ends[1, 0, FIRST] = before["blocks"], before["rows"]
    cells, blocks = np.concatenate([cells, ends[0]]), np.concatenate([blocks, ends[1]])
    return first.astype(np.int64), cells.astype(np.int32), blocks.astype(np.int32), order.astype(np.int32)
