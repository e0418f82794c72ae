"""How one person looks along a shelf: cells, blocks and openings are sifted without branches, the rest get their true score.

Sifting first and scoring later lets the machine fetch many openings at once instead of waiting for each.
"""

from typing import Any, Final

import numpy as np

from nhipcau.matching.kernel.bounds import BLOCK_AT, MOST_SKILLS, OPENING, SMALLEST, whole
from nhipcau.matching.kernel.compiled import compiled, inlined
from nhipcau.matching.kernel.lists import enter
from nhipcau.matching.kernel.pair import (
    LANGUAGE_HALF,
    LANGUAGE_MOST,
    MUST_LANGUAGE,
    MUST_MONTHS,
    MUST_SCHOOLING,
    MUST_SKILLS,
    MUST_TRAINING,
    SKILLS_MOST,
    common,
    short,
)
from nhipcau.matching.kernel.shelves import (
    ABROAD,
    AGE_FROM,
    AGE_TO,
    BASE_SKILLS,
    BLOCK,
    BY_AGE,
    CONDITIONS,
    FIRST_SKILL,
    FLAGS,
    MANY_SKILLS,
    MUSTS,
    OWN_ROW,
    SPEAKS,
    WHOLE,
)
from nhipcau.matching.suitability.facts import UNKNOWN

# Of a person, what few openings ask for.
AVOIDS, GOES, AGE, SPOKEN, SPOKEN_END, NAMES_SKILLS, MONTHS, SCHOOLING, TRAINING = range(9)
ALL_OF_IT: Final = 9
LOOKED, BLOCKS, CELLS = range(3)  # what is counted
WAITING: Final = 64  # openings that wait for their true score
OUT: Final = -1_000_000  # much less than nothing


@inlined
def summed(table: Any, places: Any) -> Any:
    """What an opening or a bound earns by its places in the table."""
    earned = table[places[0]] + table[places[1]] + table[places[2]]
    return earned + table[places[3]] + table[places[4]] + table[places[5]]


@compiled
def _rarely(ledger: Any, at: int, own: Any, languages_at: Any, asked: Any, spoken: Any) -> int:
    """Points of the language less the most there are; OUT where the law shuts a gate."""
    flags, age = ledger[at + FLAGS], own[AGE]
    if flags & ABROAD and not own[GOES]:
        return OUT
    if flags & BY_AGE and age != UNKNOWN:
        youngest, oldest = ledger[at + AGE_FROM], ledger[at + AGE_TO]
        if (youngest != UNKNOWN and age < youngest) or (oldest != UNKNOWN and age > oldest):
            return OUT
    if not flags & SPEAKS:
        return 0
    row, c, c_end = ledger[at + OWN_ROW], own[SPOKEN], own[SPOKEN_END]
    a, a_end = languages_at[row], languages_at[row + 1]
    if common(asked, a, a_end, spoken, c, c_end) == a_end - a:
        return 0
    if c_end == c:
        return LANGUAGE_HALF - LANGUAGE_MOST
    return OUT if flags & MUST_LANGUAGE * MUSTS else -LANGUAGE_MOST


@compiled
def _lacks(ledger: Any, at: int, own: Any, has: Any, asked: Any) -> Any:
    """Whether something is a must and is not there, but for the language."""
    musts, row = ledger[at + FLAGS] // MUSTS, asked[ledger[at + OWN_ROW]]
    if musts & MUST_MONTHS and short(own[MONTHS], row[0]):
        return True
    if musts & MUST_SCHOOLING and short(own[SCHOOLING], row[1]):
        return True
    if musts & MUST_TRAINING and short(own[TRAINING], row[2]):
        return True
    if not musts & MUST_SKILLS or not own[NAMES_SKILLS]:
        return False
    for each in range(at + FIRST_SKILL, at + FIRST_SKILL + ledger[at + MANY_SKILLS]):
        if ledger[each] >= len(has) // 2 and has[ledger[each]] == 0:
            return True
    return False


