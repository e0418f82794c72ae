"""The best openings of every person, for the measurement of attention: `suitability()` over whole columns.

It knows only what the invented market says (no days, no languages, no conditions, no age limits of the law), and the
measurement compares it with `suitability()` on a sample of every market.
"""

from typing import Any, Final

import numpy as np
from numba import njit

from bench.attention_market import CODES, SHIFTS, Market, communes, kilometres_between
from nhipcau.matching.suitability import MOST, UNKNOWN, Criterion, Opening, Person, scale, suitability
from nhipcau.matching.suitability.wishes import contract, digits, shift

Grid = np.ndarray[Any, np.dtype[np.int64]]
WANTED_SHIFTS: Final = ("day", "rotating", "night", "any", "")
WANTED_CONTRACTS: Final = ("long", "short", "")
CONTRACTS: Final = ("open_ended", "12_36", "up_to_12", "seasonal", "")
ROW: Final = {code: row for row, (code, _north, _east) in enumerate(communes())}
# Nobody said a day, nobody asked for a language: the same for every pair.
SAME: Final = MOST[Criterion.START] // 2 + MOST[Criterion.LANGUAGE]
ASKED_AT_MOST: Final = 280  # skills, experience, schooling and training
KM_POINTS: Final = np.array([next(points for most, points in scale.BY_KM if km <= most) for km in range(256)])
SHARE, SHARE_POINTS = (np.array(column) for column in zip(*scale.BY_SHARE, strict=True))


def candidates(people: list[Person], openings: list[Opening], k: int) -> tuple[Grid, Grid]:
    """Rows of the best openings and their scores, best first, of equals the smaller row; -1 where there is none."""
    likes = [[scale.BY_DIGITS[digits(one, other)] for other in CODES] for one in CODES]
    by_shift = [[_of_shift(wished, offered) for offered in SHIFTS] for wished in WANTED_SHIFTS]
    by_contract = [
        [contract(Person(contract=wished), Opening(contract=offered)) for offered in CONTRACTS]
        for wished in WANTED_CONTRACTS
    ]
    tables = tuple(np.array(table) for table in (likes, by_shift, by_contract))
    skills = (_bits([each.skills for each in people]), _bits([each.skills for each in openings]))
    useful = _bits([each.useful for each in openings])
    asked = np.array([_row_of_opening(each) for each in openings])
    looking = np.array([_row_of_person(each) for each in people])
    found: tuple[Grid, Grid] = _best(looking, asked, *skills, useful, tables, kilometres_between(), k)
    return found


