"""Invented fairs: a hall or several, linked meeting points with computers, people at home, desks of all hours.

Sizes follow a real Thursday: 470 people and 140 enterprises at scale 1, 33 to 38 wished or recommended pairs for each person.
`capacity` is `above` (more slots than people may have interviews), `below` (about half as many) or `scarce` (fewer slots than people).
What comes back is the documented form of an instance (docs/howto/timetable-instances.md), its edges as one array.
"""

from typing import Any, Final

import numpy as np

PEOPLE, ENTERPRISES, PAIRS = 470, 140, 37
CAPACITIES: Final = ("above", "below", "scarce")
HOURS: Final = {
    "above": (((480, 690),), ((480, 690), (810, 960)), ((540, 690),), ((480, 600), (810, 930)), ((810, 990),)),
    "below": (((480, 570),), ((540, 630),), ((600, 690),), ((480, 525), (810, 855)), ((840, 930),)),
    "scarce": (((480, 510),), ((540, 575),), ((600, 640),), ((480, 500), (810, 830)), ((840, 870),)),
}
SLOTS: Final = ((15, 0), (15, 5), (20, 0), (10, 5), (20, 5))
COMES: Final = (((480, 990),), ((480, 690),), ((480, 600),), ((570, 990),), ((780, 990),), ((480, 570), (810, 900)))
OFTEN: Final = (0.42, 0.18, 0.1, 0.1, 0.08, 0.04)  # the rest comes at any quarter of an hour for one hour to three
DISABLED, BENEFIT = 0, 1


