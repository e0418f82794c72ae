"""Everybody has a list, and of the right openings."""

from typing import Any

import numpy as np
import pytest

from nhipcau.matching.attention import LENGTH, NONE, TERMS, Lists, Terms, Trade, allocate, allocate_one
from nhipcau.matching.attention.lists import with_terms
from tests.matching.attention.crowds import crowd, seen

SPREAD = [Trade.GENTLE, Trade.EVEN, Trade.WIDE]


def pairs(lists: Lists, person: int) -> list[tuple[int, int]]:
    lines = zip(lists.openings[person].tolist(), lists.scores[person].tolist(), strict=True)
    return [line for line in lines if line[0] != NONE]


def test_by_score_alone_is_the_plain_best_ten() -> None:
    market = crowd()
    lists = allocate(*market.given, trade=Trade.PLAIN)
    assert np.array_equal(lists.openings, market.openings[:, :LENGTH])
    assert np.array_equal(lists.scores, market.scores[:, :LENGTH])


@pytest.mark.parametrize("trade", SPREAD)
def test_to_spread_changes_lists(trade: Trade) -> None:
    """Or the facts below would hold of the plain ten."""
    market = crowd()
    assert not np.array_equal(allocate(*market.given, trade=trade).openings, market.openings[:, :LENGTH])


@pytest.mark.parametrize("trade", Trade)
@pytest.mark.parametrize("length", [1, 10, 40])
def test_every_list_is_as_long_as_it_can_be(trade: Trade, length: int) -> None:
    market = crowd()
    lists = allocate(*market.given, trade=trade, length=length)
    have = (market.openings != NONE).sum(axis=1)
    assert lists.openings.shape == (300, length)
    assert np.array_equal((lists.openings != NONE).sum(axis=1), np.minimum(have, length))
    assert {*have.tolist()} == {0, 3, 30}


@pytest.mark.parametrize("trade", Trade)
def test_a_list_holds_own_candidates_once_best_first(trade: Trade) -> None:
    market = crowd()
    lists, all_of_them = allocate(*market.given, trade=trade), Lists(market.openings, market.scores)
    for person in range(300):
        own = pairs(lists, person)
        assert own == sorted({*own}, key=lambda line: (-line[1], line[0]))
        assert {*own} <= {*pairs(all_of_them, person)}


@pytest.mark.parametrize("trade", Trade)
def test_an_opening_without_free_places_is_shown_to_nobody(trade: Trade) -> None:
    market = crowd()
    wanted = market.openings[1, 0]
    assert wanted in allocate(*market.given, trade=Trade.PLAIN).openings
    market.places[wanted] = 0
    lists = allocate(*market.given, trade=trade)
    assert wanted not in lists.openings
    assert (lists.openings[1] != NONE).all()


@pytest.mark.parametrize("trade", Trade)
def test_the_same_market_gives_the_same_lists(trade: Trade) -> None:
    once, again = (allocate(*crowd().given, trade=trade) for _time in range(2))
    assert np.array_equal(once.openings, again.openings)
    assert np.array_equal(once.scores, again.scores)


def test_what_comes_in_is_left_as_it_was() -> None:
    market, untouched = crowd(), crowd()
    allocate(*market.given, trade=Trade.WIDE)
    assert all(np.array_equal(*both) for both in zip(market.given, untouched.given, strict=True))


@pytest.mark.parametrize("kind", [np.int16, np.int64])
def test_row_numbers_of_any_width_are_understood(kind: Any) -> None:
    market = crowd()
    lists = allocate(market.openings.astype(kind), market.scores.astype(kind), market.places, trade=Trade.EVEN)
    assert np.array_equal(lists.openings, allocate(*market.given, trade=Trade.EVEN).openings)


