"""Who meets whom: the most there is, by min-cost flow, before any minute is looked at."""

from importlib import import_module
from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.numbering import Cells

MIN_COST: Final[Any] = import_module("ortools.graph.python.min_cost_flow")  # without types
MAX_FLOW: Final[Any] = import_module("ortools.graph.python.max_flow")
UNSOLVED: Final = "the flow has no answer: {}"


class Wanted(NamedTuple):
    """`person`, `gain` (weight and what it earns beside), [edges]; `most`, `first` (what a first interview earns),
    `pool` (-1, or the site whose computers every interview of the person needs) [people]; `pool_most` [sites]."""

    person: Whole
    gain: Whole
    most: Whole
    first: Whole
    pool: Whole
    pool_most: Whole


class Arcs(NamedTuple):
    tail: Whole
    head: Whole
    capacity: Whole
    cost: Whole


SOURCE, SINK, NODES = 0, 1, 2


def chosen(wanted: Wanted, cells: Cells) -> Whole:
    """[edges]: the cell that each pair is to meet in, -1 where they are not to meet. Worth the most together."""
    used = np.flatnonzero((cells.way >= 0) & (wanted.most[wanted.person] > 0))
    if not len(used):
        return np.full(len(cells.way), -1, np.int64)
    arcs, supply = arcs_of(wanted, cells, used)
    flow = MIN_COST.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, arcs.cost)
    flow.set_nodes_supplies(np.array([SOURCE, SINK], np.int32), np.array([supply, -supply], np.int64))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(UNSOLVED.format(status))
    flows = flow.flows(np.arange(len(arcs.tail), dtype=np.int32))
    return cell_of_edges(cells, used, flows)


def arcs_of(wanted: Wanted, cells: Cells, used: Whole) -> tuple[Arcs, int]:
    """The edges first, then the ways into cells, then cells into the sink, then what leads to people."""
    people, pools, ways = len(wanted.most), len(wanted.pool_most), len(cells.way_at) - 1
    pool_node, way_node = NODES + people, NODES + people + pools
    cell_node = way_node + ways
    single = np.diff(cells.way_at) == 1
    way = cells.way[used]
    head = np.where(
        single[way], cell_node + cells.cells[np.minimum(cells.way_at[way], len(cells.cells) - 1)], way_node + way
    )
    of_way = np.repeat(np.arange(ways), np.diff(cells.way_at))
    several = ~single[of_way]
    somebody = np.flatnonzero(np.bincount(wanted.person[used], minlength=people))
    pool = wanted.pool[somebody]
    begin = np.where(pool >= 0, pool_node + pool, SOURCE)
    further = wanted.most[somebody] - 1
    sites = np.arange(pools)
    free = np.arange(len(cells.capacity))
    supply = int(wanted.most[somebody].sum())
    parts: list[tuple[Any, Any, Any, Any]] = [
        (NODES + wanted.person[used], head, np.ones(len(used)), -wanted.gain[used]),
        (way_node + of_way[several], cell_node + cells.cells[several], cells.capacity[cells.cells[several]], 0),
        (cell_node + free, SINK, cells.capacity, 0),
        (begin, NODES + somebody, np.ones(len(somebody)), -wanted.first[somebody]),
        (begin, NODES + somebody, further, 0),
        (SOURCE, pool_node + sites, wanted.pool_most, 0),
        (np.array([SOURCE]), SINK, np.array([supply]), 0),
    ]
    whole = [np.broadcast_arrays(*part) for part in parts]
    tail, heads, capacity, cost = (np.concatenate(side) for side in zip(*whole, strict=True))
    return Arcs(tail.astype(np.int32), heads.astype(np.int32), capacity.astype(np.int64), cost.astype(np.int64)), supply


def cell_of_edges(cells: Cells, used: Whole, flows: Whole) -> Whole:
    """Who goes which way is told by the flow; of those who go the same way, anybody may take any of its cells."""
    widths = np.diff(cells.way_at)
    of_way = np.repeat(np.arange(len(widths)), widths)
    several = widths[of_way] > 1
    found = np.full(len(cells.way), -1, np.int64)
    picked = used[flows[: len(used)] > 0]
    way = cells.way[picked]
    alone = widths[way] == 1
    found[picked[alone]] = cells.cells[cells.way_at[way[alone]]]
    rest = picked[~alone]
    rest = rest[np.argsort(cells.way[rest], kind="stable")]
    into = flows[len(used) : len(used) + int(several.sum())]
    found[rest] = np.repeat(cells.cells[several], into)
    return found


def most_covered(wanted: Wanted, cells: Cells, *, once: bool = True) -> int:
    """The largest flow, with one interview for each person or with all they may have: nobody can give more."""
    used = np.flatnonzero((cells.way >= 0) & (wanted.most[wanted.person] > 0))
    if not len(used):
        return 0
    arcs, _ = arcs_of(wanted._replace(most=np.minimum(wanted.most, 1)) if once else wanted, cells, used)
    flow = MAX_FLOW.SimpleMaxFlow()
    flow.add_arcs_with_capacity(arcs.tail[:-1], arcs.head[:-1], arcs.capacity[:-1])
    if flow.solve(SOURCE, SINK) != flow.OPTIMAL:
        raise RuntimeError(UNSOLVED.format("coverable"))
    return int(flow.optimal_flow())
