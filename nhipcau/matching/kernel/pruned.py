"""The best openings for every person, exactly: shelves by skill and by occupation, cells by place, blocks by shift and pay.

A shelf, a cell or a block is passed over when even its best could not enter the list, by score or, among equals, by row.
Each pair that is looked at gets its true score, so the order of looking never changes the answer: only the time it takes.
The list of the person before, who wishes and lives alike, is looked at first.
"""

from typing import Any

import numpy as np

from nhipcau.matching.kernel.bounds import MOST_SKILLS
from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, Openings, People, chosen
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.lists import Lists, better, empty, enter
from nhipcau.matching.kernel.pair import (
    LANGUAGE_HALF,
    LANGUAGE_MOST,
    OCCUPATION,
    OCCUPATION_HALF,
    PAST,
    SKILLS_MOST,
    common,
    weighted,
)
from nhipcau.matching.kernel.person import (
    ASKED,
    DISTANCES,
    OFFERS,
    PLACES,
    POWERS,
    STARTS,
    UNKNOWN_CODE,
    WORDS,
    fill_codes,
    fill_places,
    tables_of,
)
from nhipcau.matching.kernel.shelves import (
    ABROAD,
    AGE_FROM,
    AGE_TO,
    BY_AGE,
    BASE_SKILLS,
    BLOCK,
    BY_SKILL,
    CONDITIONS,
    FLAGS,
    FROM,
    GIVES,
    KINDS,
    OWN_ROW,
    SKILLS,
    SKILLS_END,
    SPEAKS,
    WHOLE,
    Shelves,
    shelves_of,
)
from nhipcau.matching.suitability.facts import UNKNOWN

LOOKED, BLOCKS, CELLS = 0, 1, 2  # what is counted
AVOIDS, GOES, AGE, SPOKEN, SPOKEN_END = range(5)  # of a person, what few openings ask for


@compiled
def _rarely(row: Any, own: Any, spoken: Any, people_languages: Any) -> Any:
    """Points of the language less the most there are; much less than nothing where the law shuts a gate."""
    flags, age = row[FLAGS], own[AGE]
    if flags & ABROAD and not own[GOES]:
        return -1_000_000
    if flags & BY_AGE and age != UNKNOWN:
        if row[AGE_FROM] != UNKNOWN and age < row[AGE_FROM]:
            return -1_000_000
        if row[AGE_TO] != UNKNOWN and age > row[AGE_TO]:
            return -1_000_000
    if not flags & SPEAKS:
        return 0
    at, languages = spoken
    a, a_end, c, c_end = at[row[OWN_ROW]], at[row[OWN_ROW] + 1], own[SPOKEN], own[SPOKEN_END]
    if common(languages, a, a_end, people_languages, c, c_end) == a_end - a:
        return 0
    return -LANGUAGE_MOST if c_end > c else LANGUAGE_HALF - LANGUAGE_MOST


@inlined
def _sum(table: Any, places: Any) -> int:
    """What an opening or a bound earns, by its places in the table and with the most skills."""
    earned = table[places[0]] + table[places[1]] + table[places[2]] + table[places[3]]
    return earned + table[places[4]] + table[places[5]] + places[MOST_SKILLS]


@inlined
def _enter(row: Any, earned: int, facts: Any, rows: Any, scores: Any) -> None:
    """Give one opening its true score; `earned` is all but skills, with the language and no gate of the law."""
    own, has, listed, spoken, people_languages = facts
    if not own[AVOIDS] & row[CONDITIONS]:
        have = row[BASE_SKILLS]
        for at in range(row[SKILLS], row[SKILLS_END]):
            have += has[listed[at]]
        earned += SKILLS_MOST * have // row[WHOLE]
        if row[FLAGS]:
            earned += _rarely(row, own, spoken, people_languages)
        if better(earned, row[OWN_ROW], scores[-1], rows[-1]):
            enter(rows, scores, row[OWN_ROW], earned)


@inlined
def _near(shelf: Any, least: int, table: Any, s: Any, kept: Any) -> Any:
    """Cells whose occupation and place alone leave them in the running, without a branch; how many."""
    codes, spots = s.code_of[shelf[0] : shelf[1]], s.spot_of[shelf[0] : shelf[1]]
    n = np.uint64(0)
    for cell in range(len(codes)):
        kept[n] = cell
        n += np.uint64(table[codes[cell]] + table[spots[cell]] >= least)
    return n


