"""What a slot is worth: prices that prove how good a choice is, whatever they are.

Everybody pays the price of each slot they take, and everybody with no way but a site's computers the price of those. What all
slots and computers cost together, and what each person could at best have left after paying, is at least the worth of any timetable:
for in it nobody takes more than that, and no slot is paid twice. So any prices >= 0 give a bound. The right ones give the least.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.numbering import Cells
from nhipcau.fairs.timetable.pairs import Wanted

SWEEPS: Final = 2_000


class Settled(NamedTuple):
    """`cell`: price of a slot [cells]; `pool`: of an interview at the computers of a site [sites]; `sweeps` taken."""

    cell: Whole
    pool: Whole
    sweeps: int


def settled(wanted: Wanted, cells: Cells, chosen: Whole) -> Settled:
    """The lowest prices at which nobody would rather have another slot than those the flow gave them."""
    price, pool_price = np.zeros(len(cells.capacity), np.int64), np.zeros(len(wanted.pool_most), np.int64)
    served = np.bincount(wanted.person[chosen >= 0], minlength=len(wanted.most))
    inside = wanted.pool >= 0
    used = np.bincount(wanted.pool[inside], served[inside], len(wanted.pool_most))
    full = (used >= wanted.pool_most) & (wanted.pool_most > 0)
    at = np.searchsorted(wanted.person, np.arange(len(wanted.most) + 1))
    for sweep in range(SWEEPS):
        if full.any():
            drops(at, wanted.gain, wanted.first, wanted.pool, chosen, price, full, pool_price)
        columns = (wanted.gain, wanted.most, wanted.first, wanted.pool, cells.way, cells.way_at, cells.cells)
        if not raised(at, *columns, chosen, price, pool_price):
            return Settled(price, pool_price, sweep + 1)
    return Settled(price, pool_price, SWEEPS)


def bound(wanted: Wanted, cells: Cells, price: Whole, pool_price: Whole) -> int:
    """Worth that no timetable exceeds, with what first interviews and pairs earn beside their weights."""
    at = np.searchsorted(wanted.person, np.arange(len(wanted.most) + 1))
    columns = (wanted.gain, wanted.most, wanted.first, wanted.pool, cells.way, cells.way_at, cells.cells)
    best = np.empty(int(wanted.most.max(initial=0)) + 1, np.int64)
    left = int(best_left(at, *columns, price, pool_price, best))
    return left + int(cells.capacity @ price) + int(wanted.pool_most @ pool_price)


@compiled
def drops(at: Any, gain: Any, first: Any, pool: Any, chosen: Any, price: Any, full: Any, pool_price: Any) -> None:
    """Where computers are full, an interview there costs what the least of those that are there brings."""
    for site in range(len(full)):
        pool_price[site] = 1 << 40 if full[site] else 0
    for p in range(len(at) - 1):
        if pool[p] < 0 or not full[pool[p]]:
            continue
        count, least = 0, 1 << 40
        for e in range(at[p], at[p + 1]):
            if chosen[e] >= 0:
                count += 1
                least = min(least, gain[e] - price[chosen[e]])
        if count == 1:
            least += first[p]
        pool_price[pool[p]] = max(0, min(pool_price[pool[p]], least))


@compiled
def raised(
    at: Any,
    gain: Any,
    most: Any,
    first: Any,
    pool: Any,
    way: Any,
    way_at: Any,
    cells: Any,
    chosen: Any,
    price: Any,
    fee: Any,
) -> int:
    """One sweep over everybody; how many prices went up."""
    ups = 0
    for p in range(len(at) - 1):
        if most[p] == 0:
            continue
        count, least = 0, 1 << 40
        for e in range(at[p], at[p + 1]):
            if chosen[e] >= 0:
                count += 1
                least = min(least, gain[e] - price[chosen[e]])
        if count < most[p]:
            least = min(least, (fee[pool[p]] if pool[p] >= 0 else 0) - (first[p] if count == 0 else 0))
        for e in range(at[p], at[p + 1]):
            if way[e] < 0:
                continue
            worth = gain[e] - least if chosen[e] < 0 else price[chosen[e]]
            if worth <= 0:
                continue
            for k in range(way_at[way[e]], way_at[way[e] + 1]):
                if price[cells[k]] < worth:
                    price[cells[k]] = worth
                    ups += 1
    return ups


@compiled
def best_left(
    at: Any,
    gain: Any,
    most: Any,
    first: Any,
    pool: Any,
    way: Any,
    way_at: Any,
    cells: Any,
    price: Any,
    fee: Any,
    best: Any,
) -> int:
    """What everybody could at best have left after paying, together."""
    whole = 0
    for p in range(len(at) - 1):
        count = 0
        for e in range(at[p], at[p + 1]):
            if way[e] < 0 or most[p] == 0:
                continue
            cheapest = 1 << 40
            for k in range(way_at[way[e]], way_at[way[e] + 1]):
                cheapest = min(cheapest, price[cells[k]])
            left = gain[e] - cheapest - (fee[pool[p]] if pool[p] >= 0 else 0)
            if count == most[p] and left <= best[count - 1]:
                continue
            i = count if count < most[p] else count - 1
            while i > 0 and best[i - 1] < left:
                best[i] = best[i - 1]
                i -= 1
            best[i] = left
            count = min(count + 1, most[p])
        total, top = first[p], 0
        for i in range(count):
            total += best[i]
            top = max(top, total)
        whole += top
    return whole
