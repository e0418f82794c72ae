"""If one thing were otherwise: how many openings, or people, more, and how many of them among the first. Exact.

One fact is relaxed at a time (`suitability.steps`), everything else stays; every pair is scored as it would be then.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from nhipcau.matching.kernel.brute import scores_of
from nhipcau.matching.kernel.columns import Array, Openings, People, openings_of, people_of
from nhipcau.matching.suitability import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.steps import (
    TOP,
    Change,
    Otherwise,
    ordered,
    requirements_relaxed,
    wishes_relaxed,
)

NOW: Final = 0  # the column of today's facts; those of the relaxed ones follow


def changes_for_person(person: Person, openings: Openings) -> tuple[Change, ...]:
    """What would open more doors, the widest first. Rows of openings rise with their numbers."""
    relaxed = wishes_relaxed(person)
    scores = scores_of(people_of([person, *relaxed.values()]), openings).T
    return ordered(_changes(scores, relaxed))


def changes_for_opening(opening: Opening, people: People) -> tuple[Change, ...]:
    """What would bring more people, the widest first. Rows of people rise with their numbers."""
    relaxed = requirements_relaxed(opening)
    scores = scores_of(people, openings_of([opening, *relaxed.values()]))
    found = _changes(scores, relaxed)
    if not opening.age_is_law and (opening.age_from, opening.age_to) != (UNKNOWN, UNKNOWN):
        found.append(_without_age_limit(scores[:, NOW], opening, people.age))
    return ordered(found)


def opened_rows(person: Person, openings: Openings, otherwise: Otherwise) -> tuple[Person, Array]:
    """The person as they would be, and the rows of openings that are shut now and would be open, best first then.

    As many as `Change.more` counts. None where that step is not theirs to take.
    """
    then = wishes_relaxed(person).get(otherwise)
    if then is None:
        return person, np.zeros(0, np.int64)
    scores = scores_of(people_of([person, then]), openings)
    rows = np.flatnonzero((scores[0] < 0) & (scores[1] >= 0))
    return then, rows[np.lexsort((rows, -scores[1][rows].astype(np.int64)))]


def _changes(scores: Array, relaxed: Iterable[Otherwise]) -> list[Change]:
    """`scores`: a row for each of the other side, a column for today and for each relaxation."""
    found = []
    for at, one in enumerate(relaxed, start=NOW + 1):
        opened = (scores[:, NOW] < 0) & (scores[:, at] >= 0)
        found.append(Change(one, int(opened.sum()), _at_top(scores[:, at], opened)))
    return found


def _at_top(scores: Array, chosen: Array) -> int:
    """How many of the chosen are among the TOP that suit best, of equals the smaller row."""
    if not chosen.any():
        return 0
    rows = np.flatnonzero(scores >= 0)
    best = rows[np.lexsort((rows, -scores[rows].astype(np.int64)))][:TOP]
    return int(chosen[best].sum())


def _without_age_limit(scores: Array, opening: Opening, ages: Array) -> Change:
    known = (scores >= 0) & (ages != UNKNOWN)
    young = known & (opening.age_from != UNKNOWN) & (ages < opening.age_from)
    old = known & (opening.age_to != UNKNOWN) & (ages > opening.age_to)
    outside = young | old
    return Change(Otherwise.NO_AGE_LIMIT, int(outside.sum()), _at_top(scores, outside))
