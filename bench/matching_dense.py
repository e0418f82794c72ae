"""The same lists without pruning: one person against all openings in NumPy, and in SQL for DuckDB and PostgreSQL."""

from typing import Any, Final

import numpy as np

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.columns import Openings, People
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.lists import Lists, empty
from nhipcau.matching.suitability import scale

POWERS: Final = (1331, 121, 11, 1)


def best_openings(people: People, openings: Openings, k: int) -> Lists:
    """Columns of all openings at once, for one person after another."""
    found, km = empty(len(people.place), k), kilometres(people, openings)
    asked = np.repeat(np.arange(len(openings.place)), np.diff(openings.skills_at))
    useful = np.repeat(np.arange(len(openings.place)), np.diff(openings.useful_at))
    counts = (asked, useful, np.where(np.diff(openings.skills_at), 0, scale.NOTHING_ASKED))
    for p in range(len(people.place)):
        scores = wished(people, p, openings, km) + required(people, p, openings, counts)
        scores = np.where(np.minimum(scores, gates(people, p, openings)) < 0, -1, scores)
        last = np.partition(scores, -k)[-k] if k < len(scores) else 0
        rows = np.flatnonzero(scores >= max(last, 0))
        rows = rows[np.lexsort((rows, -scores[rows]))][:k]
        found.rows[p, : len(rows)], found.scores[p, : len(rows)] = rows, scores[rows]
    return found


def occupation(people: People, p: int, openings: Openings) -> Any:
    if people.silent[p]:
        return np.full(len(openings.place), points.OCCUPATION_HALF)
    earned = np.where(openings.occupation == 0, points.OCCUPATION_HALF, 0)
    done = people.done[people.done_at[p] : people.done_at[p + 1]]
    for rank, code in [*enumerate(people.wishes[p]), *((points.PAST, code) for code in done)]:
        for digits, power in enumerate(POWERS, start=1):
            if code // power % 11:
                same = openings.occupation // power == code // power
                earned = np.where(same, np.maximum(earned, points.OCCUPATION[rank, digits]), earned)
    return earned


def wished(people: People, p: int, openings: Openings, km: Any) -> Any:
    far, move = km[people.place[p], openings.place], people.move[p]
    bus = openings.bus & (far > scale.BUS_FROM_KM) & (far <= scale.BUS_TO_KM)
    bed = openings.dormitory & (people.dormitory[p] or move)
    place = np.maximum(points.KM[np.maximum(far, 0)], np.where(bus, scale.BY_BUS, 0))
    place = np.maximum(place, np.where(bed, scale.BY_DORMITORY, scale.BY_MOVING if move else 0))
    place = np.where((far > people.farthest[p]) & ~(openings.abroad | move | bus | bed), points.NEVER, place)
    pay = openings.plain
    if (wish := people.pay[p]) > 0:
        share = openings.pay * 100 // wish
        pay = np.select([share >= least for least in points.SHARE_FROM], [*points.SHARE], points.NEVER)
        pay = np.where(openings.pay < 0, points.PAY_HALF, pay)
    late = people.start[p] - openings.start
    start = np.select([late <= scale.SOON_DAYS, late <= scale.LATER_DAYS], [points.START_MOST, scale.START_LATE], 0)
    return (
        occupation(people, p, openings)
        + np.where(far < 0, points.PLACE_HALF, place)
        + pay
        + points.SHIFT[people.shift[p]][openings.shift]
        + points.CONTRACT[people.contract[p]][openings.contract]
        + np.where((openings.start < 0) | (people.start[p] < 0), points.START_HALF, start)
    )


def step(has: int, asked: Any, months: int) -> Any:
    short = scale.ONE_SHORT_BUT_SEASONED if months >= scale.SEASONED_MONTHS else scale.ONE_SHORT
    under = points.STEP_MOST // 2 if has < 0 else np.where(has < asked - 1, points.NEVER, short)
    return np.where((asked <= 0) | (has >= asked), points.STEP_MOST, under)


def required(people: People, p: int, openings: Openings, counts: tuple[Any, Any, Any]) -> Any:
    n, months = len(openings.place), people.months[p]
    own = people.skills[people.skills_at[p] : people.skills_at[p + 1]]
    asked, useful, base = counts
    whole = base + 2 * np.diff(openings.skills_at) + np.diff(openings.useful_at)
    have = base + 2 * np.bincount(asked, np.isin(openings.skills, own), n)
    have = have + np.bincount(useful, np.isin(openings.useful, own), n)
    skills = points.SKILLS_MOST * have.astype(int) // whole
    some: Any = np.where(months * 2 >= openings.months, scale.HALF_THE_MONTHS, scale.FEW_MONTHS)
    some = np.where(months >= openings.months, points.EXPERIENCE_MOST, some) if months >= 0 else points.EXPERIENCE_HALF
    spoken = people.languages[people.languages_at[p] : people.languages_at[p + 1]]
    missing = np.diff(np.concatenate([[0], np.cumsum(~np.isin(openings.languages, spoken))])[openings.languages_at]) > 0
    return (
        skills
        + np.where(openings.months <= 0, points.EXPERIENCE_MOST, some)
        + step(people.schooling[p], openings.schooling, months)
        + step(people.training[p], openings.training, months)
        + np.where(missing, 0 if len(spoken) else points.LANGUAGE_HALF, points.LANGUAGE_MOST)
    )


def gates(people: People, p: int, openings: Openings) -> Any:
    shut = (people.avoids[p] & openings.conditions) != 0
    shut |= openings.abroad & ~people.abroad[p]
    if (age := people.age[p]) >= 0:
        young = (openings.age_from >= 0) & (age < openings.age_from)
        shut |= openings.age_is_law & (young | ((openings.age_to >= 0) & (age > openings.age_to)))
    return np.where(shut, -1, 0)