class Made:
    """The draws of one instance, in one order: the same seed gives the same fair."""

    def __init__(self, scale: int, seed: int, capacity: str) -> None:
        self.chance = np.random.default_rng([seed, scale, CAPACITIES.index(capacity)])
        self.capacity = capacity
        self.people, self.enterprises = PEOPLE * scale, ENTERPRISES * scale
        self.halls = max(2, round(0.4 * scale))
        self.points = max(3, round(0.6 * scale))

    def instance(self) -> dict[str, Any]:
        interviewers, hall_of, online = self.desks()
        people, kind, hall = self.everybody()
        edges = self.edges(kind, hall, hall_of, online)
        floors = [
            {"group": DISABLED, "share": 0.9, "of": "people"},
            {"group": BENEFIT, "share": 0.18, "of": "interviews"},
        ]
        if self.capacity == "scarce":
            floors[0]["share"] = 0.6
        whole = {"between": 5, "sites": self.sites(people), "people": people, "interviewers": interviewers}
        return whole | {"edges": edges, "floors": floors, "fixed": [], "proposed": []}

    def desks(self) -> tuple[list[dict[str, Any]], Any, Any]:
        """Three in five enterprises in a hall, one in four online, the others both."""
        kind = self.chance.choice(3, self.enterprises, p=[0.6, 0.25, 0.15])
        hall_of = np.where(kind == 1, -1, self.chance.integers(0, self.halls, self.enterprises))
        online = kind >= 1
        desks: list[dict[str, Any]] = []
        for enterprise in range(self.enterprises):
            slot, gap = SLOTS[self.chance.choice(5, p=[0.35, 0.25, 0.15, 0.15, 0.1])]
            count = int(self.chance.choice([1, 2, 3], p=[0.6, 0.3, 0.1])) if self.capacity == "above" else 1
            places: list[int | None] = [int(hall_of[enterprise])] * count if kind[enterprise] != 1 else [None] * count
            places += [None] if kind[enterprise] == 2 else []
            for site in places:
                hours = HOURS[self.capacity][self.chance.choice(5, p=[0.35, 0.2, 0.2, 0.15, 0.1])]
                desk = {"id": 10_000 + len(desks), "enterprise": 500_000 + enterprise, "site": site}
                desks.append(desk | {"windows": [list(one) for one in hours], "slot": slot, "gap": gap})
        return desks, hall_of, online

    def everybody(self) -> tuple[list[dict[str, Any]], Any, Any]:
        """Half in a hall (one in ten of them between two), one in five at a meeting point, the others at home."""
        kind = self.chance.choice(4, self.people, p=[0.45, 0.05, 0.2, 0.3])
        hall = self.chance.integers(0, self.halls, self.people)
        people = []
        for person in range(self.people):
            there = {0: [hall[person]], 1: [hall[person], (hall[person] + 1) % self.halls], 3: []}
            sites = there.get(int(kind[person]), [self.halls + int(self.chance.integers(0, self.points))])
            groups = [DISABLED] * int(self.chance.random() < 0.05) + [BENEFIT] * int(self.chance.random() < 0.2)
            most = int(self.chance.choice([3, 2, 1], p=[0.85, 0.1, 0.05]))
            one = {"id": 1_000_000 + person, "windows": self.windows(), "sites": [int(site) for site in sites]}
            people.append(one | {"most": most, "groups": groups})
        return people, kind, hall

    def windows(self) -> list[list[int]]:
        which = int(self.chance.choice(7, p=[*OFTEN, 1 - sum(OFTEN)]))
        if which < len(COMES):
            return [list(window) for window in COMES[which]]
        begins = 480 + 15 * int(self.chance.integers(0, 27))
        return [[begins, min(990, begins + 15 * int(self.chance.integers(4, 13)))]]

    def sites(self, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Halls in a ring, ten minutes from one to the next; at a meeting point one computer for four people."""
        there = np.bincount([site for one in people for site in one["sites"]], minlength=self.halls + self.points)
        found = []
        for site in range(self.halls + self.points):
            hall = site < self.halls
            computers = max(2, round(there[site] * (0.02 if hall else 0.25)))
            walks = {(site + 1) % self.halls: 10} if hall and self.halls > 1 else {}
            found.append({"id": site, "computers": computers, "walks": walks})
        return found

    def edges(self, kind: Any, hall: Any, hall_of: Any, online: Any) -> Any:
        """[n, 4]: person, enterprise, weight, opening. People wish where they can go; a few wish where they cannot.

        Some enterprises are wished for far more than others; a weight is fit to the trade and the tastes of both sides.
        """
        fame = self.chance.pareto(1.6, self.enterprises) + 0.3
        trade = self.chance.integers(0, 12, self.enterprises)
        wish = self.chance.integers(0, 12, self.people)
        chances = {None: weighed(fame * online)} | {
            h: weighed(fame * ((hall_of == h) * 2 + online * self.share())) for h in range(self.halls)
        }
        anywhere = weighed(fame)
        rows = []
        for place in [None, *range(self.halls)]:
            whom = np.flatnonzero(kind >= 2) if place is None else np.flatnonzero((kind < 2) & (hall == place))
            drawn = np.searchsorted(chances[place], self.chance.random((len(whom), PAIRS)))
            lost = self.chance.random(drawn.shape) < 0.02
            drawn[lost] = np.searchsorted(anywhere, self.chance.random(int(lost.sum())))
            rows.append(np.stack((np.repeat(whom, PAIRS), np.minimum(drawn.ravel(), self.enterprises - 1)), axis=1))
        pair = np.unique(np.concatenate(rows), axis=0)
        fit = np.where(wish[pair[:, 0]] == trade[pair[:, 1]], 350, 0)
        weight = np.clip(
            200 + fit + 150 * self.chance.normal(size=len(pair)) + 250 * self.chance.random(len(pair)), 1, 1000
        )
        opening = 3 * pair[:, 1] + self.chance.integers(0, 3, len(pair))
        return np.stack((pair[:, 0] + 1_000_000, pair[:, 1] + 500_000, weight.astype(np.int64), opening), axis=1)

    def share(self) -> float:
        """Of online enterprises among the wishes of a hall: as many in every fair, however many halls there are."""
        return 0.5 / self.halls


def weighed(fame: Any) -> Any:
    whole = np.cumsum(fame)
    return whole / whole[-1]


def made(scale: int, seed: int, capacity: str) -> dict[str, Any]:
    return Made(scale, seed, capacity).instance()
