"""An opening that is everybody's eleventh comes in with its own people."""

import numpy as np
import pytest

from nhipcau.matching.attention import LENGTH, NONE, Lists, Trade, allocate
from nhipcau.matching.attention.unseen import ROOM, among_nobodys, introduced
from tests.matching.attention.crowds import crowd, seen


def test_openings_among_nobodys_candidates_are_found() -> None:
    market = crowd()
    wanted = seen(market, Lists(market.openings, market.scores))
    assert among_nobodys(market.openings, market.places).tolist() == np.flatnonzero(wanted == 0).tolist() != []


def test_an_opening_without_places_need_not_be_found() -> None:
    assert among_nobodys(np.array([[0]], dtype=np.int32), np.array([1, 1, 0])).tolist() == [1]


@pytest.mark.parametrize("trade", [Trade.GENTLE, Trade.EVEN, Trade.WIDE])
def test_an_introduced_opening_is_seen(trade: Trade) -> None:
    market = crowd(people=1000)
    rows = among_nobodys(market.openings, market.places)
    long_lists = np.flatnonzero((market.openings != NONE).all(axis=1))
    people = np.resize(long_lists, (len(rows), 5)).astype(np.int32)
    before = seen(market, allocate(*market.given, trade=trade))
    more = introduced(market.openings, market.scores, rows=rows, people=people, points=np.full_like(people, 50))
    lists = allocate(*more, market.places, trade=trade)
    assert (before[rows] == 0).all()
    assert (seen(market, lists)[rows] >= 3).all()
    assert (np.diff(lists.scores[long_lists], axis=1) <= 0).all()


def test_by_score_alone_an_introduction_changes_nothing() -> None:
    market = crowd()
    more = introduced(
        market.openings,
        market.scores,
        rows=np.array([5]),
        people=np.array([[1, 2, NONE]], dtype=np.int32),
        points=np.array([[9, 8, NONE]], dtype=np.int32),
    )
    assert np.array_equal(allocate(*more, market.places, trade=Trade.PLAIN).openings, market.openings[:, :LENGTH])


def test_nobody_is_introduced_to_more_than_there_is_room_for_and_the_best_come_first() -> None:
    openings, scores = np.array([[20]], dtype=np.int32), np.array([[900]], dtype=np.int32)
    rows = np.arange(12)
    points = (rows % 4 * 10 + 100)[:, None].astype(np.int32)
    more, worth = introduced(openings, scores, rows=rows, people=np.zeros_like(points), points=points)
    assert more.tolist() == [[20, 3, 7, 11, 2, 6, 10, 1, 5]]
    assert worth.tolist() == [[900, 130, 130, 130, 120, 120, 120, 110, 110]]
    assert more.shape == (1, 1 + ROOM)


def test_without_openings_to_introduce_only_empty_columns_are_added() -> None:
    openings, nobody = np.array([[0]], dtype=np.int32), np.empty((0, 4), dtype=np.int32)
    more, _worth = introduced(openings, openings, rows=np.array([], dtype=np.int64), people=nobody, points=nobody)
    assert more.tolist() == [[0, *[NONE] * ROOM]]
