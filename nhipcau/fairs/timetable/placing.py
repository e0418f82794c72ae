"""From pairs to minutes: proposals where they were, everybody else by chains, then what is left over."""

from typing import Any, Final

import numpy as np

from nhipcau.fairs.timetable import chains, covering, residue
from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.compiled import compiled
from nhipcau.fairs.timetable.day import MANY, Day, Held, comes, may, place_for, put
from nhipcau.fairs.timetable.earning import Tried
from nhipcau.fairs.timetable.laying import Laid, settled_again

NEAR: Final = 60  # pairs looked at to find a place for one, at first
FAR: Final = 600
NODES: Final = 6_000
ROUNDS: Final = 3
MOST_BESIDE: Final = 5_000  # that a pair earns beside its weight here; a person's only interview is worth more


def placed(laid: Laid, choice: Tried) -> tuple[int, int]:
    """Fills the day. Returns the most people who can have an interview minute by minute, and the pairs left without one."""
    day = laid.day._replace(gain=np.minimum(choice.wanted.gain, laid.weight + MOST_BESIDE))
    held, search = laid.held, chains.searching(len(day.person), NODES)
    pairs = np.flatnonzero(choice.cell >= 0)
    stay = pairs[laid.proposed[pairs] == 1]
    settled_again(day, held, stay)
    held.spare[0] -= laid.standing - len(stay)
    few = np.zeros(len(pairs), np.int64)
    choices(day, pairs, few)
    order = pairs[np.lexsort((pairs, -day.gain[pairs], few))]
    chains.placed(day, held, search, order, chains.PLACE, NEAR)
    chains.placed(day, held, search, order, chains.PLACE, NODES)
    most = covering.cover(day, held)
    for _ in range(ROUNDS):
        missing = order[held.slot_of[order] < 0]
        found = chains.placed(day, held, search, missing, chains.PLACE, FAR) if len(missing) else 0
        found += chains.placed(day, held, search, missing, chains.BETTER, FAR)
        found += chains.placed(day, held, search, around(day, held, missing), chains.BETTER, NEAR)
        if not found:
            break
    missing = order[held.slot_of[order] < 0]
    residue.solved(day, held, missing)
    chains.placed(day, held, search, around(day, held, missing), chains.BETTER, NEAR)
    return most, int(np.count_nonzero(held.slot_of[order] < 0))


def around(day: Day, held: Held, missing: Whole) -> Whole:
    """Other pairs, heaviest first, of the people and the enterprises that lost one, for people with room for more."""
    hungry = np.zeros(len(day.most), bool)
    hungry[day.person[missing]] = True
    empty = np.zeros(len(day.slot_at) - 1, bool)
    empty[day.enterprise[missing]] = True
    room = (held.count < day.most)[day.person]
    others = np.flatnonzero((held.slot_of < 0) & room & (hungry[day.person] | empty[day.enterprise]))
    return others[np.argsort(-day.gain[others], kind="stable")]


@compiled
def earliest(day: Any, held: Any, order: Any) -> None:
    """Each pair in the first slot that is free for both; nobody moves for anybody."""
    for edge in order:
        enterprise, person = day.enterprise[edge], day.person[edge]
        choices_of = max(1, day.site_at[person + 1] - day.site_at[person])
        for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
            for choice in range(choices_of):
                place = place_for(day, person, slot, choice)
                if held.slot_of[edge] < 0 and place != MANY and may(day, held, edge, slot, place):
                    put(day, held, edge, slot, place)


@compiled
def choices(day: Any, edges: Any, found: Any) -> None:
    """How many slots each pair could take: who has few goes first."""
    for i in range(len(edges)):
        enterprise, person = day.enterprise[edges[i]], day.person[edges[i]]
        for slot in range(day.slot_at[enterprise], day.slot_at[enterprise + 1]):
            found[i] += int(comes(day, person, slot))