@inlined
def _block(begin: int, until: int, table: Any, s: Any, facts: Any, room: Any, rows: Any, scores: Any) -> None:
    """Look at the openings of one block: first what they earn, without a branch, then who may enter."""
    hits, sums = room
    standing, order = s.standing[begin:until], s.order[begin:until]
    n, need = np.uint64(0), max(scores[-1], 0) - LANGUAGE_MOST
    for at in range(len(order)):
        most = _sum(table, standing[at])
        hits[n], sums[n] = at, most
        n += np.uint64(most >= need)
    for hit in range(n):
        at, most = hits[hit], sums[hit] + LANGUAGE_MOST
        if most >= scores[-1]:
            _enter(s.rows[order[at]], most - standing[at, MOST_SKILLS], facts, rows, scores)


@inlined
def _shelf(shelf: Any, table: Any, s: Any, facts: Any, room: Any, mine: Any) -> None:
    """Look through the cells from first to last; `rest` is the most that is earned beside code, spot and `others`."""
    first, last, others, rest = shelf
    kept, hits, sums = room
    rows, scores, counted = mine
    counted[CELLS] += last - first
    n = _near(shelf, scores[-1] - others - rest, table, s, kept)
    for near in range(n):
        cell = first + kept[near]
        most = others + _sum(table, s.cells[cell])
        if not better(most, s.cell_ends[cell, 0], scores[-1], rows[-1]):
            continue
        begin, until = s.cell_ends[cell, 1], s.cell_ends[cell + 1, 1]
        for block in range(begin, until):
            if until - begin > 1:
                counted[BLOCKS] += 1
                most = others + _sum(table, s.blocks[block])
                if not better(most, s.block_ends[block, 0], scores[-1], rows[-1]):
                    continue
            counted[LOOKED] += s.block_ends[block + 1, 1] - s.block_ends[block, 1]
            _block(s.block_ends[block, 1], s.block_ends[block + 1, 1], table, s, facts, (hits, sums), rows, scores)


@inlined
def _again(before: Any, table: Any, s: Any, facts: Any, mine: Any) -> None:
    """The list of the person before, with the scores of this one."""
    for row in before:
        if row >= 0:
            r = s.stands[row]
            most = LANGUAGE_MOST + _sum(table, s.offered[r])
            if most >= mine[1][-1] and most >= 0:
                _enter(s.rows[r], most - SKILLS_MOST, facts, mine[0], mine[1])


@compiled
def _add(tiers: Any, n: int, earned: int, at: int, need: int, first: Any) -> int:
    """One more shelf on each side, the best first; nothing where no opening could enter the list or none stands."""
    for gives in range(2):
        shelf = gives * GIVES + at
        most, begin, until = earned + gives * SKILLS_MOST, first[shelf], first[shelf + 1]
        if begin == until or most < need:
            continue
        slot = n
        while slot > 0 and tiers[slot - 1, 0] < most:
            for column in range(4):
                tiers[slot, column] = tiers[slot - 1, column]
            slot -= 1
        tiers[slot, 0], tiers[slot, 1], tiers[slot, 2], tiers[slot, 3] = most, earned, begin, until
        n += 1
    return n


@compiled
def _fill_tiers(wishes: Any, done: Any, silent: bool, weight: int, need: int, first: Any, tiers: Any) -> int:
    """Shelves by occupation from which something may enter the list: the most with skills, without, first and last cell."""
    half = weighted(OCCUPATION_HALF, weight)
    n = _add(tiers, 0, half if silent else 0, 0, need, first)
    if silent:
        return n
    n = _add(tiers, n, half, UNKNOWN_CODE, need, first)
    for rank in range(PAST + len(done)):
        code = wishes[rank] if rank < PAST else done[rank - PAST]
        for d in range(1, DIGITS + 1):
            prefix = code // POWERS[d]
            if prefix % 11:
                n = _add(tiers, n, weighted(OCCUPATION[min(rank, PAST), d], weight), FROM[d] + prefix, need, first)
    return n


@compiled
def _by_skill(named: Any, first: Any, tiers: Any) -> int:
    for at in range(len(named)):
        shelf = BY_SKILL + named[at]
        tiers[at, 0], tiers[at, 1], tiers[at, 2], tiers[at, 3] = SKILLS_MOST, 0, first[shelf], first[shelf + 1]
    return len(named)


@compiled
def _copied(line: Any, table: Any, at: int) -> Any:
    """Put a line where it belongs in the table; the most that stands in it."""
    for number in range(len(line) - 1):
        table[at + number] = line[number]
    return line[len(line) - 1]


