"""The people and tables of a played morning, and whom they meet when. Everything follows from the seed."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

SLOT = 12  # minutes
MORNING = 240  # minutes, from eight to noon
PEOPLE, ENTERPRISES, WISHES = 470, 30, 3  # at scale 1
TABLES = (1, 2, 2, 3)  # of an enterprise, drawn at random
WALK_INS = 0.25  # of the people come without an appointment
ONLINE = 0.3  # of the enterprises interview online


@dataclass
class Person:
    """`appointments`: (enterprise, table, minute). `arrives` is None for who does not come."""

    number: int
    wishes: list[int]
    appointments: list[tuple[int, int, int]] = field(default_factory=list)
    arrives: float | None = None


@dataclass(frozen=True)
class Crowd:
    """`tables[e]` are numbers of the tables of enterprise e; those in `online` interview online."""

    people: list[Person]
    tables: list[list[int]]
    online: set[int]


def crowd(scale: int, seed: int, no_shows: float) -> Crowd:
    chance = Random(f"day:{seed}:{scale}")
    counts = [chance.choice(TABLES) for _ in range(ENTERPRISES * scale)]
    tables, number = [], 0
    for count in counts:
        tables.append(list(range(number, number + count)))
        number += count
    online = {e for e in range(len(counts)) if chance.random() < ONLINE}
    people = [Person(n + 1, _wishes(chance, counts, online)) for n in range(PEOPLE * scale)]
    booked = [person for person in people if chance.random() >= WALK_INS]
    timetable(booked, tables)
    for person in people:
        person.arrives = _arrival(chance, person, no_shows)
    return Crowd(people, tables, online)


def _wishes(chance: Random, counts: list[int], online: set[int]) -> list[int]:
    """Larger enterprises are wished more often; who takes part from home wishes online ones only."""
    at_home = chance.random() < ONLINE
    open_to = [e for e in range(len(counts)) if (e in online) == at_home]
    wished: dict[int, None] = {}
    while len(wished) < min(WISHES, len(open_to)):
        wished[chance.choices(open_to, [counts[e] for e in open_to])[0]] = None
    return list(wished)


def timetable(people: list[Person], tables: list[list[int]]) -> None:
    """Each in turn takes the first slot that is free for them and the table: first everybody's first wish, then more."""
    free = [{table: set(range(0, MORNING, SLOT)) for table in of} for of in tables]
    taken: dict[int, set[int]] = defaultdict(set)
    for rank in range(WISHES):
        for person in people:
            if rank >= len(person.wishes):
                continue
            enterprise = person.wishes[rank]
            near = {minute + step for minute in taken[person.number] for step in (-SLOT, 0, SLOT)}
            slots = [(minute, table) for table, open_ in free[enterprise].items() for minute in open_ - near]
            if slots:
                minute, table = min(slots)
                free[enterprise][table].discard(minute)
                taken[person.number].add(minute)
                person.appointments.append((enterprise, table, minute))


def _arrival(chance: Random, person: Person, no_shows: float) -> float | None:
    if chance.random() < no_shows:
        return None
    if not person.appointments:
        return chance.triangular(0, MORNING * 0.85, MORNING * 0.2)
    first = min(minute for _enterprise, _table, minute in person.appointments)
    return max(-20.0, first - 15 + chance.gauss(0, 12))
