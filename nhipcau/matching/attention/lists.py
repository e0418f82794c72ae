"""Everybody's list of openings, with the places in mind: the same input gives the same lists, row for row."""

from dataclasses import dataclass

import numpy as np

from nhipcau.matching.attention.chains import relieve
from nhipcau.matching.attention.keeping import by_opening, keep
from nhipcau.matching.attention.settling import NONE, Marks, Rows, Whole, logarithms, settle
from nhipcau.matching.attention.shares import limits
from nhipcau.matching.attention.trade import FREE, TERMS, Terms
from nhipcau.matching.models import Trade

LENGTH = 10
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Lists:
    """A row a person, best first, of equals the smaller opening; NONE where the list ends. Both `people × length`."""

    openings: Rows
    scores: Rows


def allocate(openings: Rows, scores: Rows, places: Whole, *, trade: Trade, length: int = LENGTH) -> Lists:
    """`openings` and `scores`: `people × k`, every person's best candidates, best first, of equals the smaller row, NONE
    where there are no more; `places`: still free, a number an opening row. An opening without free places is shown to
    nobody. Everybody's list has `length` lines, or as many as there are candidates.
    """
    return with_terms(openings, scores, places, terms=TERMS.get(trade), length=length)


def with_terms(openings: Rows, scores: Rows, places: Whole, *, terms: Terms | None, length: int = LENGTH) -> Lists:
    """Without terms: the best of everybody, whoever else is shown the same."""
    openings, scores, places = _understood(openings, scores, places)
    live = openings != NONE
    live &= (places > 0)[openings] if len(places) else False
    listed = live & (np.cumsum(live, axis=1, dtype=np.int32) <= length)
    if terms is not None and listed.any():
        _spread(openings, scores, places, listed, terms=terms, length=length)
    return _lists(openings, scores, listed, length)


def allocate_one(
    openings: Rows, scores: Rows, places: Whole, seen: Whole, *, trade: Trade, length: int = LENGTH
) -> Lists:
    """One person's list between two full runs, others' left as they are. `openings`, `scores`: one row of candidates;
    `seen`: how many others are shown each opening. The limits of the step are the full run's affair.
    """
    terms = TERMS.get(trade)
    if terms is None:
        return with_terms(openings, scores, places, terms=None, length=length)
    openings, scores, places = _understood(openings, scores, places)
    seen = seen.astype(np.int64)
    if seen.shape != places.shape:
        raise ValueError("Places and views are not of the same openings.")
    logs = logarithms(int(seen.max(initial=0)) + FREE * int(places.max(initial=0)) + 1)
    listed, least, most = np.zeros(openings.shape, dtype=np.bool_), np.zeros_like(places), seen + 1
    settle(openings, scores, listed, seen, places, least, most, logs, length, terms.price, 1)
    return _lists(openings, scores, listed, length)


def _understood(openings: Rows, scores: Rows, places: Whole) -> tuple[Rows, Rows, Whole]:
    """Compiled code asks no questions: a row that does not exist would be somebody else's memory."""
    if openings.shape != scores.shape:
        raise ValueError("Openings and scores are not of the same lines.")
    if openings.size and not NONE <= openings.min() <= openings.max() < len(places):
        raise ValueError("A candidate is no row of the places.")
    return (
        np.ascontiguousarray(openings, dtype=np.int32),
        np.ascontiguousarray(scores, dtype=np.int32),
        np.ascontiguousarray(places, dtype=np.int64),
    )


def _spread(openings: Rows, scores: Rows, places: Whole, listed: Marks, *, terms: Terms, length: int) -> None:
    """Prices first; then the limits, kept by those who lose least; where no single change can, by a chain of changes."""
    first, edges = by_opening(openings, places)
    bounds = limits(np.diff(first), places, lines=int(listed.sum()), terms=terms)
    seen = np.bincount(openings[listed], minlength=len(places))
    logs = logarithms(len(openings) + FREE * int(places.max()) + 1)
    ask, least, most = (openings, scores, listed, seen, places), bounds.least, bounds.most
    settle(*ask, np.zeros_like(least), np.full_like(most, len(openings) + 1), logs, length, terms.price, ROUNDS)
    keep(*ask, least, most, logs, terms.price, first, edges)
    settle(*ask, least, most, logs, length, terms.price, ROUNDS)
    if relieve(openings, listed, seen, least, most, first, edges):
        settle(*ask, least, most, logs, length, terms.price, ROUNDS)


def _lists(openings: Rows, scores: Rows, listed: Marks, length: int) -> Lists:
    people, to = np.nonzero(listed)[0], np.cumsum(listed, axis=1, dtype=np.int32)[listed] - 1
    rows, points = (np.full((len(openings), length), NONE, dtype=np.int32) for _side in range(2))
    rows[people, to], points[people, to] = openings[listed], scores[listed]
    return Lists(rows, points)
