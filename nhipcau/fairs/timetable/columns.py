"""The columns of a problem. Rows are numbered from 0; a list of row r stands at `x_at[r]` up to `x_at[r + 1]` of `x`."""

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

Whole = npt.NDArray[Any]
NOWHERE = -1  # as a site: at home, or an online room
UNREACHED = 1 << 20  # minutes to a site that cannot be reached
MOST_WEIGHT = 1000


class Refused(ValueError):
    """The problem contradicts itself: an id twice, an edge of somebody unknown, a weight out of range."""


@dataclass(frozen=True, slots=True)
class People:
    """`id`, `most`, `groups` [n]; `windows` [w, 2] in order of time, `sites` rows of sites; empty: at home."""

    id: Whole
    most: Whole
    groups: Whole
    window_at: Whole
    windows: Whole
    site_at: Whole
    sites: Whole


@dataclass(frozen=True, slots=True)
class Interviewers:
    """`id`, `enterprise` (row), `site` (row or NOWHERE), `slot`, `gap` [n]; `windows` [w, 2] in order of time."""

    id: Whole
    enterprise: Whole
    site: Whole
    slot: Whole
    gap: Whole
    window_at: Whole
    windows: Whole


@dataclass(frozen=True, slots=True)
class Edges:
    """`person`, `enterprise` (rows), `weight`, `opening` (-1: none) [n], sorted by person, then enterprise."""

    person: Whole
    enterprise: Whole
    weight: Whole
    opening: Whole


@dataclass(frozen=True, slots=True)
class Sites:
    """`id`, `computers` [n]; `walk` [n, n] minutes, UNREACHED where nobody can go."""

    id: Whole
    computers: Whole
    walk: Whole
