"""How many people should see an opening: its share by free places, and the least and most around it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nhipcau.matching.attention.trade import ENOUGH, EVERYBODY, Terms

Whole = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Limits:
    """One number for every opening row. `least` never asks for more people than the opening has candidates."""

    least: Whole
    most: Whole


def limits(wanted: Whole, places: Whole, *, lines: int, terms: Terms) -> Limits:
    """`wanted`: people who have the opening among their candidates; `lines`: the lines of all lists together."""
    live = (wanted > 0) & (places > 0)
    offered = max(int(places[live].sum()), 1)
    # A quarter of the lines at most is kept for openings that score alone would not show.
    smallest = min(EVERYBODY, lines // (4 * max(int(live.sum()), 1)))
    least = np.maximum(terms.least * lines * places // (100 * offered), smallest)
    most = -(-terms.most * max(lines, ENOUGH * offered) * places // (100 * offered))
    return Limits(np.where(live, np.minimum(least, wanted), 0), np.maximum(most, least))
