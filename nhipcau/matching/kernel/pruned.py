"""The best openings for every person, exactly: tiers by occupation, cells by place, blocks by shift and pay.

A tier, a cell or a block is passed over when even its best could not enter the list, by score or, among equals, by row.
Each pair that is looked at gets its true score, so the order of looking never changes the answer: only the time it takes.
The list of the person before, who lives and wishes alike, is looked at first.
"""

from typing import Any

import numpy as np

from nhipcau.matching.kernel.columns import Array, Openings, People
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.lists import Lists, better, empty, enter
from nhipcau.matching.kernel.pair import (
    LANGUAGE_MOST,
    NOTHING_ASKED,
    SKILLS_MOST,
    START_HALF,
    START_MOST,
    by_law,
    languages,
    start,
    weighted,
)
from nhipcau.matching.kernel.person import (
    fill_codes,
    fill_places,
    fill_scales,
    fill_tiers,
    fill_words,
    mark,
    pays_of,
    tiers_for,
)
from nhipcau.matching.kernel.shelves import (
    ABROAD,
    ASKED,
    BY_AGE,
    CONDITIONS,
    FIRST,
    FLAGS,
    OWN_ROW,
    ROW,
    SKILLS,
    SPEAKS,
    STARTS,
    USEFUL,
    Shelves,
    shelves_of,
)
from nhipcau.matching.suitability.facts import UNKNOWN

SIFTED = SKILLS_MOST + LANGUAGE_MOST
LOOKED, BLOCKS, CELLS = 0, 1, 2  # what is counted


@compiled
def _skills(rows: Any, r: int, listed: Any, has: Any) -> Any:
    asked, useful = rows[r, ASKED], rows[r, USEFUL]
    if asked + useful == 0:
        return SKILLS_MOST
    base = 0 if asked else NOTHING_ASKED
    have, at = base, rows[r, SKILLS]
    for skill in range(at, at + asked):
        have += 2 * has[listed[skill]]
    for skill in range(at + asked, at + asked + useful):
        have += has[listed[skill]]
    return SKILLS_MOST * have // (base + 2 * asked + useful)


@inlined
def _look(rows: Any, r: int, table: Any, own: Any, listed: Any, has: Any, need: int) -> Any:
    """The score of one opening but for language, age and work abroad; negative when it cannot reach `need`."""
    earned = weighted(start(own[0], rows[r, STARTS]), own[1])
    for at in range(8):
        earned += table[rows[r, at]]
    if earned + SIFTED < need or earned < 0 or own[2] & rows[r, CONDITIONS]:
        return -1
    return earned + _skills(rows, r, listed, has) + LANGUAGE_MOST


@inlined
def _bound(bounds: Any, at: int, table: Any) -> Any:
    return (
        table[bounds[at, 0]]
        + table[bounds[at, 1]]
        + table[bounds[at, 2]]
        + table[bounds[at, 3]]
        + table[bounds[at, 4]]
        + table[bounds[at, 5]]
    )


@inlined
def _rarely(people: Any, p: int, openings: Any, o: int, earned: int, flags: int) -> int:
    """What few openings ask for: a language, an age by law, work abroad."""
    if flags & (ABROAD | BY_AGE) and not by_law(people, p, openings, o):
        return -1
    return earned - LANGUAGE_MOST + languages(people, p, openings, o) if flags & SPEAKS else earned


@compiled
def _tier(first: int, last: int, others: int, s: Any, facts: Any, table: Any, own: Any, has: Any, mine: Any) -> None:
    """Look through the cells of one tier; `others` is the most that is earned beside what a bound knows."""
    people, p, openings = facts
    rows, scores, counted = mine
    end = len(rows) - 1
    counted[CELLS] += last - first
    cells, blocks, order, lines, listed = s.cells, s.blocks, s.order, s.rows, s.skills
    for cell in range(first, last):
        most = others + _bound(cells, cell, table)
        if not better(most, cells[cell, ROW], scores[end], rows[end]):
            continue
        for block in range(cells[cell, FIRST], cells[cell + 1, FIRST]):
            counted[BLOCKS] += 1
            most = others + _bound(blocks, block, table)
            if not better(most, blocks[block, ROW], scores[end], rows[end]):
                continue
            for at in range(blocks[block, FIRST], blocks[block + 1, FIRST]):
                r = order[at]
                counted[LOOKED] += 1
                earned = _look(lines, r, table, own, listed, has, scores[end])
                if earned >= 0 and lines[r, FLAGS]:
                    earned = _rarely(people, p, openings, lines[r, OWN_ROW], earned, lines[r, FLAGS])
                if earned >= 0:
                    enter(rows, scores, lines[r, OWN_ROW], earned)


