"""The score of a pair: whole points, two sides, monotone where it must be; and what never counts."""

from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nhipcau.matching.suitability import ASKED, MOST, UNKNOWN, WISHED, Criterion, Gate, Opening, Person, suitability
from nhipcau.matching.suitability.edition import edition
from nhipcau.matching.suitability.whatif import requirements_relaxed, wishes_relaxed
from tests.matching.pairs import PLACES, openings, persons

SEWER = Person(
    wishes=("8153",), commune="A", latitude=21.27, longitude=106.1, pay=90, shift="day", months=36, schooling=3, training=1
)  # fmt: skip
FACTORY = Opening(
    occupation="8153", commune="B", latitude=21.3, longitude=106.15, pay=110, shift="day", schooling=3, months=12
)
LAWFUL = {f.name for f in fields(Person)} | {f.name for f in fields(Opening)}


def test_the_whole_is_a_thousand_points_seven_hundred_of_them_for_what_the_person_wishes() -> None:
    assert (sum(MOST[each] for each in WISHED), sum(MOST[each] for each in ASKED)) == (700, 300)
    assert suitability(Person(), Opening()).most == 1000


def test_a_good_pair_earns_what_the_scale_says() -> None:
    found = suitability(SEWER, FACTORY)

    assert [part.points for part in found.parts] == [300, 150, 140, 60, 10, 10, 120, 80, 40, 40, 20]
    assert (found.score, found.wished, found.asked, found.shut) == (970, (670, 700), (300, 300), ())


def test_what_nobody_said_earns_half_and_shuts_nothing() -> None:
    asking = Opening(months=12, schooling=3, training=4, languages=frozenset({"ko"}))
    found = suitability(Person(), asking)

    assert [part.points for part in found.parts] == [150, 80, 70, 30, 10, 10, 120, 40, 20, 20, 10]
    assert found.shut == ()


@pytest.mark.parametrize(
    "person, opening, gate",
    [
        (SEWER, replace(FACTORY, latitude=22.0), Gate.PLACE),
        (SEWER, replace(FACTORY, pay=71), Gate.PAY),
        (SEWER, replace(FACTORY, shift="night"), Gate.SHIFT),
        (replace(SEWER, schooling=1), FACTORY, Gate.SCHOOLING),
        (SEWER, replace(FACTORY, training=3), Gate.TRAINING),
        (replace(SEWER, avoids=6), replace(FACTORY, conditions=4), Gate.HEALTH),
        (SEWER, replace(FACTORY, abroad=True), Gate.ABROAD),
        (replace(SEWER, age=50), replace(FACTORY, age_to=45, age_is_law=True), Gate.AGE),
    ],
)
def test_each_gate_shuts_alone_and_takes_no_points(person: Person, opening: Opening, gate: Gate) -> None:
    assert suitability(person, opening).shut == (gate,)


def test_an_age_the_enterprise_names_shuts_nothing_and_earns_nothing() -> None:
    old = replace(SEWER, age=50)
    assert suitability(old, replace(FACTORY, age_to=35)) == suitability(old, FACTORY)


def test_facts_have_no_room_for_what_must_never_count() -> None:
    assert not LAWFUL & {"sex", "ethnicity", "religion", "disability", "pregnant", "household", "soldier", "married"}


@given(persons(), openings())
def test_points_stay_within_bounds_and_the_sides_add_up_to_the_score(person: Person, opening: Opening) -> None:
    found = suitability(person, opening)

    assert all(0 <= part.points <= part.most for part in found.parts)
    assert found.score == sum(part.points for part in found.parts) == found.wished[0] + found.asked[0]
    assert found.most == found.wished[1] + found.asked[1]


@given(persons(), openings(), st.integers(1, 29), st.integers(1, 29))
def test_nearer_is_never_worse(person: Person, opening: Opening, one: int, other: int) -> None:
    near, far = sorted((one, other))
    home = dict(zip(("commune", "latitude", "longitude"), PLACES[1], strict=True))
    here, there = (
        suitability(
            replace(person, **home),  # type: ignore[arg-type]
            replace(opening, commune=PLACES[n][0], latitude=PLACES[n][1], longitude=PLACES[n][2]),
        )
        for n in (near, far)
    )
    assert here.score >= there.score
    assert set(here.shut) <= set(there.shut)


@given(persons(), openings(), st.integers(1, 100))
def test_more_pay_is_never_worse(person: Person, opening: Opening, more: int) -> None:
    assume(opening.pay != UNKNOWN)
    less, paid = suitability(person, opening), suitability(person, replace(opening, pay=opening.pay + more))

    assert paid.score >= less.score
    assert set(paid.shut) <= set(less.shut)


@given(persons(), openings(), st.sampled_from(["schooling", "training", "months"]))
def test_more_schooling_training_or_experience_is_never_worse(person: Person, opening: Opening, what: str) -> None:
    assume(getattr(person, what) != UNKNOWN)
    more = replace(person, **{what: getattr(person, what) + 1})
    before, after = suitability(person, opening), suitability(more, opening)

    assert after.score >= before.score
    assert set(after.shut) <= set(before.shut)


@given(persons(), openings(), st.frozensets(st.integers(1, 8)))
def test_more_skills_are_never_worse(person: Person, opening: Opening, more: frozenset[int]) -> None:
    assert (
        suitability(replace(person, skills=person.skills | more), opening).score >= suitability(person, opening).score
    )


@pytest.mark.parametrize(
    "asked, useful, points",
    [(set(), set(), 120), (set(), {1}, 80), ({1}, set(), 0), ({1, 2}, {3}, 48), ({2}, {1}, 80)],
)
def test_what_is_only_welcome_takes_some_points_and_what_is_missing_more(
    asked: set[int], useful: set[int], points: int
) -> None:
    opening = Opening(skills=frozenset(asked), useful=frozenset(useful))
    part = suitability(Person(skills=frozenset({2})), opening).parts[len(WISHED)]
    assert (part.criterion, part.points) == (Criterion.SKILLS, points)


@given(persons(), openings(), st.integers(15, 70))
def test_age_never_changes_a_score(person: Person, opening: Opening, age: int) -> None:
    assert suitability(replace(person, age=age), opening).parts == suitability(person, opening).parts


@given(persons(), openings())
def test_a_relaxed_fact_shuts_no_gate_that_was_open(person: Person, opening: Opening) -> None:
    shut = set(suitability(person, opening).shut)
    for relaxed in wishes_relaxed(person):
        assert isinstance(relaxed.facts, Person)
        assert set(suitability(relaxed.facts, opening).shut) <= shut
    for relaxed in requirements_relaxed(opening):
        assert isinstance(relaxed.facts, Opening)
        assert set(suitability(person, relaxed.facts).shut) <= shut


def test_the_edition_of_the_scale_changes_with_any_number_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition()
    edition.cache_clear()
    monkeypatch.setattr("nhipcau.matching.suitability.scale.USUAL_KM", 41)
    changed = edition()
    edition.cache_clear()

    assert len(before) == 8
    assert changed != before