@compiled
def _everybody(people: Any, rows: Any, skills: Any, t: Any, s: Any, ways: Any, spoken: Any, room: Any, found: Any, counted: Any) -> None:
    table, own, tiers, has, latest, kept, hits, sums = room
    km, place_of, reach_of = ways
    needed = len(s.skill_ids)
    at, before_place, before_reach = s.lines.sections, -1, -1
    codes, places = table[: at[1] - 1], table[at[1] : at[2]]
    for p in range(len(rows)):
        which, w = t.which[p], people.weights[p]
        if people.place[p] != before_place or which[PLACES] != before_reach:
            before_place, before_reach = people.place[p], which[PLACES]
            fill_places(km[before_place], place_of, reach_of, t.reach[before_reach], places)
        rest = _copied(t.offers[which[OFFERS]], table, at[2]) + _copied(t.words[which[WORDS]], table, at[3])
        rest += _copied(t.starts[which[STARTS]], table, at[4]) + _copied(t.asked[which[ASKED]], table, at[5])
        done = people.done[people.done_at[p] : people.done_at[p + 1]]
        fill_codes(people.wishes[p], done, people.silent[p], w[0], s.codes_from, codes)
        own[AVOIDS], own[GOES], own[AGE] = people.avoids[p], people.abroad[p], people.age[p]
        own[SPOKEN], own[SPOKEN_END] = people.languages_at[p], people.languages_at[p + 1]
        mine = (found.rows[rows[p]], found.scores[rows[p]], counted)
        facts = (own, has, s.skills, spoken, people.languages)
        named = skills[people.skills_at[p] : people.skills_at[p + 1]]
        for skill in named:
            has[skill] = 1
            has[skill + needed] = 2
        for rank in range(PAST):
            other = latest[people.wishes[p, rank]]
            if other >= 0:
                _again(found.rows[other], table, s, facts, mine)
        reach = t.reach[which[PLACES], KINDS * DISTANCES]
        for by_occupation in range(2):
            if by_occupation:
                need = mine[1][-1] - rest - reach - LANGUAGE_MOST
                n = _fill_tiers(people.wishes[p], done, people.silent[p], w[0], need, s.first, tiers)
            else:
                n = _by_skill(named, s.first, tiers)
            for tier in range(n):
                if by_occupation and tiers[tier, 0] + rest + reach + LANGUAGE_MOST < mine[1][-1]:
                    break
                others = LANGUAGE_MOST + tiers[tier, 1]
                beside = rest + tiers[tier, 0] - tiers[tier, 1]
                _shelf((tiers[tier, 2], tiers[tier, 3], others, beside), table, s, facts, (kept, hits, sums), mine)
        for skill in named:
            has[skill] = 0
            has[skill + needed] = 0
        latest[people.wishes[p, 0]] = rows[p]


def alike(people: People) -> Array:
    """People in an order that puts next to each other who wishes and lives alike."""
    last = (people.pay, people.shift, people.wishes[:, 0], people.dormitory, people.move, people.farthest, people.place)
    return np.lexsort(last)


def best_openings(
    people: People, openings: Openings, k: int, *, shelves: Shelves | None = None, counted: Array | None = None
) -> Lists:
    """For every person, with the person's own weights. `counted` adds up openings, blocks and cells looked at."""
    found = empty(len(people.place), k)
    if not k or not len(people.place) or not len(openings.place):
        return found
    s = shelves or shelves_of(openings)
    rows = alike(people)
    people = chosen(people, rows)
    number = np.searchsorted(s.skill_ids, people.skills)
    known = np.append(s.skill_ids, UNKNOWN)[number] == people.skills
    skills_at = np.concatenate([[0], np.cumsum(known)])[people.skills_at]
    people, skills = people._replace(skills_at=skills_at), number[known]
    place_of, kind_of = np.divmod(s.lines.spots, KINDS)
    ways = (kilometres(people, openings), place_of, kind_of * DISTANCES + 1)
    most_done = int(np.diff(people.done_at).max(initial=0))
    room = (
        np.zeros(s.lines.sections[-1], np.int16),
        np.zeros(5, np.int64),
        np.zeros((max(2 * (DIGITS * (PAST + most_done) + 2), int(np.diff(people.skills_at).max())), 4), np.int64),
        np.zeros(2 * len(s.skill_ids), np.int8),
        np.full(BASE**DIGITS, -1, np.int32),
        np.zeros(int(np.diff(s.first).max()) + 1, np.int32),
        np.zeros(BLOCK + 1, np.int64),
        np.zeros(BLOCK + 1, np.int64),
    )
    tables = tables_of(people, openings, s.lines)
    counts = np.zeros(3, np.int64) if counted is None else counted
    spoken = (openings.languages_at, openings.languages)
    _everybody(people, rows, skills, tables, s, ways, spoken, room, found, counts)
    return found
