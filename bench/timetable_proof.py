"""Does what is said prove the bound? Prices of slots and computers are taken as they come; the sum is made anew, slot by slot.

Nobody's interviews are worth more than what the person has left after paying for them plus what was paid, and no slot or computer is
paid for twice: so what all slots and computers cost, with the best that each person could have left, is more than any timetable is
worth. That holds for any prices >= 0. Shares no code with the solver.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

PEOPLE_AT_ONCE = 2_000
NEVER = 1 << 40


class Proof:
    def __init__(self, instance: dict[str, Any], said: dict[str, Any]) -> None:
        self.instance, self.said = instance, said
        self.people = instance["people"]
        self.fixed = [row for row in said["rows"] if row["fixed"]]
        self.desks()
        self.pairs()
        prices = {name: np.array(said["prices"][name], np.int64) for name in ("slot", "computer", "first", "pair")}
        self.price, self.fee, self.first, self.extra = prices.values()

    def desks(self) -> None:
        """Slots in order of enterprise, start and desk; what the fixed ones take is not for sale."""
        rows = []
        for number, desk in enumerate(self.instance["interviewers"]):
            site = -1 if desk.get("site") is None else desk["site"]
            step = desk["slot"] + desk.get("gap", 0)
            starts = [s for a, b in windows(desk["windows"]) for s in range(a, b - desk["slot"] + 1, step)]
            rows += [(desk["enterprise"], start, number, start + desk["slot"], site) for start in starts]
        self.slots = np.array(sorted(rows), np.int64).reshape(-1, 5)
        self.desk_of = {desk["id"]: number for number, desk in enumerate(self.instance["interviewers"])}
        taken = {(row["enterprise"], row["starts"], self.desk_of[row["interviewer"]]) for row in self.fixed}
        self.free = np.array([(*row,) not in taken for row in self.slots[:, :3].tolist()], bool)

    def pairs(self) -> None:
        """Edges by person in the order given, then enterprise; the heaviest of each pair, with enterprises that have a desk."""
        edges = np.asarray(self.instance["edges"]).reshape(-1, 4)[:, :3].astype(np.int64)
        row_of = {one["id"]: row for row, one in enumerate(self.people)}
        person = np.array([row_of[one] for one in edges[:, 0].tolist()], np.int64)
        order = np.lexsort((-edges[:, 2], edges[:, 1], person))
        order = order[np.isin(edges[order, 1], self.slots_enterprises())]
        pair = np.stack((person[order], edges[order, 1]), axis=1)
        new = np.ones(len(order), bool)
        new[1:] = (np.diff(pair, axis=0) != 0).any(axis=1)
        self.pair, self.weight = pair[new], edges[order[new], 2]
        firm = {(row_of[row["person"]], row["enterprise"]) for row in self.fixed}
        self.firm = np.array([(p, e) in firm for p, e in self.pair.tolist()], bool)
        self.met = np.bincount([p for p, _ in firm], minlength=len(self.people))
        self.row_of = row_of
        self.may = np.array([one.get("most", 3) for one in self.people], np.int64)
        self.walls: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in self.fixed:
            self.walls[row_of[row["person"]]].append((row["starts"], row["ends"]))

    def slots_enterprises(self) -> list[int]:
        return list({desk["enterprise"] for desk in self.instance["interviewers"]})

    def faults(self) -> Iterator[str]:
        sizes = len(self.slots), len(self.instance.get("sites", [])), len(self.people), len(self.pair)
        if sizes != tuple(len(one) for one in (self.price, self.fee, self.first, self.extra)):
            yield f"prices for {[len(one) for one in (self.price, self.fee, self.first, self.extra)]}, not {sizes}"
            return
        if min(self.price.min(initial=0), self.fee.min(initial=0)) < 0:
            yield "a price below nothing"
        proved = self.proved()
        if proved > self.said["bound"]:
            yield f"the prices prove {proved}, not the bound {self.said['bound']}"
        if proved < self.said["value"]:
            yield f"the prices prove {proved}, less than the value {self.said['value']}"

    def proved(self) -> int:
        """The least that these prices prove, without what first interviews and pairs earn beside their weights."""
        self.first = np.where(self.met > 0, 0, self.first)
        self.pool = np.full(len(self.people), -1, np.int64)
        self.found: list[tuple[Any, Any]] = []
        best = sum(self.best_of(first) for first in range(0, len(self.people), PEOPLE_AT_ONCE))
        computers = np.array([site.get("computers", 0) for site in self.instance.get("sites", [])], np.int64)
        self.room = np.maximum(0, computers * self.one_computer() - self.seated(computers))
        whole = best + int(self.price[self.free].sum()) + int(self.room @ self.fee)
        held = {(self.row_of[row["person"]], row["enterprise"]) for row in self.said["rows"] if not row["fixed"]}
        chosen = np.array([(p, e) in held for p, e in self.pair.tolist()], bool)
        served = np.unique(self.pair[chosen, 0])
        return whole - int(self.extra[chosen].sum()) - int(self.first[served].sum()) + int(self.weight[self.firm].sum())

    def one_computer(self) -> int:
        """Online interviews that fit one after another."""
        online = self.slots[self.slots[:, 4] < 0]
        count, free = 0, -NEVER
        for end, start in sorted({(int(row[3]), int(row[1])) for row in online}):
            if start >= free:
                count, free = count + 1, end
        return count

    def best_of(self, begin: int) -> int:
        """What these people could at best have left, together."""
        rows = np.flatnonzero((self.pair[:, 0] >= begin) & (self.pair[:, 0] < begin + PEOPLE_AT_ONCE))
        at, until = (np.searchsorted(self.slots[:, 0], self.pair[rows, 1], side=side) for side in ("left", "right"))
        counts = until - at
        edge = np.repeat(rows, counts)
        slot = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(at, counts)
        could = self.could(self.pair[edge, 0], slot)
        edge, slot = edge[could], slot[could]
        clear = ~self.firm[edge] & self.clear(self.pair[edge, 0], slot)
        person, hall = self.pair[edge, 0], self.slots[slot, 4] >= 0
        most, alone = self.most(begin, person[clear], slot[clear]), self.alone(begin, person[hall])
        self.pool[begin : begin + PEOPLE_AT_ONCE] = alone
        self.found.append((person[self.free[slot]], slot[self.free[slot]].astype(np.int32)))
        cheapest = np.full(len(self.pair), NEVER, np.int64)
        open_ = self.free[slot] & clear
        np.minimum.at(cheapest, edge[open_], self.price[slot[open_]])
        rows = rows[cheapest[rows] < NEVER]
        who = self.pair[rows, 0] - begin
        fee = np.where(alone >= 0, self.fee[alone], 0) if len(self.fee) else np.zeros(len(alone), np.int64)
        left = self.weight[rows] + self.extra[rows] - cheapest[rows] - fee[who]
        order = np.lexsort((-left, who))
        who, left = who[order], left[order]
        rank = np.arange(len(who)) - np.searchsorted(who, who)
        counted = rank < most[who]
        part = np.where(rank == 0, left + self.first[begin + who], np.maximum(left, 0))[counted]
        return int(np.maximum(0, np.bincount(who[counted], part, len(most))).sum())

    def could(self, person: Any, slot: Any) -> Any:
        """Whether the person could be in the slot: at home or with a computer if online, else on its site; in a window."""
        rows = np.unique(person)
        fits = np.zeros(len(person), bool)
        for row in rows.tolist():
            mine = slice(*np.searchsorted(person, [row, row + 1]))
            start, end, site = self.slots[slot[mine]][:, [1, 3, 4]].T
            one = self.people[row]
            sites = one.get("sites", [])
            equipped = not sites or any(self.computers_at(place) for place in sites)
            there = np.where(site < 0, equipped, np.isin(site, sites))
            when = [(start >= a) & (end <= b) for a, b in windows(one["windows"])]
            fits[mine] = there & np.any(when, axis=0) if when else False
        return fits

    def computers_at(self, place: int) -> int:
        if not hasattr(self, "at_site"):
            self.at_site = {site["id"]: site.get("computers", 0) for site in self.instance["sites"]}
        return int(self.at_site[place])

    def most(self, begin: int, person: Any, slot: Any) -> Any:
        """Interviews that each may have beside the fixed ones and has the time for: always the next one that ends first."""
        some = self.may[begin : begin + PEOPLE_AT_ONCE]
        may = np.maximum(0, some - self.met[begin : begin + PEOPLE_AT_ONCE])
        free, had, between = np.full(len(some), -NEVER), np.zeros(len(some), np.int64), self.instance.get("between", 0)
        for _ in range(int(may.max(initial=0))):
            ends = np.full(len(some), NEVER)
            later = self.slots[slot, 1] >= free[person - begin]
            np.minimum.at(ends, person[later] - begin, self.slots[slot[later], 3])
            had += ends < NEVER
            free = np.where(ends < NEVER, ends + between, NEVER)
        return np.minimum(may, had)

    def clear(self, person: Any, slot: Any) -> Any:
        """Whether the minutes between are there before and after every fixed one of the person."""
        fits, between = np.ones(len(person), bool), self.instance.get("between", 0)
        for row in np.intersect1d(person, list(self.walls)).tolist():
            mine = slice(*np.searchsorted(person, [row, row + 1]))
            start, end = self.slots[slot[mine]][:, [1, 3]].T
            for begins, ends in self.walls[row]:
                fits[mine] &= (start >= ends + between) | (end + between <= begins)
        return fits

    def alone(self, begin: int, in_hall: Any) -> Any:
        """The row of the site whose computers every interview of the person needs, or -1."""
        some = self.people[begin : begin + PEOPLE_AT_ONCE]
        number = {site["id"]: row for row, site in enumerate(self.instance.get("sites", []))}
        halls = set(np.unique(in_hall).tolist())
        only = [len(one.get("sites", [])) == 1 and begin + row not in halls for row, one in enumerate(some)]
        return np.array([number[one["sites"][0]] if yes else -1 for one, yes in zip(some, only, strict=True)], np.int64)

    def seated(self, computers: Any) -> Any:
        """Of the fixed ones who need a site's computers, as many as its computers carry, by site; who ends first sits first."""
        free, found = [[-NEVER] * count for count in computers.tolist()], np.zeros(len(computers), np.int64)
        for row in sorted(self.fixed, key=lambda row: row["ends"]):
            site = int(self.pool[self.row_of[row["person"]]])
            ready = [one for one in free[site] if one <= row["starts"]] if site >= 0 and row["online"] else []
            if ready:
                free[site].remove(max(ready))
                free[site].append(row["ends"])
                found[site] += 1
        return found

    def ways(self) -> tuple[Any, Any]:
        """`at` [people + 1] and the free slots that each could be in, whoever is in them now. After `faults` only."""
        counts = np.zeros(len(self.people), np.int64)
        for who, _slots in self.found:
            counts += np.bincount(who, minlength=len(counts))
        slots = [np.zeros(0, np.int32), *(slots for _who, slots in self.found)]
        return np.concatenate(([0], np.cumsum(counts))), np.concatenate(slots)


def windows(given: list[list[int]]) -> list[tuple[int, int]]:
    whole: list[list[int]] = []
    for a, b in sorted(one for one in given if one[0] < one[1]):
        if whole and a <= whole[-1][1]:
            whole[-1][1] = max(b, whole[-1][1])
        else:
            whole.append([a, b])
    return [(a, b) for a, b in whole]
