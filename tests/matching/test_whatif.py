"""One fact otherwise: the counts are those of scoring every pair again."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.matching.suitability import Opening, Person, suitability
from nhipcau.matching.suitability.gates import outside_the_age
from nhipcau.matching.suitability.whatif import (
    TOP,
    Change,
    Otherwise,
    for_opening,
    for_person,
    requirements_relaxed,
    wishes_relaxed,
)
from nhipcau.matching.suitability.words.changes import openings_more, people_more
from nhipcau.matching.suitability.words.told import Reader
from tests.matching.pairs import openings, persons
from tests.matching.test_suitability import FACTORY, SEWER

Pairs = Mapping[int, tuple[Person, Opening]]


def open_ones(pairs: Pairs) -> set[int]:
    return {number for number, (person, opening) in pairs.items() if not suitability(person, opening).shut}


def first(pairs: Pairs) -> set[int]:
    scored = sorted((-suitability(*pairs[number]).score, number) for number in open_ones(pairs))
    return {number for _score, number in scored[:TOP]}


def recounted(otherwise: Otherwise, now: Pairs, then: Pairs) -> Change:
    more = open_ones(then) - open_ones(now)
    return Change(otherwise, len(more), len(more & first(then)))


@given(persons(), st.lists(openings(), max_size=30))
def test_for_a_person_the_counts_are_those_of_scoring_every_opening_again(person: Person, found: list[Opening]) -> None:
    listed = dict(enumerate(found))
    now = {number: (person, opening) for number, opening in listed.items()}
    expected = set()
    for relaxed in wishes_relaxed(person):
        assert isinstance(relaxed.facts, Person)
        then = {number: (relaxed.facts, opening) for number, opening in listed.items()}
        expected.add(recounted(relaxed.otherwise, now, then))

    changes = for_person(person, listed)
    assert set(changes) == {change for change in expected if change.more}
    assert [change.more for change in changes] == sorted((change.more for change in changes), reverse=True)


@given(openings(), st.lists(persons(), max_size=30))
def test_for_an_opening_the_counts_are_those_of_scoring_everybody_again(opening: Opening, found: list[Person]) -> None:
    listed = dict(enumerate(found))
    now = {number: (person, opening) for number, person in listed.items()}
    expected = set()
    for relaxed in requirements_relaxed(opening):
        assert isinstance(relaxed.facts, Opening)
        then = {number: (person, relaxed.facts) for number, person in listed.items()}
        expected.add(recounted(relaxed.otherwise, now, then))
    if not opening.age_is_law:
        outside = {number for number in open_ones(now) if outside_the_age(*now[number])}
        expected.add(Change(Otherwise.NO_AGE_LIMIT, len(outside), len(outside & first(now))))

    assert set(for_opening(opening, listed)) == {change for change in expected if change.more}


def test_night_shifts_open_openings_and_the_sentence_says_how_many() -> None:
    nights = {number: replace(FACTORY, shift="night") for number in range(1, 35)}
    changes = for_person(SEWER, {**nights, 0: FACTORY})

    assert changes == (Change(Otherwise.ANY_SHIFT, 34, 9),)
    with override("vi"):
        said = [openings_more(changes[0], SEWER, reader) for reader in (Reader.PERSON, Reader.OFFICE)]
    assert said == [
        "Nếu bạn nhận mọi ca, kể cả ca đêm: thêm 34 việc làm, trong đó 9 vào nhóm mười hợp nhất.",
        "Nếu người này nhận mọi ca, kể cả ca đêm: thêm 34 việc làm, trong đó 9 vào nhóm mười hợp nhất.",
    ]


def test_lifting_the_age_limit_and_paying_more_bring_people() -> None:
    opening = replace(FACTORY, pay=95, age_from=18, age_to=35)
    people = {
        **{number: replace(SEWER, age=41) for number in range(3)},
        **{number: replace(SEWER, age=30, pay=125) for number in range(3, 5)},
        9: replace(SEWER, age=30),
    }
    changes = for_opening(opening, people)

    assert changes == (Change(Otherwise.NO_AGE_LIMIT, 3, 3), Change(Otherwise.MORE_PAY, 2, 2))
    with override("en"):
        said = [people_more(change, opening) for change in changes]
    assert said == [
        "If the age limit (18 to 35) were lifted: 3 more people, who are counted and suggested here already, "
        "3 of them among the ten that suit best.",
        "If the pay rose by 0.5 million: 2 more people, 2 of them among the ten that suit best.",
    ]


def test_the_age_the_law_sets_is_not_offered_to_be_lifted() -> None:
    lawful = replace(FACTORY, age_to=35, age_is_law=True)
    assert for_opening(lawful, {1: replace(SEWER, age=41)}) == ()


@given(persons(), openings(), st.sampled_from(["vi", "en"]))
def test_every_step_has_its_sentence(person: Person, opening: Opening, language: str) -> None:
    with override(language):
        said = [
            openings_more(Change(relaxed.otherwise, 2, 1), person, reader)
            for relaxed in wishes_relaxed(person)
            for reader in Reader
        ]
        said += [people_more(Change(relaxed.otherwise, 1, 0), opening) for relaxed in requirements_relaxed(opening)]
    assert all(one.endswith(".") and "%(" not in one and ": " in one for one in said)
