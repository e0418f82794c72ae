"""For a counsellor and the person before them: given openings in the order in which they suit, and what opens more doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from nhipcau.matching.kernel.otherwise import changes_for_person, opened_rows
from nhipcau.matching.queries.explaining import occupation_names
from nhipcau.matching.queries.facts import opening_facts
from nhipcau.matching.queries.held import openings_held
from nhipcau.matching.queries.suggesting import Suggested
from nhipcau.matching.suitability import Opening, Person, Suitability, suitability
from nhipcau.matching.suitability.sentences import Reader, explained
from nhipcau.matching.suitability.steps import Change, Otherwise
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import Vacancy


@dataclass(frozen=True)
class Weighed:
    vacancy: Vacancy
    opening: Opening
    found: Suitability


@dataclass(frozen=True)
class Opened:
    """`more`: all the openings that one step would open; `first`: the best of them, as they would suit then."""

    more: int
    first: tuple[Suggested, ...]


def weighed(person: Person, vacancies: Iterable[Vacancy], *, now: datetime) -> list[Weighed]:
    """What may be suggested first, the best first; behind it, in the same order, what something stands against."""
    by_number = {vacancy.pk: vacancy for vacancy in vacancies}
    facts = opening_facts(by_number.values(), today=localdate(now))
    rows = [Weighed(by_number[number], facts[number], suitability(person, facts[number])) for number in by_number]
    return sorted(rows, key=lambda row: (bool(row.found.shut), -row.found.score, row.vacancy.pk))


def told(person: Person, rows: Iterable[Weighed]) -> list[Suggested]:
    """As staff read it, in the language in force. One query, however many rows."""
    rows = list(rows)
    names = occupation_names(person, *(row.opening for row in rows))
    return [
        Suggested(row.vacancy, person, row.opening, explained(person, row.opening, Reader.OFFICE, names))
        for row in rows
    ]


def doors_for(person: Person) -> tuple[Change, ...]:
    """What would open more doors, counted over everything on the board, by what the person says now."""
    return changes_for_person(person, openings_held().columns)


def opened_by(person: Person, otherwise: str, *, now: datetime, most: int = 10) -> Opened:
    """The very openings that `doors_for` counts for this step; none for a step that is not there."""
    if otherwise not in {*Otherwise}:
        return Opened(0, ())
    held = openings_held()
    then, rows = opened_rows(person, held.columns, Otherwise(otherwise))
    shown = shown_on_board(localdate(now)).in_bulk(held.numbers[rows[:most]].tolist())
    return Opened(len(rows), tuple(told(then, weighed(then, shown.values(), now=now))))
