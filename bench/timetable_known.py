"""An instance by id, as the checker reads it. Shares no code with the solver."""

from typing import Any

import numpy as np

Instance = dict[str, Any]
Rows = list[dict[str, Any]]


class Known:
    """The instance by id."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.people = {one["id"]: one for one in instance["people"]}
        self.desks = {one["id"]: one for one in instance["interviewers"]}
        self.sites = {one["id"]: one for one in instance.get("sites", [])}
        self.between = instance.get("between", 0)
        self.fixed = {tuple(one) for one in instance.get("fixed", [])}
        self.edges: dict[tuple[int, int], tuple[int, set[int]]] = {}
        offered = {desk["enterprise"] for desk in instance["interviewers"]}
        for person, enterprise, weight, opening in np.asarray(instance["edges"]).reshape(-1, 4).tolist():
            if enterprise in offered:
                best, openings = self.edges.get((person, enterprise), (0, set()))
                if weight >= best:
                    kept = openings if weight == best else set()
                    self.edges[person, enterprise] = weight, kept | {opening}

    def walk(self, here: int | None, there: int | None) -> float:
        if here == there:
            return 0
        if here is None or there is None:
            return float(np.inf)
        named = self.sites[here].get("walks", {}).get(there)
        return float(named if named is not None else self.sites[there].get("walks", {}).get(here, np.inf))


def joined(windows: list[list[int]]) -> list[tuple[int, int]]:
    """Windows that touch or overlap are one."""
    whole: list[tuple[int, int]] = []
    for begins, ends in sorted((a, b) for a, b in windows if a < b):
        if whole and begins <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(ends, whole[-1][1])
        else:
            whole.append((begins, ends))
    return whole


def fixed_of(row: dict[str, Any]) -> tuple[int, int, int]:
    return row["person"], row["interviewer"], row["starts"]
