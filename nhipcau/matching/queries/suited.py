"""Openings somebody looks at, told as they suit that person: on the board, and on an opening's own page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.timezone import localdate

from nhipcau.matching.queries.explaining import occupation_names
from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.queries.suggesting import Suggested
from nhipcau.matching.suitability.sentences import Reader, explained
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board

LARGEST: Final = 2**63 - 1  # that a number of an opening can be


def suited(seeker: Seeker, numbers: Sequence[int], *, now: datetime) -> list[Suggested]:
    """In the order asked, obstacles and all; what is not on the board is left out. Six queries, however many."""
    day = localdate(now)
    vacancies = shown_on_board(day).in_bulk([number for number in numbers if number <= LARGEST])
    if not vacancies:
        return []
    person = person_facts([seeker], today=day)[seeker.pk]
    facts = opening_facts(vacancies.values(), today=day)
    names = occupation_names(person, *facts.values())
    return [
        Suggested(vacancies[number], person, facts[number], explained(person, facts[number], Reader.PERSON, names))
        for number in dict.fromkeys(numbers)
        if number in vacancies
    ]
