"""Kinds of slots by enterprise become cells; people who fit the same cells of an enterprise go one way through it."""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled

SALT: Final = 20261116


class Cells(NamedTuple):
    """A cell is the slots of an enterprise that exactly the same of its people could take. `of` [slots], `capacity`.

    `way` [edges]: the way of each edge, -1 when its person fits no slot; cells of way w: `way_at[w]` to `way_at[w + 1]`
    of `cells`. A way belongs to one enterprise.
    """

    of: Whole
    capacity: Whole
    way: Whole
    way_at: Whole
    cells: Whole


def cells_of(slot_at: Whole, kind: Whole, fits: Whole, person: Whole, enterprise: Whole, taken: Whole) -> Cells:
    """`fits` [people, kinds]; `person` and `enterprise` [edges]; `taken` [slots]: not to be given any more."""
    types, type_of = np.unique(np.packbits(fits, axis=1), axis=0, return_inverse=True)
    type_fits = np.unpackbits(types, axis=1, count=fits.shape[1]).astype(bool)
    chance = np.random.default_rng(SALT)
    kind_salt, type_salt = (chance.integers(1, 1 << 62, size) for size in type_fits.shape[::-1])
    enterprises = len(slot_at) - 1
    pair, pair_of = np.unique(enterprise * len(types) + type_of[person], return_inverse=True)
    near = np.unique(np.repeat(np.arange(enterprises), np.diff(slot_at)) * fits.shape[1] + kind)
    e_type, e_kind = np.divmod(pair, len(types)), np.divmod(near, max(fits.shape[1], 1))
    type_at, kind_at = (np.searchsorted(side[0], np.arange(enterprises + 1)) for side in (e_type, e_kind))
    row_sum, column_sum = np.zeros(len(pair), np.int64), np.zeros(len(near), np.int64)
    signed(type_at, e_type[1], kind_at, e_kind[1], type_fits, kind_salt, type_salt, row_sum, column_sum)
    cell_code, cell_of_near = unique_pairs(e_kind[0], column_sum)
    of_slot = cell_of_near[
        np.searchsorted(near, np.repeat(np.arange(enterprises), np.diff(slot_at)) * fits.shape[1] + kind)
    ]
    capacity = np.bincount(of_slot[taken == 0], minlength=cell_code)
    ways, way_of_pair = unique_pairs(e_type[0], row_sum)
    first = np.zeros(ways, np.int64)
    first[way_of_pair[::-1]] = np.arange(len(pair))[::-1]
    counts, cells = listed(first, e_type, kind_at, e_kind[1], type_fits, cell_of_near)
    way = way_of_pair[pair_of]
    way_at = np.concatenate(([0], np.cumsum(counts)))
    return Cells(of_slot, capacity, np.where(counts[way] > 0, way, -1), way_at, cells)


def unique_pairs(one: Whole, other: Whole) -> tuple[int, Whole]:
    """How many different pairs, and the number of each, in order of `one`."""
    order = np.lexsort((other, one))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(one[order]) != 0) | (np.diff(other[order]) != 0)
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.cumsum(new) - 1
    return int(new.sum()), numbers


def listed(first: Whole, e_type: Any, kind_at: Whole, kind: Whole, fits: Whole, cell: Whole) -> tuple[Whole, Whole]:
    """Cells of every way, each once, ascending."""
    enterprise, type_ = e_type[0][first], e_type[1][first]
    counts = kind_at[enterprise + 1] - kind_at[enterprise]
    way = np.repeat(np.arange(len(first)), counts)
    near = np.arange(len(way)) - np.repeat(np.cumsum(counts) - counts, counts) + kind_at[enterprise][way]
    open_ = fits[type_[way], kind[near]]
    both = np.unique(way[open_] * (int(cell.max(initial=0)) + 1) + cell[near[open_]])
    way, cells = np.divmod(both, int(cell.max(initial=0)) + 1)
    return np.bincount(way, minlength=len(first)), cells


@compiled
def signed(
    type_at: Any,
    types: Any,
    kind_at: Any,
    kinds: Any,
    fits: Any,
    kind_salt: Any,
    type_salt: Any,
    rows: Any,
    columns: Any,
) -> None:
    """Sums of salts: the same for types with the same kinds open, and for kinds open to the same types."""
    for enterprise in range(len(type_at) - 1):
        for row in range(type_at[enterprise], type_at[enterprise + 1]):
            for column in range(kind_at[enterprise], kind_at[enterprise + 1]):
                if fits[types[row], kinds[column]]:
                    rows[row] += kind_salt[kinds[column]]
                    columns[column] += type_salt[types[row]]
