"""What the simulation may claim: places are kept, nobody is taken twice, and no pair would rather have each other."""

import numpy as np
import pytest

from nhipcau.matching.attention import NONE, Behaviour, Lists, Trade, allocate
from nhipcau.matching.attention.market import APPLICATIONS, played
from tests.matching.attention.crowds import Crowd, crowd


def lists_of(market: Crowd, trade: Trade = Trade.PLAIN) -> Lists:
    return allocate(*market.given, trade=trade)


@pytest.mark.parametrize("behaviour", Behaviour)
def test_an_opening_takes_no_more_than_it_has_places(behaviour: Behaviour) -> None:
    market = crowd()
    taken = played(lists_of(market), market.places, behaviour=behaviour).taken
    assert (np.bincount(taken[taken != NONE], minlength=80) <= market.places).all()
    more = played(lists_of(market), market.places * 100, behaviour=behaviour).taken
    assert (np.bincount(more[more != NONE], minlength=80) > market.places).any()


def test_people_are_taken_from_their_own_lists() -> None:
    market = crowd()
    lists = lists_of(market)
    taken = played(lists, market.places).taken
    for person in np.flatnonzero(taken != NONE):
        assert taken[person] in lists.openings[person]
    assert (taken[(lists.openings == NONE).all(axis=1)] == NONE).all()


def test_the_same_chance_ends_the_same_way_and_another_otherwise() -> None:
    market = crowd()
    first, again, other = (played(lists_of(market), market.places, seed=seed).taken for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_with_three_lines_everybody_asks_all_and_no_pair_would_rather_have_each_other() -> None:
    market = crowd()
    lists = allocate(*market.given, trade=Trade.PLAIN, length=APPLICATIONS)
    taken = played(lists, market.places).taken
    worth = {
        (person, int(opening)): (-int(score), int(opening), person)
        for person in range(300)
        for opening, score in zip(lists.openings[person], lists.scores[person], strict=True)
        if opening != NONE
    }
    holders = [[p for p in range(300) if taken[p] == opening] for opening in range(80)]
    for person, opening in worth:
        here = worth[person, opening]
        wants = taken[person] == NONE or here < worth[person, int(taken[person])]
        weaker = any(worth[other, opening][::2] > here[::2] for other in holders[opening])
        assert not (wants and (len(holders[opening]) < market.places[opening] or weaker))
    assert (taken != NONE).sum() > 50


def test_who_hesitates_applies_less() -> None:
    market = crowd()
    one_line, plenty = allocate(*market.given, trade=Trade.PLAIN, length=1), market.places * 1000
    sure = (played(one_line, plenty).taken != NONE).sum()
    choosy = (played(one_line, plenty, behaviour=Behaviour.CHOOSY).taken != NONE).sum()
    assert sure == (market.openings[:, 0] != NONE).sum()
    assert 0 < choosy < sure


def test_people_click_what_stands_first() -> None:
    """Of ten equal lines, the first is asked more often than the last, unless chance goes by the score."""
    openings = np.tile(np.arange(10, dtype=np.int32), (4000, 1))
    lists = Lists(openings, np.full_like(openings, 500))
    places = np.full(10, 4000)
    by_line = np.bincount(played(lists, places, behaviour=Behaviour.FIRST_SEEN).taken, minlength=10)
    by_score = np.bincount(played(lists, places).taken, minlength=10)
    assert by_line[0] > 2 * by_score[0]


def test_offers_count_people_before_anybody_answers() -> None:
    """Two places, two people, both better liked by the first opening: it has one place, the second takes who is left."""
    lists = Lists(np.array([[0, 1], [0, 1]], dtype=np.int32), np.array([[900, 500], [800, 400]], dtype=np.int32))
    found = played(lists, np.array([1, 1]))
    assert (found.taken.tolist(), found.offers) == ([0, 1], 1)
