"""One profile or one opening has changed: only what that moves, the same as a full run would say."""

import numpy as np

from nhipcau.matching.kernel import pruned, reverse
from nhipcau.matching.kernel.brute import score_all
from nhipcau.matching.kernel.columns import Array, Openings, People, chosen, openings_of, people_of
from nhipcau.matching.kernel.crowds import Crowds
from nhipcau.matching.kernel.lists import NOBODY, Lists
from nhipcau.matching.kernel.shelves import Shelves
from nhipcau.matching.suitability import Opening, Person


def best_for_one(person: Person, openings: Openings, k: int, *, shelves: Shelves | None = None) -> tuple[Array, Array]:
    """Rows and scores of the best openings for one profile."""
    found = pruned.best_openings(people_of([person]), openings, k, shelves=shelves)
    kept = found.rows[0] != NOBODY
    return found.rows[0][kept], found.scores[0][kept]


def best_for_some(people: People, rows: Array, openings: Openings, k: int, *, shelves: Shelves | None = None) -> Lists:
    """The lists of these rows of people, in their order."""
    return pruned.best_openings(chosen(people, rows), openings, k, shelves=shelves)


def people_for_one(opening: Opening, people: People, k: int, *, crowds: Crowds | None = None) -> tuple[Array, Array]:
    """Rows and scores of the best people for one opening."""
    found = reverse.best_people(people, openings_of([opening]), k, crowds=crowds)
    kept = found.rows[0] != NOBODY
    return found.rows[0][kept], found.scores[0][kept]


def lists_with(people: People, openings: Openings, lists: Lists, row: int, opening: Opening) -> Lists:
    """Everybody's lists after the opening at `row` became `opening`; `openings` are the columns with it in them.

    A row past the last is a new opening. Who loses it from a full list may now have another one there: those people
    alone are matched anew; everybody else keeps the list, with this opening where it belongs.
    """
    scores = score_all(people, openings_of([opening]))
    rows, points = lists.rows.copy(), lists.scores.copy()
    had = (rows == row).any(axis=1)
    last, last_row = points[:, -1], rows[:, -1]
    comes_in = (scores >= 0) & ((scores > last) | ((scores == last) & (row < last_row)))
    moved = np.flatnonzero(had | comes_in)
    if len(moved):
        rows[moved], points[moved] = best_for_some(people, moved, openings, rows.shape[1])
    return Lists(rows, points)