@inlined
def settle(waiting: Any, n: Any, s: Any, facts: Any, mine: Any) -> None:
    """Give the first `n` of those who wait their true score, and a place in the list if it is theirs."""
    rows, sums = waiting
    own, has, languages_at, asked, spoken = facts
    found, scores = mine
    left, need = np.uint64(0), max(scores[-1], 0) - SKILLS_MOST - LANGUAGE_MOST
    for each in range(n):
        at = s.ledger_at[rows[each]]
        earned = sums[each]
        rows[left], sums[left] = at, earned
        left += np.uint64((earned >= need) & (own[AVOIDS] & s.ledger[at + CONDITIONS] == 0))
    for each in range(left):
        at, earned = rows[each], sums[each] + LANGUAGE_MOST
        have = s.ledger[at + BASE_SKILLS]
        for skill in range(at + FIRST_SKILL, at + FIRST_SKILL + s.ledger[at + MANY_SKILLS]):
            have += has[s.ledger[skill]]
        earned += SKILLS_MOST * have // s.ledger[at + WHOLE]
        if s.ledger[at + FLAGS]:
            earned += _rarely(s.ledger, at, own, languages_at, asked, spoken)
            if s.ledger[at + FLAGS] >= MUSTS and _lacks(s.ledger, at, own, has, s.asked):
                earned = OUT
        if earned >= 0 and earned >= scores[-1]:
            enter(found, scores, s.ledger[at + OWN_ROW], earned)


@inlined
def _cells(shelf: Any, table: Any, s: Any, kept: Any, mine: Any) -> Any:
    """Cells in the running, by occupation and place and then by everything; how many."""
    first, last, others, rest = shelf
    scores, found = mine[1], mine[0]
    codes, spots = s.code_of[first:last], s.spot_of[first:last]
    n, least = np.uint64(0), scores[-1] - others - rest
    for cell in range(len(codes)):
        kept[n] = cell
        n += np.uint64(table[codes[cell]] + table[spots[cell]] >= least)
    left, least = np.uint64(0), scores[-1] - others
    for near in range(n):
        cell = first + kept[near]
        most = summed(table, s.cells[cell]) + s.cells[cell, MOST_SKILLS]
        kept[left] = cell
        left += np.uint64((most > least) | ((most == least) & (whole(s.cells[cell], SMALLEST) < found[-1])))
    return left


@inlined
def look(shelf: Any, table: Any, s: Any, facts: Any, room: Any, mine: Any, counted: Any) -> None:
    """Along the cells from first to last; `rest` is the most that is earned beside code, spot and `others`."""
    others = shelf[2]
    kept, waiting = room
    found, scores = mine
    counted[CELLS] += shelf[1] - shelf[0]
    n = np.uint64(0)
    for each in range(_cells(shelf, table, s, kept, mine)):
        cell = s.cells[kept[each]]
        after = s.cells[kept[each] + 1]
        begin, until = whole(cell, BLOCK_AT), whole(after, BLOCK_AT)
        first, last = whole(cell, OPENING), whole(after, OPENING)
        for block in range(begin, until):
            if until - begin > 1:
                counted[BLOCKS] += 1
                bound = s.blocks[block]
                most = others + summed(table, bound) + bound[MOST_SKILLS]
                if most < scores[-1] or (most == scores[-1] and whole(bound, SMALLEST) >= found[-1]):
                    continue
                first, last = whole(bound, OPENING), whole(s.blocks[block + 1], OPENING)
            standing, order = s.standing[first:last], s.order[first:last]
            counted[LOOKED] += len(order)
            need = max(scores[-1], 0) - LANGUAGE_MOST
            for at in range(len(order)):
                earned = summed(table, standing[at])
                waiting[0][n], waiting[1][n] = order[at], earned
                n += np.uint64(earned + standing[at, MOST_SKILLS] >= need)
            if n > WAITING - BLOCK:
                settle(waiting, n, s, facts, mine)
                n = np.uint64(0)
    settle(waiting, n, s, facts, mine)


@inlined
def look_again(before: Any, table: Any, s: Any, facts: Any, room: Any, mine: Any) -> None:
    """The list of somebody who wishes alike, with the scores of this person."""
    waiting = room[1]
    n, need = np.uint64(0), max(mine[1][-1], 0) - SKILLS_MOST - LANGUAGE_MOST
    for each in range(len(before)):
        r = s.stands[max(before[each], 0)]
        earned = summed(table, s.offered[r])
        waiting[0][n], waiting[1][n] = r, earned
        n += np.uint64((earned >= need) & (before[each] >= 0))
    settle(waiting, n, s, facts, mine)
