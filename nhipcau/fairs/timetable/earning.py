"""What first interviews, floors and proposals earn in the flow, and how much more when that was not enough."""

from dataclasses import dataclass
from math import ceil, isqrt
from typing import Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.laying import Laid
from nhipcau.fairs.timetable.pairs import Wanted, chosen, most_covered
from nhipcau.fairs.timetable.records import Floor, Of

FIRST: Final = 5_000  # five times the weight of any pair
STAYS: Final = 2_000
FAVOUR: Final = 500  # for an interview of a group whose floor is on interviews
MOST_FAVOUR: Final = 4_000  # less than what anybody's first interview earns
TRIES: Final = 6
MOVES: Final = 0.04  # of the proposals, in the flow; what is left of one in twenty is for the minutes
MARGIN: Final = 0.002  # of the interviews: what may be lost between the flow and the minutes


class Tried(NamedTuple):
    """`wanted` with all that is earned, `cell` [pairs] where each chosen pair is to meet (-1: not)."""

    wanted: Wanted
    cell: Whole


@dataclass(slots=True)
class Choice:
    """`now`: what is to be placed; `tried`: whatever was looked at, each a proof of its own; `most` people there could be
    with an interview as far as the flow can tell."""

    now: Tried
    tried: list[Tried]
    most: int


def choice(laid: Laid) -> Choice:
    """The flow, again with other earnings as long as somebody is left out, a floor is not met or too much moves.

    What moves too much is taken only if nothing else was found; then, who leaves fewest out; then, what takes an interview
    from nobody for a floor on interviews: that floor is looked at last, when the rest is settled.
    """
    base, favour = laid.wanted, np.zeros(len(laid.given.floors), np.int64)
    first, stays, most, plain = FIRST, Staying(), -1, 0
    found: list[tuple[tuple[bool, int, bool], Tried]] = []
    for _ in range(TRIES):
        wanted = earning(laid, base, first, favour, stays.now)
        cell = chosen(wanted, laid.cells)
        served = np.bincount(base.person[cell >= 0], minlength=len(base.most)) + laid.firm
        covered, interviews = int(np.count_nonzero(served)), int(served.sum())
        most = people_most(laid, covered) if most < 0 else most
        moves = int(laid.proposed[cell < 0].sum()) > laid.standing * MOVES
        plain = plain if favour[on_interviews(laid)].any() else interviews
        found.append(((not moves, covered, interviews >= plain), Tried(wanted, cell)))
        settled = covered >= most and not moves
        more = raised(laid, served, favour, settled)
        if settled and (more == favour).all():
            break
        if not stays.weighed(moves, covered < most) and covered < most:
            first *= 8
        favour = more
    return Choice(max(reversed(found), key=lambda one: one[0])[1], [one for _, one in found], most)


def raised(laid: Laid, served: Whole, favour: Whole, settled: bool) -> Whole:
    """What the groups earn next time: more where a floor is short, on interviews only once the rest is settled."""
    short = np.array([had < asked for asked, had in counts_of(laid, served, MARGIN)], bool)
    more = np.where(on_interviews(laid), np.clip(favour * 4, FAVOUR, MOST_FAVOUR), FAVOUR)
    return np.where(short & (settled | ~on_interviews(laid)), more, favour)


def on_interviews(laid: Laid) -> Whole:
    return np.array([floor.of is Of.INTERVIEWS for floor in laid.given.floors], bool)


class Staying:
    """What a proposal earns: more when too many moved, and less again when that left somebody out."""

    def __init__(self) -> None:
        self.now, self.low, self.high = STAYS, 0, 0

    def weighed(self, moves: bool, short: bool) -> bool:
        """Whether it is another sum now."""
        if moves:
            self.low = self.now
        elif short and self.low:
            self.high = self.now
        else:
            return False
        self.now = isqrt(self.low * self.high) if self.high else self.now * 8
        return True


def people_most(laid: Laid, covered: int) -> int:
    """Asked of a flow of its own only where somebody who has a pair is left out."""
    wanted = laid.wanted
    open_ = (laid.cells.way >= 0) & (wanted.most[wanted.person] > 0)
    hopeful = np.bincount(wanted.person[open_], minlength=len(wanted.most)) > 0
    there = int(np.count_nonzero(hopeful | (laid.firm > 0)))
    if covered == there:
        return there
    return int(np.count_nonzero(laid.firm)) + most_covered(uncovered_only(laid), laid.cells)


def uncovered_only(laid: Laid) -> Wanted:
    return laid.wanted._replace(most=np.where(laid.firm > 0, 0, laid.wanted.most))


def earning(laid: Laid, base: Wanted, first: int, favour: Whole, stays: int) -> Wanted:
    """A floor on people is more for the first interview of each; on interviews it is more for each, and nothing less for
    the others: a share that could only be had by fewer of theirs is not reached."""
    gain, earned = base.gain + stays * laid.proposed, np.full(len(base.most), first, np.int64)
    for floor, more in zip(laid.given.floors, favour.tolist(), strict=True):
        inside = member(laid, floor.group)
        if floor.of is Of.PEOPLE:
            earned += inside * (first if more else 0)
        else:
            gain = gain + more * inside[base.person]
    earned[laid.firm > 0] = 0
    return base._replace(gain=gain, first=earned)


def member(laid: Laid, group: int) -> Whole:
    return (laid.given.people.groups >> group) & 1


def counts_of(laid: Laid, served: Whole, margin: float = 0.0) -> list[tuple[int, int]]:
    """(asked, had) for each floor; `served` [people]: interviews of each."""
    reach = np.bincount(laid.day.person, minlength=len(served)) > 0
    found = []
    for floor in laid.given.floors:
        inside = member(laid, floor.group) == 1
        if floor.of is Of.PEOPLE:
            asked, had = ceil(floor.share * int((inside & reach).sum()) - 1e-9), int(np.count_nonzero(served[inside]))
        else:
            share = floor.share + (margin if floor.share else 0)
            asked, had = ceil(share * int(served.sum()) - 1e-9), int(served[inside].sum())
        found.append((asked, had))
    return found


def possible(laid: Laid, floor: Floor) -> int:
    """People, or interviews, of the group if nobody else were there: no timetable has more."""
    inside = member(laid, floor.group) == 1
    only = uncovered_only(laid) if floor.of is Of.PEOPLE else laid.wanted
    only = only._replace(most=np.where(inside, only.most, 0))
    firm = laid.firm[inside]
    already = int(np.count_nonzero(firm)) if floor.of is Of.PEOPLE else int(firm.sum())
    return already + most_covered(only, laid.cells, once=floor.of is Of.PEOPLE)
