"""What a person is suggested, and whom an opening suits: the lists that stand, as a page shows them now.

A list was made some time ago and a page is of this moment: what has left the board, was turned down or does not suit any
more is left out, and the next candidates of the list come in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from nhipcau.matching.attention import LENGTH
from nhipcau.matching.kernel.brute import score_all
from nhipcau.matching.kernel.columns import openings_of
from nhipcau.matching.kernel.instant import best_for_one, people_for_one
from nhipcau.matching.kernel.otherwise import changes_for_opening, changes_for_person
from nhipcau.matching.models import NotForMe, Standing, Suggestions
from nhipcau.matching.queries.explaining import occupation_names
from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.queries.held import openings_held, people_held
from nhipcau.matching.queries.histories import PEOPLE, Until, has_moved
from nhipcau.matching.queries.preferences import preference_of, turned_down
from nhipcau.matching.suitability import Opening, Person
from nhipcau.matching.suitability.sentences import Explanation, Reader, explained
from nhipcau.matching.suitability.steps import Change
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import Vacancy


@dataclass(frozen=True)
class Suggested:
    """One opening for one person; `person` and `opening` are the facts that were compared."""

    vacancy: Vacancy
    person: Person
    opening: Opening
    explanation: Explanation


@dataclass(frozen=True)
class Candidate:
    """One person for one opening, told as a recruiter may hear it: no name. `seeker_id` is for links, never shown."""

    seeker_id: int
    person: Person
    explanation: Explanation


@dataclass(frozen=True)
class WhomItSuits:
    """`people`: everybody whom the opening suits and whom it may be suggested to, of all centres; `first`: the best."""

    people: int
    first: tuple[Candidate, ...]


def suggestions_for(
    seeker: Seeker, *, now: datetime, reader: Reader = Reader.PERSON, most: int = LENGTH
) -> list[Suggested]:
    """Best first, of equals the smaller number, in the language in force. Nothing for who switched suggestions off."""
    preference = preference_of(seeker)
    if preference is not None and not preference.suggestions:
        return []
    day = localdate(now)
    person = person_facts([seeker], today=day)[seeker.pk]
    refused = turned_down([seeker.pk]).get(seeker.pk, set())
    wanted = [number for number in _listed(seeker, person, most, refused) if number not in refused][: 2 * most]
    vacancies = shown_on_board(day).in_bulk(wanted)
    facts = opening_facts(vacancies.values(), today=day)
    names = occupation_names(person, *facts.values())
    found: list[Suggested] = []
    for number in (each for each in wanted if each in vacancies):
        told = explained(person, facts[number], reader, names)
        if not told.obstacles and len(found) < most:
            found.append(Suggested(vacancies[number], person, facts[number], told))
    return sorted(found, key=lambda one: (-one.explanation.score, one.vacancy.pk))


def whom_it_suits(vacancy: Vacancy, *, now: datetime, most: int = 20, without: Collection[int] = ()) -> WhomItSuits:
    """As the files are at this moment. `without`: people who are left out, such as those invited already."""
    opening = opening_facts([vacancy], today=localdate(now))[vacancy.pk]
    held = people_held()
    if not held.facts:
        return WhomItSuits(0, ())
    refused = NotForMe.objects.filter(vacancy=vacancy).values_list("seeker_id", flat=True)
    out = {*without, *refused}
    fits = {int(number) for number in held.numbers[score_all(held.columns, openings_of([opening])) >= 0]}
    rows, _scores = people_for_one(opening, held.columns, most + len(out & fits), crowds=held.crowds)
    best = [number for number in map(int, held.numbers[rows]) if number not in out][:most]
    codes = {code for number in best for code in (*held.facts[number].wishes, *held.facts[number].done)}
    names = occupation_names(Person(done=tuple(codes)), opening)
    first = [Candidate(n, held.facts[n], explained(held.facts[n], opening, Reader.RECRUITER, names)) for n in best]
    return WhomItSuits(len(fits - {*refused}), tuple(first))


def more_for(seeker: Seeker, *, now: datetime) -> tuple[Person, tuple[Change, ...]]:
    """What would open more doors to this person, counted over everything on the board; `openings_more` says it."""
    person = person_facts([seeker], today=localdate(now))[seeker.pk]
    return person, changes_for_person(person, openings_held().columns)


def more_people_for(vacancy: Vacancy, *, now: datetime) -> tuple[Opening, tuple[Change, ...]]:
    """What would bring more people to this opening, counted over everybody; `people_more` says it."""
    opening = opening_facts([vacancy], today=localdate(now))[vacancy.pk]
    return opening, changes_for_opening(opening, people_held().columns)


def _newer(seeker: Seeker) -> bool:
    """Whether the file has changed since the lists were looked at last: a moment later the list will have followed."""
    last = Standing.objects.values_list("people_until", "people_seen").first()
    return last is not None and has_moved(PEOPLE, seeker.pk, Until(last[0], tuple(last[1])))


def _listed(seeker: Seeker, person: Person, most: int, refused: Collection[int]) -> list[int]:
    """Those shown first, then the other candidates. Whose list is not made yet, or whose file is newer, is matched now."""
    made = Suggestions.objects.filter(pk=seeker.pk).first()
    if made is not None and not _newer(seeker):
        return [*made.shown, *(number for number in made.candidates if number not in {*made.shown})]
    held = openings_held()
    if not held.facts:
        return []
    rows, _scores = best_for_one(person, held.columns, most + len(refused), shelves=held.shelves)
    return [int(number) for number in held.numbers[rows]]
