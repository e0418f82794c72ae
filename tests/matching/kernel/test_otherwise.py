"""What would be otherwise, by the compiled columns: the counts of the definition, for people and for openings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.matching.kernel.columns import openings_of, people_of
from nhipcau.matching.kernel.otherwise import changes_for_opening, changes_for_person, opened_rows
from nhipcau.matching.suitability import Opening, Person
from nhipcau.matching.suitability.whatif import Otherwise, for_opening, for_person, opened_to
from tests.matching.pairs import openings, persons


@settings(max_examples=150, deadline=None)
@given(persons(), st.lists(openings(), max_size=30))
def test_a_persons_changes_are_those_of_the_definition(person: Person, found: list[Opening]) -> None:
    assert changes_for_person(person, openings_of(found)) == for_person(person, dict(enumerate(found)))


@settings(max_examples=150, deadline=None)
@given(openings(), st.lists(persons(), max_size=30))
def test_an_openings_changes_are_those_of_the_definition(opening: Opening, found: list[Person]) -> None:
    assert changes_for_opening(opening, people_of(found)) == for_opening(opening, dict(enumerate(found)))


@pytest.mark.parametrize("otherwise", [*Otherwise])
@settings(max_examples=40, deadline=None)
@given(persons(), st.lists(openings(), max_size=30))
def test_the_openings_behind_a_count_come_best_first(
    otherwise: Otherwise, person: Person, found: list[Opening]
) -> None:
    then, rows = opened_rows(person, openings_of(found), otherwise)
    assert (then, tuple(rows.tolist())) == opened_to(person, dict(enumerate(found)), otherwise)