@pytest.mark.parametrize("trade", Trade)
@pytest.mark.parametrize(("people", "k", "openings"), [(0, 5, 3), (3, 0, 3), (3, 5, 0), (0, 0, 0)])
def test_empty_sides_give_empty_lists(trade: Trade, people: int, k: int, openings: int) -> None:
    nobody = np.full((people, k), NONE, dtype=np.int32)
    lists = allocate(nobody, nobody, np.ones(openings, dtype=np.int64), trade=trade)
    assert lists.openings.shape == (people, LENGTH)
    assert (lists.openings == NONE).all()


def test_where_two_suit_nearly_as_well_the_less_crowded_comes_first() -> None:
    """Twenty people, one line, two openings of one place: 800 − 20·ln(1 + 13) points, and 790 − 20·ln(1 + 7)."""
    openings = np.tile(np.array([0, 1], dtype=np.int32), (20, 1))
    scores = np.tile(np.array([800, 790], dtype=np.int32), (20, 1))
    shown = allocate(openings, scores, np.array([1, 1]), trade=Trade.GENTLE, length=1).openings
    assert (shown == 1).sum() == 7
    assert (allocate(openings, scores, np.array([1, 1]), trade=Trade.PLAIN, length=1).openings == 0).all()


def test_an_opening_with_more_places_is_shown_to_more() -> None:
    openings = np.tile(np.array([0, 1], dtype=np.int32), (40, 1))
    scores = np.full((40, 2), 800, dtype=np.int32)
    shown = allocate(openings, scores, np.array([1, 9]), trade=Trade.EVEN, length=1).openings
    assert (shown == 1).sum() == 36


@pytest.mark.parametrize("trade", SPREAD)
def test_who_asks_again_between_two_runs_is_given_the_same(trade: Trade) -> None:
    market = crowd()
    lists = with_terms(*market.given, terms=Terms(price=TERMS[trade].price, least=0, most=10**6))
    for person in (1, 7, 11, 299):
        others = seen(market, lists) - np.bincount([opening for opening, _score in pairs(lists, person)], minlength=80)
        own = market.openings[[person]], market.scores[[person]]
        again = allocate_one(*own, market.places, others, trade=trade)
        assert pairs(again, 0) == pairs(lists, person)


def test_a_newcomer_is_led_past_what_others_crowd() -> None:
    openings, scores = np.array([[0, 1]], dtype=np.int32), np.array([[800, 790]], dtype=np.int32)
    for trade, opening in ((Trade.PLAIN, 0), (Trade.EVEN, 1)):
        found = allocate_one(openings, scores, np.array([1, 1]), np.array([50, 2]), trade=trade, length=1)
        assert pairs(found, 0) == [(opening, int(scores[0, opening]))]
    full = allocate_one(openings, scores, np.array([1, 0]), np.array([50, 2]), trade=Trade.EVEN, length=1)
    assert pairs(full, 0) == [(0, 800)]


def test_a_newcomer_without_candidates_has_an_empty_list() -> None:
    nothing = np.empty((1, 0), dtype=np.int32)
    found = allocate_one(nothing, nothing, np.array([], dtype=np.int64), np.array([], dtype=np.int64), trade=Trade.EVEN)
    assert (found.openings == NONE).all()


@pytest.mark.parametrize("trade", Trade)
@pytest.mark.parametrize("wrong", [[[0, 3]], [[0, -2]]])
def test_a_row_that_does_not_exist_is_refused(trade: Trade, wrong: list[list[int]]) -> None:
    openings, places = np.array(wrong), np.ones(3, dtype=np.int64)
    with pytest.raises(ValueError, match="no row"):
        allocate(openings, openings, places, trade=trade)
    with pytest.raises(ValueError, match="no row"):
        allocate_one(openings, openings, places, places, trade=trade)


def test_sides_of_different_sizes_are_refused() -> None:
    openings, places = np.array([[0, 1]]), np.ones(3, dtype=np.int64)
    with pytest.raises(ValueError, match="same lines"):
        allocate(openings, openings[:, :1], places, trade=Trade.EVEN)
    with pytest.raises(ValueError, match="same openings"):
        allocate_one(openings, openings, places, places[:2], trade=Trade.EVEN)
