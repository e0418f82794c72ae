"""The bound of a linear programme, slot by slot, by HiGHS: python -m bench.timetable_lp INSTANCE COVERED FLOORS.

In a process of its own: HiGHS and OR-Tools cannot share one. Reads the documented form of an instance. One variable for each pair and
slot, one for each person who has an interview; nobody more than they may or two at once, a slot once, a pair once, computers at every minute one
of those begins, at least COVERED people, and for each floor at least as many as FLOORS (JSON) says. What it prints is at least the worth of
every timetable that serves as many people and floors.
"""

import json
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from bench.timetable_files import read
from bench.timetable_known import Known, joined


class Programme:
    """Rows `a x <= b`, built one by one; the columns are options (edge, start, end, site, online), then people."""

    def __init__(self, instance: dict[str, Any]) -> None:
        self.known = Known(instance)
        self.options = [option for pair, (weight, _) in self.known.edges.items() for option in self.of(pair, weight)]
        self.people = {person: len(self.options) + n for n, person in enumerate(sorted({o[0] for o in self.options}))}
        self.entries: list[tuple[int, int, float]] = []
        self.most: list[float] = []

    def of(self, pair: tuple[int, int], weight: int) -> list[tuple[int, int, int, int, int, int | None, int]]:
        """(person, enterprise, interviewer, start, end, computer's site, weight) of each slot the two could share."""
        person = self.known.people[pair[0]]
        found: list[tuple[int, int, int, int, int, int | None, int]] = []
        sites = person.get("sites", [])
        for desk in self.desks(pair[1]):
            if desk.get("site") is not None:
                places = [None] if desk["site"] in sites else []
            else:
                places = [site for site in sites if self.known.sites[site].get("computers", 0)] if sites else [None]
            for a, b in joined(desk["windows"]):
                for start in range(a, b - desk["slot"] + 1, desk["slot"] + desk.get("gap", 0)):
                    end = start + desk["slot"]
                    if any(x <= start and end <= y for x, y in joined(person["windows"])):
                        found += [(*pair, desk["id"], start, end, place, weight) for place in places]
        return found

    def desks(self, enterprise: int) -> list[dict[str, Any]]:
        if not hasattr(self, "by_enterprise"):
            self.by_enterprise: dict[int, list[dict[str, Any]]] = defaultdict(list)
            for desk in self.known.desks.values():
                self.by_enterprise[desk["enterprise"]].append(desk)
        return self.by_enterprise[enterprise]

    def row(self, columns: list[tuple[int, float]], most: float) -> None:
        self.entries += [(len(self.most), column, factor) for column, factor in columns]
        self.most.append(most)

    def grouped(self, key: Any) -> dict[Any, list[int]]:
        groups: dict[Any, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            groups[key(option)].append(number)
        return groups

    def built(self, covered: int, floors: list[int]) -> None:
        for same in (lambda o: o[:2], lambda o: o[2:4]):
            for group in self.grouped(same).values():
                self.row([(i, 1) for i in group], 1)
        for person, group in self.grouped(lambda o: o[0]).items():
            self.row([(i, 1) for i in group], self.known.people[person].get("most", 3))
            self.row([(self.people[person], 1), *((i, -1) for i in group)], 0)
            self.one_at_a_time(group)
        for site, group in self.grouped(lambda o: o[5]).items():
            for minute in {self.options[i][3] for i in group} if site is not None else ():
                there = [(i, 1.0) for i in group if self.options[i][3] <= minute < self.options[i][4]]
                self.row(there, self.known.sites[site]["computers"])
        self.row([(column, -1) for column in self.people.values()], -covered)
        for floor, least in zip(self.known.instance.get("floors", []), floors, strict=True):
            inside = {one["id"] for one in self.known.instance["people"] if floor["group"] in one.get("groups", [])}
            if floor["of"] == "people":
                self.row([(column, -1) for person, column in self.people.items() if person in inside], -least)
            else:
                self.row([(i, -1) for i, o in enumerate(self.options) if o[0] in inside], -least)

    def one_at_a_time(self, group: list[int]) -> None:
        """At every minute where one could begin, a person is in one interview or in the minutes after it."""
        for minute in sorted({self.options[i][3] for i in group}):
            there = [i for i in group if self.options[i][3] <= minute < self.options[i][4] + self.known.between]
            if len({self.options[i][1] for i in there}) > 1:
                self.row([(i, 1) for i in there], 1)

    def optimum(self, *, people: bool = False) -> float:
        """The most worth; `people`: the most people who have an interview."""
        if not self.options:
            return 0.0
        highs: Any = import_module("highspy")
        rows, columns, factors = (np.array(side) for side in zip(*self.entries, strict=True))
        size = len(self.options) + len(self.people)
        model = highs.HighsLp()
        model.num_row_, model.num_col_ = len(self.most), size
        worth = [0.0 if people else -option[6] for option in self.options]
        model.col_cost_ = np.array(worth + [-1.0 if people else 0.0] * len(self.people), float)
        model.col_lower_, model.col_upper_ = np.zeros(size), np.ones(size)
        model.row_lower_, model.row_upper_ = np.full(len(self.most), -highs.kHighsInf), np.array(self.most, float)
        matrix = model.a_matrix_
        matrix.format_ = highs.MatrixFormat.kRowwise
        matrix.start_ = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(self.most))))).astype(np.int32)
        matrix.index_, matrix.value_ = columns.astype(np.int32), factors.astype(float)
        solver = highs.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highs.HighsModelStatus.kOptimal:
            raise RuntimeError(solver.modelStatusToString(solver.getModelStatus()))
        return -float(solver.getInfo().objective_function_value)


def run() -> int:
    programme = Programme(read(Path(sys.argv[1])))
    programme.built(int(sys.argv[2]), json.loads(sys.argv[3]))
    alone = Programme(programme.known.instance)
    alone.built(0, [0] * len(programme.known.instance.get("floors", [])))
    people = alone.optimum(people=True)
    print(
        json.dumps(
            {
                "optimum": programme.optimum(),
                "people": people,
                "columns": len(programme.options),
                "rows": len(programme.most),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(run())
