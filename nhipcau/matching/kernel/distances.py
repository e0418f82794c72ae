"""Whole kilometres between every place of people and every place of openings."""

from math import pi
from types import SimpleNamespace
from typing import Final

import numpy as np

from nhipcau.matching.kernel.columns import Array, Openings, People
from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN
from nhipcau.reference.api import distance_km

DOUBT: Final = 1e-6  # two ways to reckon differ by less: so near a whole number the slow way decides


def _place(row: Array) -> SimpleNamespace:
    return SimpleNamespace(latitude=float(row[0]), longitude=float(row[1]))


DIAMETER: Final = 2 * distance_km(_place(np.array([90, 0])), _place(np.array([-90, 0]))) / pi


def _on_a_globe(places: Array) -> Array:
    """Points of a ball of radius one."""
    north, east = np.radians(places[:, 0]), np.radians(places[:, 1])
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def kilometres(people: People, openings: Openings) -> Array:
    """[places of people, places of openings], as `wishes.kilometres` says; UNKNOWN in row and column nought.

    Places where nobody lives or nothing stands are left at nought: nobody asks.
    """
    table = np.zeros((len(people.places), len(openings.places)), np.int16)
    here, there = np.unique(people.place), np.unique(openings.place)
    ball, block = _on_a_globe(openings.places[there]).T, 256
    for at in range(0, len(here), block):
        rows = here[at : at + block]
        far = DIAMETER * np.arcsin(np.sqrt(np.clip(0.5 - 0.5 * (_on_a_globe(people.places[rows]) @ ball), 0, 1)))
        near = np.rint(far)
        whole = np.minimum(far, scale.FARTHEST).astype(np.int16)
        for row, column in np.argwhere((np.abs(far - near) < DOUBT) & (near > 0) & (near <= scale.FARTHEST)):
            exact = distance_km(_place(people.places[rows[row]]), _place(openings.places[there[column]]))
            whole[row, column] = min(int(exact), scale.FARTHEST)
        table[np.ix_(rows, there)] = whole
    table[0, :] = table[:, 0] = UNKNOWN
    return table
