"""How many people can have an interview at all: a largest flow from people to slots, found anew. Shares no code with the solver.

Everybody takes one free slot of somebody they may meet, where and when they can be there; a slot takes one person; people who
can only sit at the computers of one site are no more than those carry in a day. Who has a fixed interview has one. The flow
begins with the timetable itself and grows along shortest paths until there is none: then it is the largest.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from bench.timetable_known import Rows
from bench.timetable_proof import Proof

NONE = -1
AT_ONCE = 4_000  # people looked at together


class Most:
    def __init__(self, proof: Proof, rows: Rows) -> None:
        self.firm = int((proof.met > 0).sum())
        self.hopeful = np.flatnonzero((proof.met == 0) & (proof.may > 0))
        self.at, self.slot = proof.ways()
        self.pool, self.room = proof.pool, proof.room.copy()
        self.slot_of = np.full(len(proof.people), NONE, np.int64)
        self.owner = np.full(len(proof.slots), NONE, np.int64)
        number = {(int(row[2]), int(row[1])): at for at, row in enumerate(proof.slots)}
        for row in rows:
            person, slot = proof.row_of[row["person"]], number[proof.desk_of[row["interviewer"]], row["starts"]]
            if not proof.met[person] and self.slot_of[person] == NONE and self.has_room(person):
                self.sit(person, slot)

    def faults(self, coverable: int) -> Iterator[str]:
        """`coverable` may leave the computers out where that says less; it is never more than without them."""
        least = self.flow()
        self.pool = np.full(len(self.pool), NONE, np.int64)
        most = self.flow()
        if not least <= coverable <= most:
            found = f"{least}" if least == most else f"{least} to {most}"
            yield f"coverable: said {coverable}, a largest flow has {found}"

    def flow(self) -> int:
        while self.grown():
            pass
        return self.firm + int((self.slot_of != NONE).sum())

    def has_room(self, person: int) -> bool:
        return bool(self.pool[person] == NONE or self.room[self.pool[person]] > 0)

    def sit(self, person: int, slot: int) -> None:
        """Somebody's first slot."""
        self.slot_of[person], self.owner[slot] = slot, person
        if self.pool[person] != NONE:
            self.room[self.pool[person]] -= 1

    def grown(self) -> int:
        """Paths of one length to slots that nobody has, at most one from each person who has none; how many were taken."""
        people, waiting = len(self.slot_of), self.hopeful[self.slot_of[self.hopeful] == NONE]
        self.by, self.instead = np.full(len(self.owner), NONE, np.int64), np.full(people, NONE, np.int64)
        self.root = np.full(people, NONE, np.int64)
        open_ = np.append(self.room > 0, True)  # the last: no pool
        frontier = waiting[open_[self.pool[waiting]]]
        self.root[frontier] = frontier
        while len(frontier):
            found = self.reached(frontier)
            free = found[self.owner[found] == NONE]
            if len(free):
                return sum(self.taken(slot) for slot in self.one_each(free).tolist())
            frontier = self.owner[found]
            self.root[frontier] = self.root[self.by[found]]
            frontier = np.concatenate((frontier, self.in_place_of(frontier, waiting)))
        return 0

    def reached(self, frontier: Any) -> Any:
        """Slots not seen before that these people could be in, and by whom each was reached."""
        new = []
        for begin in range(0, len(frontier), AT_ONCE):
            some = frontier[begin : begin + AT_ONCE]
            counts = self.at[some + 1] - self.at[some]
            way = np.arange(int(counts.sum())) + np.repeat(self.at[some] - np.cumsum(counts) + counts, counts)
            who, slots = np.repeat(some, counts), self.slot[way]
            unseen = self.by[slots] == NONE
            slots, first = np.unique(slots[unseen], return_index=True)
            self.by[slots] = who[unseen][first]
            new.append(slots)
        return np.concatenate(new).astype(np.int64)

    def in_place_of(self, seated: Any, waiting: Any) -> Any:
        """Who of a full site could come, if one of these, who sits there, gave up the day."""
        gives = {int(self.pool[one]): one for one in seated.tolist() if self.pool[one] != NONE}
        if not gives:
            return np.zeros(0, np.int64)
        come = waiting[np.isin(self.pool[waiting], list(gives)) & (self.root[waiting] == NONE)]
        self.instead[come] = [gives[int(pool)] for pool in self.pool[come].tolist()]
        self.root[come] = self.root[self.instead[come]]
        return come

    def one_each(self, free: Any) -> Any:
        """One of these slots for each person that the paths begin with."""
        return free[np.unique(self.root[self.by[free]], return_index=True)[1]]

    def taken(self, slot: int) -> int:
        """Everybody on the path to this slot moves on."""
        if not self.has_room(int(self.root[self.by[slot]])):
            return 0
        while True:
            person = int(self.by[slot])
            before, self.slot_of[person], self.owner[slot] = int(self.slot_of[person]), slot, person
            if before == NONE and self.instead[person] != NONE:
                gives = int(self.instead[person])
                before, self.slot_of[gives] = int(self.slot_of[gives]), NONE
            elif before == NONE:
                self.sit(person, slot)
                return 1
            slot = before
