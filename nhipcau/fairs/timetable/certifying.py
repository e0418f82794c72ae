"""What can be said of a timetable, with the proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from nhipcau.fairs.timetable.answer import Certificate, FloorMet, Prices
from nhipcau.fairs.timetable.day import FREE, NOBODY, apart
from nhipcau.fairs.timetable.earning import counts_of, possible
from nhipcau.fairs.timetable.laying import Laid
from nhipcau.fairs.timetable.pairs import Wanted
from nhipcau.fairs.timetable.prices import Settled


@dataclass(frozen=True, slots=True)
class Proof:
    """`bound` with all that is earned in it."""

    wanted: Wanted
    paid: Settled
    bound: int


@dataclass(frozen=True, slots=True)
class Said:
    """`proofs`: each true of every timetable that serves as many people, and of groups and proposals as many, as this one."""

    proofs: Sequence[Proof]
    coverable: int
    unplaced: int


def certificate(laid: Laid, said: Said, seconds: Mapping[str, float]) -> Certificate:
    held = laid.held
    placed = held.slot_of != FREE
    value = int(laid.weight[placed].sum())
    bound, proof = min(((bound_of(laid, one), one) for one in said.proofs), key=lambda one: one[0])
    reachable = np.bincount(laid.day.person[laid.cells.way >= 0], minlength=len(held.count)) > 0
    served, kept = held.count[held.count > 0], int((placed & (laid.proposed == 1) & at_once(laid)).sum())
    beside = (proof.wanted.gain - laid.weight)[laid.edge >= 0]
    paid = Prices(proof.paid.cell[laid.cells.of], proof.paid.pool, proof.wanted.first, beside)
    return Certificate(
        value=value,
        bound=bound,
        ratio=value / bound if bound else 1.0,
        people=len(held.count),
        reachable=int(np.count_nonzero(reachable | (laid.firm > 0))),
        covered=len(served),
        coverable=max(len(served), said.coverable),
        interviews=int(served.sum()),
        least=int(served.min(initial=served.max(initial=0))),
        median=float(np.median(served)) if len(served) else 0.0,
        slots=len(held.occupant),
        idle=int(np.count_nonzero(held.occupant == FREE)),
        floors=floors_of(laid),
        kept=kept / laid.standing if laid.standing else 1.0,
        unplaced=said.unplaced,
        near=near(laid),
        crowded=crowded(laid),
        seconds=dict(seconds),
        prices=paid,
    )


def bound_of(laid: Laid, proof: Proof) -> int:
    """Without what is earned beside the weights by those who have an interview now."""
    held, wanted = laid.held, proof.wanted
    free = (held.slot_of != FREE) & (laid.day.locked == 0)
    earned = int((wanted.gain - laid.weight)[free].sum()) + int(wanted.first[held.count > 0].sum())
    return proof.bound - earned + int(laid.weight[laid.day.locked == 1].sum())


def at_once(laid: Laid) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray(laid.held.slot_of == laid.day.kept_slot)


def floors_of(laid: Laid) -> tuple[FloorMet, ...]:
    found = []
    for floor, (asked, had) in zip(laid.given.floors, counts_of(laid, laid.held.count), strict=True):
        found.append(FloorMet(floor, asked, had, had if had >= asked else possible(laid, floor), had >= asked))
    return tuple(found)


def near(laid: Laid) -> int:
    """Fixed appointments that stand too near to another of the person's."""
    day, held, found = laid.day, laid.held, set()
    for person in np.flatnonzero(laid.firm > 1).tolist():
        mine = [edge for edge in held.rows[person][: held.count[person]].tolist() if day.locked[edge]]
        for one, other in combinations(mine, 2):
            here, there = ((held.slot_of[edge], held.place_of[edge]) for edge in (one, other))
            if not apart(day, *here, *there):
                found |= {one, other}
    return len(found)


def crowded(laid: Laid) -> int:
    """Fixed appointments at a computer while more computers are needed there than there are."""
    day, held = laid.day, laid.held
    over = held.busy > np.asarray(day.computers)[:, None]
    seated = np.flatnonzero((day.locked == 1) & (held.place_of != NOBODY))
    online = seated[day.site[held.slot_of[seated]] < 0] if over.any() else seated[:0]
    begins, ends = (side[held.slot_of[online]] - day.zero for side in (day.start, day.end))
    spans = zip(held.place_of[online].tolist(), begins.tolist(), ends.tolist(), strict=True)
    return sum(bool(over[place, begin:end].any()) for place, begin, end in spans)
