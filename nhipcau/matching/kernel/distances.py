"""Whole kilometres between every place of people and every place of openings."""

from math import pi
from types import SimpleNamespace
from typing import Final

import numpy as np

from nhipcau.matching.kernel.columns import Array
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


def kilometres(here: Array, there: Array) -> Array:
    """[places of people, places of openings], as `wishes.kilometres` says; UNKNOWN in row and column nought."""
    chord = np.clip(0.5 - 0.5 * (_on_a_globe(here) @ _on_a_globe(there).T), 0, 1)
    far = DIAMETER * np.arcsin(np.sqrt(chord))
    near = np.rint(far)
    whole = np.minimum(far, scale.FARTHEST).astype(np.int16)
    for row, column in np.argwhere((np.abs(far - near) < DOUBT) & (near > 0) & (near <= scale.FARTHEST)):
        whole[row, column] = min(int(distance_km(_place(here[row]), _place(there[column]))), scale.FARTHEST)
    whole[0, :] = whole[:, 0] = UNKNOWN
    return whole
