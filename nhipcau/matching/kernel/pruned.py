"""The best openings for every person, exactly: shelves by skill and by occupation, cells by place, blocks by shift and pay.

A shelf, a cell or a block is passed over when even its best could not enter the list, by score or, among equals, by row.
Each pair that is looked at gets its true score, so the order of looking never changes the answer: only the time it takes.
The lists of those before who wish alike are looked at first.
"""

from typing import Any

import numpy as np

from nhipcau.matching.kernel.columns import BASE, DIGITS, Array, Openings, People, chosen
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.lists import Lists, empty
from nhipcau.matching.kernel.looking import (
    AGE,
    ALL_OF_IT,
    AVOIDS,
    GOES,
    MONTHS,
    NAMES_SKILLS,
    SCHOOLING,
    SPOKEN,
    SPOKEN_END,
    TRAINING,
    WAITING,
    look,
    look_again,
)
from nhipcau.matching.kernel.pair import (
    LANGUAGE_MOST,
    MUST_WORK,
    OCCUPATION,
    OCCUPATION_HALF,
    PAST,
    SKILLS_MOST,
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
    packed,
    shut_other_work,
    tables_of,
)
from nhipcau.matching.kernel.shelves import (
    BLOCK,
    BY_SKILL,
    FROM,
    GIVES,
    KINDS,
    Shelves,
    shelves_of,
)
from nhipcau.matching.suitability.facts import UNKNOWN


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
def _fill_tiers(wishes: Any, done: Any, silent: bool, must: int, weight: int, need: int, first: Any, tiers: Any) -> int:
    """Shelves by occupation from which something may enter the list: the most with skills, without, first and last cell.

    For whom the kind of work is a must, only what has a digit in common with something they named, or no code.
    """
    half = weighted(OCCUPATION_HALF, weight)
    if silent:
        return _add(tiers, 0, half, 0, need, first)
    n = 0 if must else _add(tiers, 0, 0, 0, need, first)
    n = _add(tiers, n, half, UNKNOWN_CODE, need, first)
    for rank in range(PAST + len(done)):
        code = wishes[rank] if rank < PAST else done[rank - PAST]
        for d in range(1, DIGITS + 1):
            prefix = code // POWERS[d]
            if prefix % BASE:
                n = _add(tiers, n, weighted(OCCUPATION[min(rank, PAST), d], weight), FROM[d] + prefix, need, first)
    return n


@compiled
def _by_skill(named: Any, first: Any, tiers: Any) -> int:
    """The shelves of the person's skills, as tiers; occupation is in the bounds there."""
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


@inlined
def _lines(which: Any, t: Any, at: Any, table: Any) -> Any:
    """Everything in the table but occupation and place; the most that these earn together."""
    rest = _copied(t.offers[which[OFFERS]], table, at[2]) + _copied(t.words[which[WORDS]], table, at[3])
    return rest + _copied(t.starts[which[STARTS]], table, at[4]) + _copied(t.asked[which[ASKED]], table, at[5])


