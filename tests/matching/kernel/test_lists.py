"""The compiled lists are what suitability says, pair by pair, for everyone and for every opening."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.matching.kernel import brute, pruned, reverse
from nhipcau.matching.kernel.columns import openings_of, part, people_of
from nhipcau.matching.kernel.crowds import crowds_of
from nhipcau.matching.kernel.engines import joined, local, parts_of
from nhipcau.matching.kernel.instant import best_for_one, best_for_some, people_for_one
from nhipcau.matching.kernel.lists import Lists
from nhipcau.matching.kernel.shelves import shelves_of
from nhipcau.matching.suitability import ASKED, WISHED, Criterion, Opening, suitability
from nhipcau.matching.suitability.scale import MUST
from tests.matching.kernel.markets import Listed, best, by_definition, market

seeds = settings(max_examples=25, deadline=None)


def as_said(found: Lists, row: int) -> Listed:
    pairs = zip(found.rows[row].tolist(), found.scores[row].tolist(), strict=True)
    return [(other, score) for other, score in pairs if other >= 0]


def same(one: Lists, other: Lists) -> bool:
    return all(np.array_equal(mine, theirs) for mine, theirs in zip(one, other, strict=True))


@seeds
@given(st.integers(0, 10**9), st.integers(1, 12), st.integers(1, 60), st.integers(1, 80))
def test_everyone_gets_the_best_openings_in_order(seed: int, people: int, openings: int, k: int) -> None:
    persons, offers = market(seed, people, openings)
    columns = people_of(persons), openings_of(offers)

    found = pruned.best_openings(*columns, k)

    assert [as_said(found, row) for row in range(people)] == [by_definition(one, offers, k) for one in persons]
    assert same(found, brute.best_openings(*columns, k))


@seeds
@given(st.integers(0, 10**9), st.integers(1, 60), st.integers(1, 12), st.integers(1, 80))
def test_every_opening_gets_the_best_people_by_usual_weights(seed: int, people: int, openings: int, k: int) -> None:
    persons, offers = market(seed, people, openings)
    usual = [replace(person, weights=(16,) * 6) for person in persons]
    columns = people_of(persons), openings_of(offers)

    found = reverse.best_people(*columns, k)

    for row, offer in enumerate(offers):
        said = [(p, suitability(person, offer)) for p, person in enumerate(usual)]
        assert as_said(found, row) == best([(p, suits.score) for p, suits in said if not suits.shut], k)
    assert same(found, brute.best_people(*columns, k))


def test_a_larger_market_is_the_same_pruned_and_pair_by_pair() -> None:
    persons, offers = market(7, 150, 1500)
    columns = people_of(persons), openings_of(offers)
    counted = np.zeros(3, np.int64)

    found = pruned.best_openings(*columns, 10, counted=counted)

    assert same(found, brute.best_openings(*columns, 10))
    assert same(reverse.best_people(*columns, 10), brute.best_people(*columns, 10))
    assert counted[0] < 150 * 1500  # some pairs were never looked at


@pytest.mark.parametrize(("side", "bit"), [*((0, each) for each in WISHED), *((1, each) for each in ASKED)])
def test_each_must_of_everybody_shuts_out_what_suitability_says(side: int, bit: Criterion) -> None:
    """One kind of work at a few places, so that what is a must decides who enters."""
    plain = market(13, 40, 200)
    at_work = (
        [replace(person, wishes=("8153",), musts=0) for person in plain[0]],
        [
            replace(offer, occupation=("8153", "81", "8", "8212", "")[row % 5], musts=0)
            for row, offer in enumerate(plain[1])
        ],
    )
    without = pruned.best_openings(people_of(at_work[0]), openings_of(at_work[1]), 10)
    at_work[side][:] = [replace(each, musts=MUST[bit]) for each in at_work[side]]
    persons, offers = at_work
    columns = people_of(persons), openings_of(offers)

    found = pruned.best_openings(*columns, 10)

    assert [as_said(found, row) for row in range(40)] == [by_definition(one, offers, 10) for one in persons]
    assert same(reverse.best_people(*columns, 10), brute.best_people(*columns, 10))
    assert same(found, without) == (bit == Criterion.PLACE)


@pytest.mark.parametrize("weight", [0, 255])
def test_no_weight_opens_a_gate_or_changes_the_order(weight: int) -> None:
    persons, offers = market(9, 60, 250)
    weighing = [replace(person, weights=(255, 255, weight, 255, 255, weight)) for person in persons]

    found = pruned.best_openings(people_of(weighing), openings_of(offers), 10)

    assert [as_said(found, row) for row in range(60)] == [by_definition(one, offers, 10) for one in weighing]


def test_more_pays_than_two_bytes_can_number_are_told_apart() -> None:
    persons, _ = market(4, 6, 1)
    asking = [
        replace(person, pay=pay) for person, pay in zip(persons, (100, 70_000, 75_000, -1, 0, 90_000), strict=True)
    ]
    columns = people_of(asking), openings_of([Opening(pay=pay, skills=frozenset({pay % 3})) for pay in range(70_000)])
    assert shelves_of(columns[1]).lines.sections[-1] > np.iinfo(np.uint16).max

    assert same(pruned.best_openings(*columns, 10), brute.best_openings(*columns, 10))


@seeds
@given(st.integers(0, 10**9))
def test_alike_people_at_one_place_find_each_other_in_every_order(seed: int) -> None:
    """Blocks of several openings and of several people, with what is asked for and known different inside them."""
    persons, offers = market(seed, 70, 70)
    here: dict[str, Any] = {"commune": "a", "latitude": 21.27, "longitude": 106.19}
    together = [replace(person, wishes=("8153",), weights=(16,) * 6, **here) for person in persons]
    openings = [replace(offer, occupation="8153", has_bus=False, has_dormitory=False, **here) for offer in offers]
    columns = people_of(together), openings_of(openings)

    assert same(pruned.best_openings(*columns, 7), brute.best_openings(*columns, 7))
    assert same(reverse.best_people(*columns, 7), brute.best_people(*columns, 7))


def test_equals_stand_in_the_order_of_their_rows() -> None:
    persons, _ = market(3, 5, 1)
    many = openings_of([Opening(occupation="8153", pay=200)] * 40)

    found = pruned.best_openings(people_of(persons), many, 10)

    open_to = [row for row, person in enumerate(persons) if not suitability(person, Opening(pay=200)).shut]
    assert open_to
    assert all(found.rows[row].tolist() == [*range(10)] for row in open_to)


@pytest.mark.parametrize(("people", "openings", "k"), [(0, 5, 3), (5, 0, 3), (0, 0, 3), (5, 5, 0)])
def test_an_empty_side_gives_empty_lists(people: int, openings: int, k: int) -> None:
    persons, offers = market(1, people, openings)
    columns = people_of(persons), openings_of(offers)

    assert pruned.best_openings(*columns, k).rows.tolist() == [[-1] * k] * people
    assert reverse.best_people(*columns, k).rows.tolist() == [[-1] * k] * openings


def test_threads_and_parts_change_nothing() -> None:
    persons, offers = market(11, 90, 200)
    people, openings = people_of(persons), openings_of(offers)
    whole = local(people, openings, 8)

    assert same(whole, local(people, openings, 8, threads=2, size=7))
    parts = [pruned.best_openings(each, openings, 8) for each in parts_of(people, 31)]
    assert same(whole, joined(parts, 8))
    assert part(people, 30, 60).skills_at[0] == 0


def test_one_profile_is_matched_as_in_the_full_run() -> None:
    persons, offers = market(5, 30, 300)
    people, openings = people_of(persons), openings_of(offers)
    shelves, crowds = shelves_of(openings), crowds_of(people)
    lists, back = pruned.best_openings(people, openings, 12), reverse.best_people(people, openings, 12)

    for row, person in enumerate(persons):
        rows, scores = best_for_one(person, openings, 12, shelves=shelves)
        assert [*zip(rows.tolist(), scores.tolist(), strict=True)] == as_said(lists, row)
    for row, offer in enumerate(offers[:40]):
        rows, scores = people_for_one(offer, people, 12, crowds=crowds)
        assert [*zip(rows.tolist(), scores.tolist(), strict=True)] == as_said(back, row)


@seeds
@given(st.integers(0, 10**9), st.sets(st.integers(0, 29), min_size=1))
def test_some_matched_anew_get_the_lists_of_a_full_run(seed: int, some: set[int]) -> None:
    persons, offers = market(seed, 30, 60)
    people, openings, rows = people_of(persons), openings_of(offers), np.array(sorted(some), np.int64)

    whole = pruned.best_openings(people, openings, 5)

    assert same(best_for_some(people, rows, openings, 5), Lists(whole.rows[rows], whole.scores[rows]))
