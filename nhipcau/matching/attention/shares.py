"""How many people should see an opening: its share by free places, and the least and most around it."""

from dataclasses import dataclass

import numpy as np

from nhipcau.matching.attention.settling import NONE, Rows, Whole
from nhipcau.matching.attention.trade import ENOUGH, EVERYBODY, Terms


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


def wanting(openings: Rows, count: int) -> Whole:
    """A number for each of `count` opening rows: the people who have it among their candidates."""
    return np.bincount(openings[openings != NONE], minlength=count)


def part_of(places: Whole, here: Whole, everywhere: Whole) -> Whole:
    """The places that fall to some of the people, by how many of those who want an opening are among them.

    At least one where somebody is, so the parts of all groups together are more than `places` by less than one a group.
    """
    part: Whole = -(-places * here // np.maximum(everywhere, 1))
    return part
