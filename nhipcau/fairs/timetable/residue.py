"""The few pairs that no chain found a minute for: they and their neighbours go to CP-SAT, everything else stays.

Work is bounded by counted steps, not by the clock, and one worker does it: the same day gives the same answer.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from nhipcau.fairs.timetable.columns import Whole
from nhipcau.fairs.timetable.day import FREE, MANY, NOBODY, Day, Held, apart, comes, computer_free, place_for, put, take

MOST_PAIRS: Final = 20  # given to CP-SAT, the heaviest first
STEPS: Final = 0.3  # of its deterministic time for each
MOST_NEAR: Final = 120  # interviews moved for one
COVERED: Final = 100_000  # for a person's only interview


class Option(NamedTuple):
    edge: int
    slot: int
    place: int


def solved(day: Day, held: Held, missing: Whole) -> int:
    """Tries the heaviest first; how many of them found a place."""
    found = 0
    for edge in missing[np.argsort(-day.gain[missing], kind="stable")][:MOST_PAIRS].tolist():
        if held.slot_of[edge] == FREE and held.count[day.person[edge]] < day.most[day.person[edge]]:
            found += int(moved(day, held, edge))
    return found


def moved(day: Day, held: Held, edge: int) -> bool:
    """Whether the edge has a slot now, for what it is worth more than who gave one up."""
    near = [other for other in neighbours(day, held, edge) if not day.locked[other] and not stays(day, held, other)]
    before = [Option(other, int(held.slot_of[other]), int(held.place_of[other])) for other in near]
    for other in near:
        take(day, held, other)
    options = [option for one in [edge, *near] for option in options_of(day, held, one)]
    after = best_of(day, held, options, before)
    for option in after or before:
        put(day, held, *option)
    return bool(held.slot_of[edge] != FREE)


def stays(day: Day, held: Held, edge: int) -> bool:
    return bool(day.kept_slot[edge] >= 0 and held.slot_of[edge] == day.kept_slot[edge])


def neighbours(day: Day, held: Held, edge: int) -> list[int]:
    """Who is at the enterprise, what else the person has, and who is at those enterprises."""
    own = held.rows[day.person[edge]][: held.count[day.person[edge]]].tolist()
    found = dict.fromkeys(own)
    for enterprise in [int(day.enterprise[edge]), *(int(day.enterprise[other]) for other in own)]:
        there = held.occupant[day.slot_at[enterprise] : day.slot_at[enterprise + 1]]
        found |= dict.fromkeys(there[there != FREE].tolist())
    return list(found)[:MOST_NEAR]


def options_of(day: Day, held: Held, edge: int) -> Iterator[Option]:
    """Slots that nobody outside holds, that the person can come to and that keep clear of what they have outside."""
    person, enterprise = int(day.person[edge]), int(day.enterprise[edge])
    rows = held.rows[person][: held.count[person]].tolist()
    for slot in range(int(day.slot_at[enterprise]), int(day.slot_at[enterprise + 1])):
        if held.occupant[slot] != FREE or not comes(day, person, slot):
            continue
        for choice in range(max(1, int(day.site_at[person + 1] - day.site_at[person]))):
            place = place_for(day, person, slot, choice)
            if place == MANY or not computer_free(day, held, slot, place):
                continue
            if all(apart(day, slot, place, held.slot_of[row], held.place_of[row]) for row in rows):
                yield Option(edge, slot, place)


def best_of(day: Day, held: Held, options: list[Option], before: list[Option]) -> list[Option]:
    """The best set of options; empty when nothing better than before was found."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in options]
    for same in ("edge", "slot"):
        for group in grouped(options, [getattr(option, same) for option in options]):
            model.add_at_most_one(taken[i] for i in group)
    people = [int(day.person[option.edge]) for option in options]
    first = {}
    for group in grouped(options, people):
        person = people[group[0]]
        model.add(sum(taken[i] for i in group) <= int(day.most[person] - held.count[person]))
        clashing(day, model, options, taken, group)
        if held.count[person] == 0:
            first[person] = model.new_bool_var("")
            model.add(sum(taken[i] for i in group) >= first[person])
    computers(day, held, model, options, taken)
    worth = sum(int(day.gain[option.edge]) * one for option, one in zip(options, taken, strict=True))
    model.maximize(worth + COVERED * sum(first.values()))
    was = set(before)
    for option, one in zip(options, taken, strict=True):
        model.add_hint(one, option in was)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    solver.parameters.max_deterministic_time = STEPS
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    after = [option for option, one in zip(options, taken, strict=True) if solver.boolean_value(one)]
    return after if worth_of(day, held, after) > worth_of(day, held, before) else []


def worth_of(day: Day, held: Held, chosen: list[Option]) -> int:
    people = {int(day.person[option.edge]) for option in chosen}
    covered = sum(1 for person in people if held.count[person] == 0)
    return COVERED * covered + sum(int(day.gain[option.edge]) for option in chosen)


def grouped(options: list[Option], keys: list[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key, []).append(number)
    return list(groups.values())


def clashing(
    day: Day, model: cp_model.CpModel, options: list[Option], taken: list[cp_model.IntVar], group: list[int]
) -> None:
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            left, right = options[one], options[other]
            if left.edge != right.edge and not apart(day, left.slot, left.place, right.slot, right.place):
                model.add_at_most_one([taken[one], taken[other]])


def computers(
    day: Day, held: Held, model: cp_model.CpModel, options: list[Option], taken: list[cp_model.IntVar]
) -> None:
    """At every minute where one of them begins, or somebody outside, no more of them than computers are left."""
    online = [(i, o) for i, o in enumerate(options) if day.site[o.slot] < 0 and o.place != NOBODY]
    for place in sorted({o.place for _, o in online}):
        busy = held.busy[place]
        outside = (np.flatnonzero(busy[1:] > busy[:-1]) + 1 + day.zero).tolist()
        for minute in sorted({*outside, *(int(day.start[o.slot]) for _, o in online)}):
            there = [i for i, o in online if o.place == place and day.start[o.slot] <= minute < day.end[o.slot]]
            left = int(day.computers[place] - busy[minute - day.zero])
            if there and len(there) > left:
                model.add(sum(taken[i] for i in there) <= left)
