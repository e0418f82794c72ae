"""How well each of some people and each of some openings suit each other: every pair of a fair at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from django.utils.timezone import localdate

from nhipcau.matching.kernel.brute import scores_of
from nhipcau.matching.kernel.columns import Array, openings_of, people_of
from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.queries.preferences import turned_down, without_suggestions
from nhipcau.matching.suitability import Opening, Person
from nhipcau.matching.suitability.gates import closed
from nhipcau.matching.suitability.scale import Gate
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy

# What the opening or the law asks. The other gates are the person's own wishes: whoever chose the opening knows better.
ASKED: Final = frozenset({Gate.SCHOOLING, Gate.TRAINING, Gate.SKILLS, Gate.EXPERIENCE, Gate.LANGUAGE, Gate.AGE})


@dataclass(frozen=True)
class Together:
    """`scores[row of the person, row of the opening]`, 0 to 1000; below 0 where a gate is shut. Rows are in the order of the facts.

    `turned_down`: of each person the openings they do not want. `alone`: people who want no suggestions.
    """

    people: dict[int, Person]
    openings: dict[int, Opening]
    scores: Array
    turned_down: dict[int, set[int]]
    alone: set[int]

    def barred(self, seeker_id: int, vacancy_id: int) -> bool:
        """Whether the opening or the law keeps this person away, however much they want it."""
        return not ASKED.isdisjoint(closed(self.people[seeker_id], self.openings[vacancy_id]))


def together(seekers: Collection[Seeker], vacancies: Collection[Vacancy], *, now: datetime) -> Together:
    """A handful of queries, however many pairs."""
    day = localdate(now)
    people = person_facts(seekers, today=day)
    openings = opening_facts(vacancies, today=day)
    there = bool(people and openings)
    return Together(
        people=people,
        openings=openings,
        scores=scores_of(people_of(people.values()), openings_of(openings.values()))
        if there
        else np.zeros((len(people), len(openings)), np.int16),
        turned_down=turned_down(list(people)),
        alone=without_suggestions() & people.keys(),
    )
