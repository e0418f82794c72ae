"""The linear programme above our lists, solved by HiGHS: python -m bench.attention_bound FILE.

A process of its own, because HiGHS and OR-Tools cannot stand in one. FILE holds `openings`, `scores`, `lines`, `rows` and
`prices` (numpy); it prints the bound in points and, from the same candidates, how many places any lists could fill.
"""

import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np


def bound(**arrays: Any) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "market.npz"
        np.savez(file, **arrays)
        asked = [sys.executable, "-m", "bench.attention_bound", str(file)]
        found: dict[str, float] = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    return found


def solved(market: Any) -> dict[str, float]:
    people, at = np.nonzero(market["openings"] >= 0)
    heads, points = market["openings"][people, at], market["scores"][people, at].astype(float)
    forced = market["prices"] < market["forced"] / -2
    prices = (market["prices"] + np.where(forced, market["forced"], 0)) / 1000
    looking, offered = len(market["lines"]), len(market["places"])
    # One column an edge and one a view; one row a person (their lines) and one an opening (lines = views).
    columns = np.concatenate((points, -prices))
    lower = np.concatenate((np.zeros(len(people)), forced.astype(float)))
    lines = np.concatenate((market["lines"].astype(float), np.zeros(offered)))
    first = [np.array([p, looking + o]) for p, o in zip(people, heads, strict=True)]
    edges = [*first, *(np.array([looking + row]) for row in market["rows"])]
    values = [*(np.array([1.0, 1.0]) for _edge in people), *(np.array([-1.0]) for _row in market["rows"])]
    best = maximum(columns, lower, np.ones(len(columns)), lines, lines, edges, values)
    room = np.concatenate((np.ones(looking), market["places"].astype(float)))
    ones = np.ones(len(people))
    most = maximum(ones, 0 * ones, ones, np.full(len(room), -np.inf), room, first, [np.ones(2) for _edge in people])
    return {"bound": best, "fillable": most}


def maximum(cost: Any, lower: Any, upper: Any, least: Any, most: Any, rows: list[Any], values: list[Any]) -> float:
    highspy: Any = importlib.import_module("highspy")

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(most)
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, lower, upper
    model.row_lower_, model.row_upper_ = least, most
    model.sense_ = highspy.ObjSense.kMaximize
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate(([0], np.cumsum([len(each) for each in rows])))
    model.a_matrix_.index_, model.a_matrix_.value_ = np.concatenate(rows), np.concatenate(values)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError("HiGHS found no optimum.")
    return float(solver.getInfo().objective_function_value)


if __name__ == "__main__":
    print(json.dumps(solved(np.load(sys.argv[1]))))
