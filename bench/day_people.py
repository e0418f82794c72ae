"""The people and tables of a played morning, and whom they meet when. Everything follows from the seed."""

from dataclasses import dataclass, field
from random import Random

from nhipcau.fairs.timetable import Edge, Interviewer, Problem, Site, solve
from nhipcau.fairs.timetable import Person as Attendee

SLOT = 12  # minutes
MORNING = 240  # minutes, from eight to noon
PEOPLE, ENTERPRISES, WISHES = 470, 30, 3  # at scale 1
TABLES = (1, 2, 2, 3)  # of an enterprise, drawn at random
WALK_INS = 0.25  # of the people come without an appointment
ONLINE = 0.3  # of the enterprises interview online
HALL = 1
DEAREST, STEP = 1000, 150  # weight of the first wish, and how much less each further one has


@dataclass
class Person:
    """`appointments`: (enterprise, table, minute). `arrives` is None for who does not come."""

    number: int
    wishes: list[int]
    appointments: list[tuple[int, int, int]] = field(default_factory=list)
    arrives: float | None = None

    def queues(self, *, stand_by: bool) -> list[int]:
        """The enterprises they stand in line for, the dearest first; without stand-by those they have a time with."""
        booked = {e for e, _table, _minute in self.appointments}
        return [e for e in self.wishes if stand_by or e in booked]


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
    timetable(booked, tables, online)
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


def timetable(people: list[Person], tables: list[list[int]], online: set[int]) -> None:
    """The timetable that the product makes: an enterprise online is met from home, any other in the one hall."""
    made = solve(
        Problem.of(
            people=[
                Attendee(person.number, ((0, MORNING),), () if person.wishes[0] in online else (HALL,), WISHES)
                for person in people
            ],
            interviewers=[
                Interviewer(table, e, ((0, MORNING),), SLOT, site=None if e in online else HALL)
                for e, of in enumerate(tables)
                for table in of
            ],
            edges=[
                Edge(person.number, e, DEAREST - STEP * rank)
                for person in people
                for rank, e in enumerate(person.wishes)
            ],
            sites=[Site(HALL)],
            between=SLOT,
        )
    )
    known = {person.number: person for person in people}
    for row in made.rows():
        known[row.person].appointments.append((row.enterprise, row.interviewer, row.starts))


def _arrival(chance: Random, person: Person, no_shows: float) -> float | None:
    if chance.random() < no_shows:
        return None
    if not person.appointments:
        return chance.triangular(0, MORNING * 0.85, MORNING * 0.2)
    first = min(minute for _enterprise, _table, minute in person.appointments)
    return max(-20.0, first - 15 + chance.gauss(0, 12))