def agrees(market: Market, openings: Grid, scores: Grid, *, pairs: int = 2000) -> bool:
    """Every score of the first lists, and that nothing better was left out, by the definition itself."""
    k = openings.shape[1]
    for row, person in enumerate(market.people[: max(1, pairs // len(market.openings))]):
        found = [suitability(person, opening) for opening in market.openings]
        best = sorted((-each.score, number) for number, each in enumerate(found) if not each.shut)[:k]
        said = [(-int(s), int(o)) for s, o in zip(scores[row], openings[row], strict=True) if o >= 0]
        if best != said:
            return False
    return True


def _of_shift(wished: str, offered: str) -> int:
    """-1 where the gate is shut."""
    shut = bool(wished and offered) and offered not in scale.BY_SHIFT[wished]
    return -1 if shut else shift(Person(shift=wished), Opening(shift=offered))


def _bits(sets: list[frozenset[int]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    return np.array([sum(1 << each for each in one) for one in sets], dtype=np.uint64)


def _row_of_person(person: Person) -> list[int]:
    wishes = [CODES.index(code) for code in person.wishes] + [-1] * (3 - len(person.wishes))
    done = CODES.index(person.done[0]) if person.done else -1
    limit = scale.USUAL_KM if person.farthest_km == UNKNOWN else person.farthest_km
    place = [ROW[person.commune], limit, person.will_move, person.wants_dormitory or person.will_move]
    wanted = [WANTED_SHIFTS.index(person.shift), WANTED_CONTRACTS.index(person.contract)]
    return [*wishes, done, *place, person.pay, *wanted, person.months, person.schooling, person.training]


def _row_of_opening(opening: Opening) -> list[int]:
    place = [ROW[opening.commune], opening.has_bus, opening.has_dormitory]
    offered = [opening.pay, opening.usual_pay, SHIFTS.index(opening.shift), CONTRACTS.index(opening.contract)]
    return [CODES.index(opening.occupation), *place, *offered, opening.months, opening.schooling, opening.training]


@njit(cache=True)
def _count(bits):  # type: ignore[no-untyped-def]
    found = 0
    while bits:
        bits &= bits - np.uint64(1)
        found += 1
    return found


@njit(cache=True)
def _wished(p, o, km, tables):  # type: ignore[no-untyped-def]
    """Occupation, place, pay, shift and contract; -1 where a gate is shut."""
    likes, by_shift, by_contract = tables
    bus = o[2] and 5 < km <= 45
    dormitory = o[3] and p[7]
    hours = by_shift[p[9], o[6]]
    if hours < 0 or (km > p[5] and not (p[6] or bus or dormitory)):
        return -1
    work = 0
    for rank in range(3):
        if p[rank] >= 0:
            work = max(work, likes[p[rank], o[0]] * (10 - rank) // 10)
    if p[3] >= 0:
        work = max(work, likes[p[3], o[0]] * 7 // 10)
    place = KM_POINTS[km]
    place = max(place, 120 if bus else 0, 110 if dormitory else 0, 70 if p[6] else 0)
    pay = 70
    if o[4] >= 0 and p[8] > 0:
        share = o[4] * 100 // p[8]
        if share < 80:
            return -1
        for row in range(len(SHARE)):
            if share >= SHARE[row]:
                pay = SHARE_POINTS[row]
                break
    elif o[4] >= 0:
        pay = 105 if o[4] >= o[5] else 60
    return work + place + pay + hours + by_contract[p[10], o[7]]


@njit(cache=True)
def _step(has, asked, months):  # type: ignore[no-untyped-def]
    if asked <= 0 or has >= asked:
        return 40
    if has < 0:
        return 20
    if has < asked - 1:
        return -1
    return 25 if months >= 24 else 10


@njit(cache=True)
def _asked(p, o, has, skills, useful):  # type: ignore[no-untyped-def]
    """Skills, experience, schooling and training; -1 where a gate is shut."""
    schooling, training = _step(p[12], o[9], p[11]), _step(p[13], o[10], p[11])
    if schooling < 0 or training < 0:
        return -1
    most = 2 * _count(skills) + _count(useful)
    able = 120 if most == 0 else 120 * (2 * _count(skills & has) + _count(useful & has)) // most
    if o[8] <= 0 or p[11] >= o[8]:
        return schooling + training + able + 80
    if p[11] < 0:
        return schooling + training + able + 40
    return schooling + training + able + (50 if p[11] * 2 >= o[8] else 15)


@njit(cache=True)
def _best(people, asked, has, skills, useful, tables, km, k):  # type: ignore[no-untyped-def]
    openings = np.full((len(people), k), -1, np.int64)
    scores = np.full((len(people), k), -1, np.int64)
    for row in range(len(people)):
        p, found = people[row], 0
        for number in range(len(asked)):
            o = asked[number]
            wished = _wished(p, o, km[p[4], o[1]], tables)
            if wished < 0 or (found == k and wished + ASKED_AT_MOST + SAME <= scores[row, k - 1]):
                continue
            needed = _asked(p, o, has[row], skills[number], useful[number])
            score = wished + needed + SAME
            if needed < 0 or (found == k and score <= scores[row, k - 1]):
                continue
            at = min(found, k - 1)
            while at > 0 and scores[row, at - 1] < score:
                scores[row, at], openings[row, at] = scores[row, at - 1], openings[row, at - 1]
                at -= 1
            scores[row, at], openings[row, at] = score, number
            found = min(found + 1, k)
    return openings, scores
