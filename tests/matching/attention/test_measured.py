"""The trade, as the centre sees it on its own data; and how near our lists are to the best there could be."""

import numpy as np
import pytest
from django.utils.translation import override

from bench import attention_bound, attention_others
from nhipcau.matching.attention import LENGTH, NONE, TERMS, Lists, Trade, allocate, measured, steps, words
from nhipcau.matching.attention.measured import gini
from tests.matching.attention.crowds import crowd

SPREAD = [Trade.GENTLE, Trade.EVEN, Trade.WIDE]


def test_each_step_fills_more_places_and_costs_more_score() -> None:
    found = steps(*crowd(people=500, openings=100, k=60).given)
    assert [*found] == [*Trade]
    filled, score, uneven = ([getattr(each, name) for each in found.values()] for name in ("filled", "score", "gini"))
    assert filled == sorted({*filled})
    assert score == sorted({*score}, reverse=True)
    assert uneven == sorted({*uneven}, reverse=True)
    assert {each.lines for each in found.values()} == {found[Trade.PLAIN].lines}
    assert found[Trade.PLAIN].unseen > found[Trade.EVEN].unseen


def test_the_trade_is_said_in_one_line_in_both_languages() -> None:
    found = steps(*crowd(people=500, openings=100, k=60).given)
    plain, even = found[Trade.PLAIN], found[Trade.EVEN]
    filled, score = (round(100 * (x / y - 1)) for x, y in ((even.filled, plain.filled), (even.score, plain.score)))
    assert filled > 0 > score
    with override("en"):
        seen = f"openings that nobody sees: {even.unseen} instead of {plain.unseen}"
        assert words(even, plain) == f"+{filled} % places filled, −{-score} % average score (simulated); {seen}"
    with override("vi"):
        seen = f"việc làm không ai thấy: {even.unseen} thay vì {plain.unseen}"
        said = f"+{filled} % chỗ làm có người, −{-score} % điểm phù hợp trung bình (mô phỏng); {seen}"
        assert words(even, plain) == said
        assert words(plain, plain) == "±0 % chỗ làm có người, ±0 % điểm phù hợp trung bình (mô phỏng)"


def test_each_step_has_a_name_and_a_sentence() -> None:
    for language in ("vi", "en"):
        with override(language):
            assert len({str(step.label) for step in Trade} | {step.sentence for step in Trade}) == 8


def test_nobody_and_nothing_is_measured_as_nothing() -> None:
    empty = Lists(np.full((3, LENGTH), NONE, dtype=np.int32), np.full((3, LENGTH), NONE, dtype=np.int32))
    found = measured(empty, np.array([2, 0]))
    assert (found.lines, found.score, found.filled, found.unseen, found.gini, found.most) == (0, 0, 0, 1, 0, 0)
    assert measured(empty, np.array([], dtype=np.int64)).unseen == 0
    assert words(found, found).startswith("±0 %")


@pytest.mark.parametrize(("counts", "value"), [([5, 5, 5, 5], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25), ([], 0.0)])
def test_gini_of_who_sees_what(counts: list[int], value: float) -> None:
    assert gini(np.array(counts, dtype=np.int64)) == pytest.approx(value)


@pytest.mark.parametrize("step", SPREAD)
@pytest.mark.parametrize("seed", range(3))
def test_our_lists_are_within_a_thousandth_of_the_best(step: Trade, seed: int) -> None:
    """Points less the price of crowding, beside the exact flow with the same limits."""
    market, terms = crowd(seed=seed), TERMS[step]
    best = attention_others.worth(attention_others.by_flow(*market.given, terms), market.places, terms)
    ours = attention_others.worth(allocate(*market.given, trade=step), market.places, terms)
    assert best * 0.999 <= ours <= best


@pytest.mark.parametrize("step", [Trade.EVEN, Trade.WIDE])
def test_the_plain_lists_are_further_from_it(step: Trade) -> None:
    market, terms = crowd(), TERMS[step]
    best = attention_others.worth(attention_others.by_flow(*market.given, terms), market.places, terms)
    plain = attention_others.worth(allocate(*market.given, trade=Trade.PLAIN), market.places, terms)
    assert plain < best * 0.99


def test_the_exact_flow_reaches_the_bound_of_the_linear_programme() -> None:
    market, terms = crowd(), TERMS[Trade.EVEN]
    rows, prices = attention_others.crowding(market.openings, market.places, terms)
    arrays = {"openings": market.openings, "scores": market.scores, "places": market.places, "rows": rows}
    lines = np.minimum((market.openings != NONE).sum(axis=1), LENGTH)
    above = attention_bound.bound(**arrays, lines=lines, prices=prices, forced=attention_others.FORCED)
    exact = attention_others.worth(attention_others.by_flow(*market.given, terms), market.places, terms)
    assert above["bound"] == pytest.approx(exact, abs=0.01)
    assert measured(allocate(*market.given, trade=Trade.EVEN), market.places).filled <= above["fillable"]