@inlined
def _mark(named: Any, has: Any, like: int, need: int) -> None:
    """What a skill counts where it is welcome, and where it is needed."""
    for skill in named:
        has[skill] = like
        has[skill + len(has) // 2] = need


@inlined
def _through(asker: Any, rest: Any, shelves: Any, table: Any, s: Any, facts: Any, room: Any, mine: Any) -> None:
    """The shelves of the person's skills, then those by occupation, as long as something may still enter the list."""
    wishes, done, silent, must, weight, named = asker
    tiers, reach, counted = shelves
    for by_occupation in range(2):
        if by_occupation:
            need = mine[1][-1] - rest - reach - LANGUAGE_MOST
            n = _fill_tiers(wishes, done, silent, must, weight, need, s.first, tiers)
        else:
            n = _by_skill(named, s.first, tiers)
        for tier in range(n):
            if by_occupation and tiers[tier, 0] + rest + reach + LANGUAGE_MOST < mine[1][-1]:
                break
            beside = rest + tiers[tier, 0] - tiers[tier, 1]
            shelf = (tiers[tier, 2], tiers[tier, 3], LANGUAGE_MOST + tiers[tier, 1], beside)
            look(shelf, table, s, facts, room, mine, counted)


@inlined
def _tell(people: Any, p: int, own: Any) -> None:
    """What few openings ask for."""
    own[AVOIDS], own[GOES], own[AGE] = people.avoids[p], people.abroad[p], people.age[p]
    own[SPOKEN], own[SPOKEN_END] = people.languages_at[p], people.languages_at[p + 1]
    own[MONTHS], own[SCHOOLING], own[TRAINING] = people.months[p], people.schooling[p], people.training[p]


@compiled
def _everybody(
    people: Any, rows: Any, said: Any, t: Any, s: Any, ways: Any, spoken: Any, kept: Any, found: Any, counted: Any
) -> None:
    table, own, tiers, has, latest, room = kept
    km, place_of, reach_of = ways
    skills, names_skills = said
    at, before_place, before_reach = s.lines.sections, -1, -1
    codes, places = table[: at[1] - 1], table[at[1] : at[2]]
    for p in range(len(rows)):
        which, weight, wishes = t.which[p], people.weights[p, 0], people.wishes[p]
        if people.place[p] != before_place or which[PLACES] != before_reach:
            before_place, before_reach = people.place[p], which[PLACES]
            fill_places(km[before_place], place_of, reach_of, t.reach[before_reach], places)
        rest = _lines(which, t, at, table)
        done = people.done[people.done_at[p] : people.done_at[p + 1]]
        fill_codes(wishes, done, people.silent[p], weight, s.codes_from, codes)
        must = people.musts[p] & MUST_WORK
        if must and not people.silent[p]:
            shut_other_work(wishes, done, s.lines.codes, codes)
        _tell(people, p, own)
        own[NAMES_SKILLS] = names_skills[p]
        mine = (found.rows[rows[p]], found.scores[rows[p]])
        facts = (own, has, *spoken, people.languages)
        named = skills[people.skills_at[p] : people.skills_at[p + 1]]
        _mark(named, has, 1, 2)
        for rank in range(PAST):
            other = latest[wishes[rank]]
            if other >= 0 and (rank == 0 or mine[1][-1] < 0):
                look_again(found.rows[other], table, s, facts, room, mine)
        asker = (wishes, done, people.silent[p], must, weight, named)
        shelves = (tiers, t.reach[before_reach, KINDS * DISTANCES], counted)
        _through(asker, rest, shelves, table, s, facts, room, mine)
        _mark(named, has, 0, 0)
        latest[wishes[0]] = rows[p]


def alike(people: People) -> Array:
    """People in an order that puts next to each other who lives and wishes alike."""
    lives = (people.place, people.farthest, people.move, people.dormitory)
    return np.argsort(packed((*lives, people.wishes[:, 0], people.shift, np.clip(people.pay, 0, 255)))[0])


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
    names_skills = np.diff(people.skills_at) > 0
    people, skills = _named(people, s.skill_ids)
    place_of, kind_of = np.divmod(s.lines.spots, KINDS)
    ways = (kilometres(people, openings), place_of, kind_of * DISTANCES + 1)
    tables = tables_of(people, openings, s.lines)
    counts = np.zeros(3, np.int64) if counted is None else counted
    spoken = (openings.languages_at, openings.languages)
    _everybody(people, rows, (skills, names_skills), tables, s, ways, spoken, _room(people, s, k), found, counts)
    return found


def _named(people: People, skill_ids: Array) -> tuple[People, Array]:
    """The people with the skills that any opening names; and their numbers."""
    number = np.searchsorted(skill_ids, people.skills)
    known = np.append(skill_ids, UNKNOWN)[number] == people.skills
    return people._replace(skills_at=np.concatenate([[0], np.cumsum(known)])[people.skills_at]), number[known]


def _room(people: People, s: Shelves, k: int) -> tuple[Any, ...]:
    """What one person after another is worked out in: nothing allocates in compiled code."""
    most_done = int(np.diff(people.done_at).max())
    tiers = max(2 * (DIGITS * (PAST + most_done) + 2), int(np.diff(people.skills_at).max()))
    waits = max(WAITING, k) + BLOCK + 1
    return (
        np.zeros(s.lines.sections[-1], np.int16),
        np.zeros(ALL_OF_IT, np.int64),
        np.zeros((tiers, 4), np.int64),
        np.zeros(2 * len(s.skill_ids), np.int8),
        np.full(BASE**DIGITS, -1, np.int32),
        (np.zeros(int(np.diff(s.first).max()) + 1, np.int32), (np.zeros(waits, np.int32), np.zeros(waits, np.int32))),
    )