@compiled
def _again(before: Any, s: Any, facts: Any, table: Any, own: Any, has: Any, mine: Any) -> None:
    """The list of the person before, with the scores of this one."""
    people, p, openings = facts
    for row in before:
        if row >= 0:
            r = s.stands[row]
            earned = _look(s.rows, r, table, own, s.skills, has, 0)
            if earned >= 0 and s.rows[r, FLAGS]:
                earned = _rarely(people, p, openings, row, earned, s.rows[r, FLAGS])
            if earned >= 0:
                enter(mine[0], mine[1], row, earned)


@compiled
def _most(numbers: Any) -> Any:
    most = numbers[0]
    for number in numbers:
        most = max(most, number)
    return most


@compiled
def _tables(people: Any, p: int, s: Any, room: Any) -> int:
    """Fill everything but the places for one person; the number of tiers."""
    table, own, tiers, _, which, lines, _ = room
    at, w, pays = s.sections, people.weights[p], len(s.pays)
    line = lines[which[p]]
    for number in range(pays):
        table[at.pays + number] = line[number]
    for number in range(pays, len(line)):
        table[at.offers - pays + number] = line[number]
    fill_words(people.shift[p], people.contract[p], w[3], w[4], at, table)
    asked = (s.months, s.schooling, s.training)
    fill_scales(people.months[p], people.schooling[p], people.training[p], asked, at, table)
    done = people.done[people.done_at[p] : people.done_at[p + 1]]
    n = fill_tiers(people.wishes[p], done, people.silent[p], w[0], s.first, s.codes_from, tiers)
    fill_codes(tiers, n, table)
    own[0], own[1], own[2] = people.start[p], w[5], people.avoids[p]
    return int(n)


@compiled
def _everybody(people: Any, in_order: Any, openings: Any, s: Any, km: Any, room: Any, found: Any, counted: Any) -> None:
    table, own, tiers, has, _, _, same = room
    reach, q, at = 0, -1, s.sections
    for p in in_order:
        if not same[p]:
            places, weight = table[at.places : at.pays], people.weights[p, 1]
            km_of = km[people.place[p]]
            reach = fill_places(km_of, s.spots, people.farthest[p], people.move[p], people.dormitory[p], weight, places)
        n = _tables(people, p, s, room)
        skills = people.skills[people.skills_at[p] : people.skills_at[p + 1]]
        mark(skills, s.skill_ids, has, True)
        mine, facts = (found.rows[p], found.scores[p], counted), (people, p, openings)
        if q >= 0:
            _again(found.rows[q], s, facts, table, own, has, mine)
        rest = SIFTED + weighted(START_HALF if own[0] == UNKNOWN else START_MOST, own[1])
        rest += _most(table[at.contracts : at.months])
        most = rest + reach + _most(table[at.months : at.schooling]) + _most(table[at.schooling : at.training])
        most += _most(table[at.training : at.offers]) + _most(table[at.offers : at.masks]) + table[at.size - 1]
        for tier in range(n):
            if tiers[tier, 0] + most < mine[1][-1]:
                break
            _tier(tiers[tier, 1], tiers[tier, 2], rest + tiers[tier, 0], s, facts, table, own, has, mine)
        mark(skills, s.skill_ids, has, False)
        q = p


def alike(people: People) -> Array:
    """People in an order that puts next to each other who lives and wishes alike."""
    wish = people.wishes[:, 0].astype(np.int64)
    key = (
        people.place.astype(np.int64) << 10
        | (people.farthest & 0xFF).astype(np.int64) << 2
        | people.move << 1
        | people.dormitory
    )
    return np.argsort(((key << 14 | wish) << 3 | people.shift) << 8 | np.clip(people.pay, 0, 255), kind="stable")


def _same_places(people: People, in_order: Array) -> Array:
    """Of each person, whether the one before in the order has the same points by place."""
    facts = np.column_stack([people.place, people.farthest, people.move, people.dormitory, people.weights[:, 1]])[
        in_order
    ]
    same = np.zeros(len(in_order), np.bool_)
    same[in_order[1:]] = (facts[1:] == facts[:-1]).all(axis=1)
    return same


def best_openings(
    people: People, openings: Openings, k: int, *, shelves: Shelves | None = None, counted: Array | None = None
) -> Lists:
    """For every person, with the person's own weights. `counted` adds up openings, cells and blocks looked at."""
    found = empty(len(people.place), k)
    if not k or not len(people.place) or not len(openings.place):
        return found
    s = shelves or shelves_of(openings)
    km = kilometres(people, openings)
    counts = np.zeros(3, np.int64) if counted is None else counted
    in_order = alike(people)
    table, has = np.zeros(s.sections.size, np.int32), np.zeros(len(s.skill_ids) + 1, np.bool_)
    room = (table, np.zeros(3, np.int64), tiers_for(people), has, *pays_of(people, s), _same_places(people, in_order))
    _everybody(people, in_order, openings, s, km, room, found, counts)
    return found
