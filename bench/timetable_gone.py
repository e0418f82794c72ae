"""Is each reason true for which an appointment of before does not stand? Shares no code with the solver.

`could`: the proposals that are said to be able to stand, all at once. What is said of another is looked at beside them and
beside what is fixed and stands.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from bench.timetable_known import Known, Rows, fixed_of, joined

Named = tuple[int, int, int]  # person, interviewer, start
AT_HOME: tuple[int | None, ...] = (None,)


class Reasons:
    def __init__(self, known: Known, could: set[Named], rows: Rows) -> None:
        self.known = known
        self.firm = {fixed_of(row) for row in rows if row["fixed"]}
        self.could = could
        self.by_person: dict[int, list[Named]] = defaultdict(list)
        self.by_desk: dict[int, list[Named]] = defaultdict(list)
        for one in self.firm | could:
            self.by_person[one[0]].append(one)
            self.by_desk[one[1]].append(one)
        self.count = Counter(one[0] for one in self.firm | could)

    def faults(self, gone: Mapping[Named, str], proposed: set[Named]) -> Iterator[str]:
        looks: dict[str, Any] = {
            "person": lambda one: one[0] not in self.known.people,
            "interviewer": lambda one: one[1] not in self.known.desks,
            "slot": lambda one: not self.is_slot(one),
            "pair": lambda one: (one[0], self.enterprise(one)) not in self.known.edges,
            "away": lambda one: not self.places(one) or not self.comes(one),
            "clash": lambda one: self.stands_against(one, self.firm) or self.nowhere(one, self.firm),
            "enough": lambda one: self.count[one[0]] >= self.known.people[one[0]].get("most", 3),
            "together": lambda one: (
                self.stands_against(one, self.firm | self.could)
                or self.nowhere(one, self.firm | self.could)
                or self.named_twice(one, proposed)
            ),
        }
        for one, why in gone.items():
            fixed = one in self.known.fixed
            known = one[0] in self.known.people and one[1] in self.known.desks
            never = ("moved", "pair", "enough", "together") if fixed else ()
            if why not in {"moved", *looks} - {*never} or one in self.firm or not (fixed or one in proposed):
                yield f"gone is said of {one}, {why}"
            elif not known and why not in ("person", "interviewer"):
                yield f"{one} names nobody: {why}"
            elif fixed and why == "clash" and not self.at_once(one):
                yield f"not true of {one}: {why}, and it is confirmed"
            elif why != "moved" and not looks[why](one):
                yield f"not true of {one}: {why}"

    def enterprise(self, one: Named) -> int:
        return int(self.known.desks[one[1]]["enterprise"])

    def ends(self, one: Named) -> int:
        return int(one[2] + self.known.desks[one[1]]["slot"])

    def is_slot(self, one: Named) -> bool:
        desk = self.known.desks[one[1]]
        step = desk["slot"] + desk.get("gap", 0)
        return any(a <= one[2] and self.ends(one) <= b and (one[2] - a) % step == 0 for a, b in joined(desk["windows"]))

    def comes(self, one: Named) -> bool:
        windows = joined(self.known.people[one[0]]["windows"])
        return any(a <= one[2] and self.ends(one) <= b for a, b in windows)

    def places(self, one: Named) -> tuple[int | None, ...]:
        """Where the person would be for it: sites, None at home."""
        sites, desk = self.known.people[one[0]].get("sites", []), self.known.desks[one[1]].get("site")
        if desk is not None:
            return (desk,) if desk in sites else ()
        return tuple(site for site in sites if self.known.sites[site].get("computers", 0)) if sites else AT_HOME

    def stands_against(self, one: Named, others: set[Named]) -> bool:
        """The same slot, or the same two."""
        taken = any(other in others and other[2] == one[2] for other in self.by_desk[one[1]] if other != one)
        mine = [other for other in self.by_person[one[0]] if other in others and other != one]
        return taken or any(self.enterprise(other) == self.enterprise(one) for other in mine)

    def named_twice(self, one: Named, proposed: set[Named]) -> bool:
        """Of two proposals of the same two only one can stand, whatever became of it."""
        others = [other for other in proposed if other[0] == one[0] and other[1] in self.known.desks and other != one]
        return any(self.enterprise(other) == self.enterprise(one) for other in others)

    def at_once(self, one: Named) -> bool:
        """What takes a confirmed one from a person: the same slot, the same two, or the same minute, and nothing less."""
        mine = [other for other in self.by_person[one[0]] if other in self.firm and other != one]
        return self.stands_against(one, self.firm) or any(
            other[2] < self.ends(one) and one[2] < self.ends(other) for other in mine
        )

    def nowhere(self, one: Named, others: set[Named]) -> bool:
        """Wherever the person would be for it, it is too near to another, or the computers may all be in use."""
        mine = [other for other in self.by_person[one[0]] if other in others and other != one]
        online = self.known.desks[one[1]].get("site") is None
        return all(
            any(not self.apart(one, here, other, there) for other in mine for there in self.places(other))
            or (online and here is not None and self.full(here, one, others))
            for here in self.places(one)
        )

    def apart(self, one: Named, here: int | None, other: Named, there: int | None) -> bool:
        onward = self.known.between + self.known.walk(here, there)
        back = self.known.between + self.known.walk(there, here)
        return bool(other[2] >= self.ends(one) + onward or one[2] >= self.ends(other) + back)

    def full(self, site: int, one: Named, others: set[Named]) -> bool:
        """All computers of the site may be in use at some minute of it."""
        beside = [other for other in others if other != one and self.sits(site, other)]
        minutes = range(one[2], self.ends(one))
        used = max(sum(other[2] <= minute < self.ends(other) for other in beside) for minute in minutes)
        return used >= int(self.known.sites[site].get("computers", 0))

    def sits(self, site: int, other: Named) -> bool:
        return self.known.desks[other[1]].get("site") is None and site in self.places(other)
