"""One profile or one opening has changed: only what that moves, the same as a full run would say."""

from nhipcau.matching.kernel import pruned, reverse
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
