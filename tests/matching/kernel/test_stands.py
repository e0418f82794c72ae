"""An order's map by the compiled columns is the map that the definition draws, to the last person and kilometre."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.matching.attention.sourcing import sources
from nhipcau.matching.queries.held import HeldPeople
from nhipcau.matching.queries.sourcing import sourcing_among
from nhipcau.matching.suitability import Gate, Opening, Person
from tests.matching.pairs import openings, persons

LEAST = st.sampled_from([0, 300, 500, 600, 700])


def held(people: list[Person]) -> HeldPeople:
    return HeldPeople(dict(enumerate(people, 1)))


@settings(max_examples=150, deadline=None)
@given(st.lists(persons(), max_size=30), st.lists(openings(), max_size=4), LEAST)
def test_both_ways_count_the_same(people: list[Person], offers: list[Opening], least: int) -> None:
    assert sourcing_among(held(people), offers, least=least) == sources(offers, people, least=least)


TAILOR = Person(wishes=("8153",), commune="a", latitude=21.3, longitude=106.1, pay=80, shift="day", months=0, age=40)
FACTORY = Opening(occupation="8153", commune="f", latitude=21.3, longitude=106.1, pay=90, shift="day")
KEPT_AWAY = {
    Gate.PLACE: (TAILOR, replace(FACTORY, latitude=23.0)),
    Gate.PAY: (replace(TAILOR, pay=200), FACTORY),
    Gate.SHIFT: (TAILOR, replace(FACTORY, shift="night")),
    Gate.SCHOOLING: (replace(TAILOR, schooling=0), replace(FACTORY, schooling=3)),
    Gate.TRAINING: (replace(TAILOR, training=0), replace(FACTORY, training=3)),
    Gate.HEALTH: (replace(TAILOR, avoids=1), replace(FACTORY, conditions=1)),
    Gate.ABROAD: (TAILOR, replace(FACTORY, abroad=True)),
    Gate.AGE: (TAILOR, replace(FACTORY, age_to=35, age_is_law=True)),
    Gate.OCCUPATION: (replace(TAILOR, musts=1), replace(FACTORY, occupation="8212")),
    Gate.CONTRACT: (replace(TAILOR, contract="long", musts=16), replace(FACTORY, contract="seasonal")),
    Gate.START: (replace(TAILOR, starts_on=108, musts=32), replace(FACTORY, starts_on=100)),
    Gate.SKILLS: (replace(TAILOR, skills=frozenset({1})), replace(FACTORY, skills=frozenset({2}), musts=1)),
    Gate.EXPERIENCE: (TAILOR, replace(FACTORY, months=12, musts=2)),
    Gate.LANGUAGE: (
        replace(TAILOR, languages=frozenset({"en"})),
        replace(FACTORY, languages=frozenset({"ko"}), musts=16),
    ),
}


@pytest.mark.parametrize("gate", [*Gate])
def test_each_gate_alone_is_named(gate: Gate) -> None:
    person, opening = KEPT_AWAY[gate]
    found = sourcing_among(held([person]), [opening])
    assert (found.people, found.only) == (0, ((gate, 1),))
    assert found == sources([opening], [person])
    assert sourcing_among(held([TAILOR]), [FACTORY]).people == 1
