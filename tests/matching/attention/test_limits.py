"""No opening is shown to too many, none to nobody; and a limit that cannot be kept gives way to the lists."""

import numpy as np
import pytest
from ortools.graph.python import max_flow

from nhipcau.matching.attention import LENGTH, NONE, TERMS, Lists, Terms, Trade, allocate
from nhipcau.matching.attention.chains import relieve
from nhipcau.matching.attention.keeping import by_opening
from nhipcau.matching.attention.lists import with_terms
from nhipcau.matching.attention.shares import Limits, limits
from tests.matching.attention.crowds import Array, Crowd, crowd, seen

SPREAD = [Trade.GENTLE, Trade.EVEN, Trade.WIDE]
NO_LIMIT = 10**6


def bounds(market: Crowd, terms: Terms) -> Limits:
    there = market.openings != NONE
    wanted = np.bincount(market.openings[there], minlength=len(market.places))
    return limits(wanted, market.places, lines=int(np.minimum(there.sum(axis=1), LENGTH).sum()), terms=terms)


@pytest.mark.parametrize("trade", SPREAD)
@pytest.mark.parametrize("seed", range(5))
def test_no_opening_is_shown_to_more_than_its_most(trade: Trade, seed: int) -> None:
    market = crowd(people=1500, openings=300, seed=seed)
    assert (seen(market, allocate(*market.given, trade=trade)) <= bounds(market, TERMS[trade]).most).all()


@pytest.mark.parametrize("trade", SPREAD)
def test_without_a_most_some_opening_is_shown_to_more(trade: Trade) -> None:
    market, terms = crowd(people=1500, openings=300), TERMS[trade]
    free = with_terms(*market.given, terms=Terms(price=0, least=terms.least, most=NO_LIMIT))
    assert (seen(market, free) > bounds(market, terms).most).any()


@pytest.mark.parametrize("trade", SPREAD)
@pytest.mark.parametrize("seed", range(5))
def test_every_opening_that_suits_somebody_is_seen(trade: Trade, seed: int) -> None:
    market = crowd(people=1500, openings=300, seed=seed)
    wanted = seen(market, Lists(market.openings, market.scores))
    shown = seen(market, allocate(*market.given, trade=trade))
    assert (shown >= np.minimum(wanted, 3)).all()
    assert (shown >= bounds(market, TERMS[trade]).least).all()


def test_by_score_alone_openings_are_seen_by_nobody() -> None:
    market = crowd()
    assert (seen(market, allocate(*market.given, trade=Trade.PLAIN)) == 0).any()


def test_a_limit_gives_way_where_a_list_would_be_short() -> None:
    """Fifty people who suit one opening of one place, and nothing else."""
    only = np.zeros((50, 1), dtype=np.int32)
    lists = allocate(only, only + 500, np.array([1]), trade=Trade.WIDE, length=1)
    assert (lists.openings == 0).all()


def test_few_people_are_not_sent_to_what_does_not_suit() -> None:
    """Four lines, a hundred openings: what is left over for unseen openings is nothing."""
    openings = np.tile(np.arange(100, dtype=np.int32), (4, 1))
    scores = np.tile(np.array([900, *[100] * 99], dtype=np.int32), (4, 1))
    assert (allocate(openings, scores, np.ones(100, dtype=np.int64), trade=Trade.WIDE, length=1).openings == 0).all()


def ask(openings: Array, listed: Array, least: list[int], most: list[int]) -> tuple[int, Array]:
    shown = np.bincount(openings[listed], minlength=len(most))
    first, edges = by_opening(openings, np.ones(len(most), dtype=np.int64))
    chains = relieve(openings, listed, shown, np.array(least), np.array(most), first, edges)
    assert np.array_equal(shown, np.bincount(openings[listed], minlength=len(most)))
    return chains, shown


def test_a_chain_keeps_a_limit_that_no_single_change_can() -> None:
    """The second may leave 0 for 1, which is full; only when the third leaves 1 for 2 there is room."""
    openings = np.array([[0, NONE], [0, 1], [1, 2]], dtype=np.int32)
    listed = np.array([[True, False], [True, False], [True, False]])
    chains, shown = ask(openings, listed, [0, 0, 0], [1, 1, 1])
    assert (chains, shown.tolist()) == (1, [1, 1, 1])
    assert listed.tolist() == [[True, False], [False, True], [False, True]]


def test_a_chain_brings_somebody_to_an_opening_nobody_sees() -> None:
    openings = np.array([[0, NONE], [0, 1], [1, 2]], dtype=np.int32)
    listed = np.array([[True, False], [True, False], [True, False]])
    chains, shown = ask(openings, listed, [1, 1, 1], [9, 9, 9])
    assert (chains, shown.tolist()) == (1, [1, 1, 1])


def test_where_there_is_no_chain_lists_stay() -> None:
    openings = np.array([[0, NONE], [0, NONE], [1, 2]], dtype=np.int32)
    listed = np.array([[True, False], [True, False], [True, False]])
    before = listed.copy()
    assert ask(openings, listed, [0, 0, 0], [1, 1, 1])[0] == 0
    assert np.array_equal(listed, before)


@pytest.mark.parametrize("seed", range(30))
def test_chains_leave_as_little_over_the_limits_as_any_lists_could(seed: int) -> None:
    chance = np.random.default_rng(seed)
    openings = np.argsort(chance.random((40, 12)), axis=1)[:, :5].astype(np.int32)
    listed = np.zeros((40, 5), dtype=np.bool_)
    listed[:, :2] = True
    most = chance.integers(2, 10, 12)
    _chains, shown = ask(openings, listed, [0] * 12, most.tolist())
    assert (listed.sum(axis=1) == 2).all()
    assert 80 - np.maximum(shown - most, 0).sum() == fit_at_most(openings, most)


@pytest.mark.parametrize("seed", range(30))
def test_chains_leave_as_little_missing_as_any_lists_could(seed: int) -> None:
    chance = np.random.default_rng(seed)
    openings = np.argsort(chance.random((40, 12)) + np.arange(12) / 9, axis=1)[:, :5].astype(np.int32)
    listed = np.zeros((40, 5), dtype=np.bool_)
    listed[:, :2] = True
    least = chance.integers(2, 10, 12)
    _chains, shown = ask(openings, listed, least.tolist(), [99] * 12)
    assert (listed.sum(axis=1) == 2).all()
    assert np.minimum(shown, least).sum() == fit_at_most(openings, least)


def fit_at_most(openings: Array, most: Array) -> int:
    """Lines within the limits, by OR-Tools' maximum flow."""
    graph = max_flow.SimpleMaxFlow()
    for person, row in enumerate(openings.tolist()):
        graph.add_arc_with_capacity(52, person, 2)
        for opening in row:
            graph.add_arc_with_capacity(person, 40 + opening, 1)
    for opening, limit in enumerate(most.tolist()):
        graph.add_arc_with_capacity(40 + opening, 53, limit)
    graph.solve(52, 53)
    return graph.optimal_flow()
