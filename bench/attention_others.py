"""Other ways of spreading attention, measured beside ours: hard limits by exact flow, entropic transport, and our own sum by exact flow."""

import importlib
from typing import Any, Final

import numpy as np
from numba import njit

from nhipcau.matching.attention.lists import LENGTH, Lists
from nhipcau.matching.attention.settling import NONE, THOUSAND, Marks, Rows, Whole, cost, logarithms
from nhipcau.matching.attention.shares import Limits, limits
from nhipcau.matching.attention.trade import FREE, Terms

FORCED: Final = 10_000_000  # in thousandths of a point: dearer than any list
Floats = np.ndarray[Any, np.dtype[np.float64]]


def seen_by(openings: Rows, marked: Marks, places: Whole) -> Whole:
    return np.bincount(openings[marked], minlength=len(places))


def bounds_of(openings: Rows, places: Whole, terms: Terms) -> Limits:
    live = openings != NONE
    lines = int(np.minimum(live.sum(axis=1), LENGTH).sum())
    return limits(seen_by(openings, live, places), places, lines=lines, terms=terms)


def crowding(openings: Rows, places: Whole, terms: Terms) -> tuple[Whole, Whole]:
    """Opening and price of every view it may have, cheapest first; a view it must have costs FORCED less."""
    bounds = bounds_of(openings, places, terms)
    logs = logarithms(len(openings) + FREE * int(places.max()) + 1)
    views = np.minimum(bounds.most, seen_by(openings, openings != NONE, places))
    rows = np.repeat(np.arange(len(places)), views)
    number = np.arange(len(rows)) - np.repeat(np.cumsum(views) - views, views)
    prices = terms.price * (logs[number + FREE * places[rows]] - logs[FREE * places[rows]])
    return rows, prices - np.where(number < bounds.least[rows], FORCED, 0)


def worth(lists: Lists, places: Whole, terms: Terms) -> float:
    """The sum that ours makes large: points of all lines less the price of every view."""
    shown = lists.openings != NONE
    seen = np.bincount(lists.openings[shown], minlength=len(places))
    logs = logarithms(len(lists.openings) + FREE * int(places.max()) + 1)
    room = np.full_like(places, len(lists.openings))
    paid = sum(_paid(int(s), int(p), terms.price, int(r), logs) for s, p, r in zip(seen, places, room, strict=True))
    return float(lists.scores[shown].sum() - paid / THOUSAND)


def _paid(seen: int, places: int, price: int, most: int, logs: Whole) -> int:
    return sum(cost(number, places, price, 0, most, logs) for number in range(seen))


def by_flow(openings: Rows, scores: Rows, places: Whole, terms: Terms) -> Lists:
    """The best sum there is, exactly: least, most and prices as arcs of OR-Tools' min-cost flow."""
    min_cost_flow: Any = importlib.import_module("ortools.graph.python.min_cost_flow")
    people, at = np.nonzero(openings != NONE)
    rows, prices = crowding(openings, places, terms)
    looking, sink = len(openings), len(openings) + len(places)
    graph = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones(len(people), dtype=np.int64)
    heads = (looking + openings[people, at]).astype(np.int32)
    points = -THOUSAND * scores[people, at].astype(np.int64)
    arcs = graph.add_arcs_with_capacity_and_unit_cost(people.astype(np.int32), heads, ones, points)
    ends, each = np.full(len(rows), sink, dtype=np.int32), np.ones(len(rows), dtype=np.int64)
    graph.add_arcs_with_capacity_and_unit_cost((looking + rows).astype(np.int32), ends, each, prices)
    lines = np.minimum((openings != NONE).sum(axis=1), LENGTH)
    graph.set_nodes_supplies(np.arange(looking, dtype=np.int32), lines.astype(np.int64))
    graph.set_node_supply(sink, -int(lines.sum()))
    if graph.solve() != graph.OPTIMAL:
        raise ValueError("No lists keep these limits.")
    chosen = np.zeros(openings.shape, dtype=np.bool_)
    chosen[people, at] = graph.flows(arcs) > 0
    return lists_of(openings, scores, chosen)


def by_transport(openings: Rows, scores: Rows, places: Whole, *, softness: float, rounds: int = 100) -> Lists:
    """Sinkhorn over the candidates; the lists are the lines with the best score after prices."""
    seen = np.bincount(openings[openings != NONE], minlength=len(places)) > 0
    lines = np.minimum((openings != NONE).sum(axis=1), LENGTH)
    share = np.where(seen, places, 0) * lines.sum() / places[seen].sum()
    best = scores[:, :1].astype(np.float64)
    heat = np.where(openings != NONE, np.exp((scores - best) / softness), 0.0)
    prices = np.log(np.maximum(_sinkhorn(openings, heat, share, lines, rounds), 1e-300))
    keys = np.where(openings != NONE, scores / softness + prices[openings], -np.inf)
    chosen = np.zeros(openings.shape, dtype=np.bool_)
    np.put_along_axis(chosen, np.argsort(-keys, axis=1, kind="stable")[:, :LENGTH], True, axis=1)
    return lists_of(openings, scores, chosen & (openings != NONE))


@njit(cache=True)
def _sinkhorn(openings: Rows, heat: Floats, share: Floats, lines: Whole, rounds: int) -> Floats:
    prices = np.ones(len(share))
    for _round in range(rounds):
        seen = np.zeros(len(share))
        for person in range(len(openings)):
            whole = 0.0
            for at in range(openings.shape[1]):
                if openings[person, at] >= 0:
                    whole += heat[person, at] * prices[openings[person, at]]
            for at in range(openings.shape[1]):
                if openings[person, at] >= 0:
                    seen[openings[person, at]] += lines[person] * heat[person, at] / whole
        for row in range(len(share)):
            if seen[row] > 0:
                prices[row] = share[row] / seen[row]
    return prices


def by_lot(openings: Rows, scores: Rows, *, seed: int) -> Lists:
    """Score alone, and of equals not the smaller number but a lot drawn for each person."""
    lots = np.random.default_rng(seed).random(openings.shape)
    last_to_first = np.where(openings != NONE, lots - scores, 1.0)
    order = np.argsort(last_to_first, axis=1, kind="stable")[:, :LENGTH]
    return Lists(np.take_along_axis(openings, order, axis=1), np.take_along_axis(scores, order, axis=1))


def lists_of(openings: Rows, scores: Rows, chosen: Marks) -> Lists:
    order = np.argsort(~chosen, axis=1, kind="stable")[:, :LENGTH]
    kept = np.take_along_axis(chosen, order, axis=1)
    sides = (np.where(kept, np.take_along_axis(side, order, axis=1), NONE) for side in (openings, scores))
    return Lists(*(side.astype(np.int32) for side in sides))
