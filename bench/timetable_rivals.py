"""How fairs are filled elsewhere: whoever comes first books, or both sides rank and nobody is passed over (deferred acceptance).

Both on the same day, with the same windows, gaps, walking and computers. First come: people arrive in a drawn order, and each
books their best enterprise that has a slot free for them, the earliest, then the next, up to as many as they may. Deferred
acceptance: both sides rank by the weight, so it ends as if pairs were asked in order of weight; a pair who find no minute
together stay apart. The day they fill is our own (`day.py`), so that nothing else differs.
"""

from typing import Any

import numpy as np

from nhipcau.fairs.timetable import Problem, placing
from nhipcau.fairs.timetable.day import NOBODY
from nhipcau.fairs.timetable.laying import Laid, laid


def first_come(given: Problem, seed: int) -> tuple[int, int]:
    """Value, and people with an interview."""
    desk = laid(given)
    arrives = np.random.default_rng(seed).permutation(len(given.people.id))
    order = np.lexsort((-desk.weight, arrives[desk.day.person]))
    return filled(desk, order)


def deferred_acceptance(given: Problem) -> tuple[int, int]:
    desk = laid(given)
    return filled(desk, np.lexsort((desk.day.person, -desk.weight)))


def filled(desk: Laid, order: Any) -> tuple[int, int]:
    placing.earliest(desk.day, desk.held, order)
    placed = desk.held.slot_of != NOBODY
    return int(desk.weight[placed].sum()), int(np.count_nonzero(desk.held.count))
