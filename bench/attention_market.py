"""An invented market of a province: people, openings with places, and who suits what. Facts only, no database.

Supply and demand differ as they do at home: factories ask for hands in a few parks, people live everywhere and wish for
shops and offices too. Names of work are codes of VSCO; places are points of no real commune.
"""

import random
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from nhipcau.matching.suitability import UNKNOWN, Opening, Person

COMMUNES, PARKS = 60, 9
# Code, of a hundred people who wish it, of a hundred openings, usual pay in units of 100,000 đồng, months asked for.
WORK: Final = (
    ("8212", 14, 19, 85, 0),
    ("8219", 4, 8, 80, 0),
    ("8153", 9, 13, 80, 6),
    ("7531", 6, 5, 90, 12),
    ("8156", 3, 3, 75, 0),
    ("8142", 2, 4, 80, 0),
    ("8160", 2, 3, 78, 0),
    ("7212", 3, 5, 110, 12),
    ("7223", 2, 4, 105, 12),
    ("7411", 4, 3, 105, 12),
    ("7231", 2, 1, 95, 12),
    ("7543", 3, 5, 85, 6),
    ("8344", 2, 3, 95, 12),
    ("8332", 4, 3, 120, 24),
    ("9329", 5, 6, 70, 0),
    ("9333", 3, 3, 75, 0),
    ("4321", 4, 2, 85, 6),
    ("4110", 7, 1, 75, 6),
    ("3313", 4, 2, 95, 24),
    ("5223", 8, 3, 70, 0),
    ("5120", 3, 1, 75, 6),
    ("5414", 3, 1, 65, 0),
    ("9112", 2, 1, 60, 0),
    ("2149", 1, 1, 150, 24),
)
CODES: Final = tuple(row[0] for row in WORK)
USUAL_PAY: Final = {row[0]: row[3] for row in WORK}
MONTHS: Final = {row[0]: row[4] for row in WORK}
SHIFTS: Final = ("day", "two", "three", "flexible", "")
ON_SHIFT: Final = (40, 30, 20, 5, 5)
HEADCOUNTS: Final = (1, 2, 3, 5, 8, 12, 30)
OF_OPENINGS: Final = (36, 24, 15, 10, 8, 4, 3)  # of a hundred openings; 3.8 places on average


@dataclass(frozen=True, slots=True)
class Market:
    people: list[Person]
    openings: list[Opening]
    places: np.ndarray[Any, np.dtype[np.int64]]


@cache
def communes() -> tuple[tuple[str, float, float], ...]:
    """Eighty by sixty kilometres; the same for every market."""
    chance = random.Random(60)
    return tuple((f"c{row}", chance.uniform(21.0, 21.55), chance.uniform(105.9, 106.7)) for row in range(COMMUNES))


def market(*, people: int, openings: int, seed: int) -> Market:
    chance = random.Random(seed)
    asked = [an_opening(chance) for _row in range(openings)]
    places = np.array(chance.choices(HEADCOUNTS, OF_OPENINGS, k=openings), dtype=np.int64)
    return Market([a_person(chance) for _row in range(people)], asked, places)


def a_person(chance: random.Random) -> Person:
    home, north, east = chance.choices(communes(), [1 + row % 5 for row in range(COMMUNES)])[0]
    wishes = tuple(dict.fromkeys(chance.choices(CODES, [row[1] for row in WORK], k=chance.choice((1, 1, 2, 3)))))
    moves = chance.random() < 0.1
    return Person(
        wishes=wishes,
        done=(chance.choice(CODES),) if chance.random() < 0.5 else (),
        commune=home,
        latitude=north,
        longitude=east,
        farthest_km=chance.choice((UNKNOWN, UNKNOWN, 10, 20, 30)),
        will_move=moves,
        wants_dormitory=moves or chance.random() < 0.1,
        pay=UNKNOWN if chance.random() < 0.2 else round(USUAL_PAY[wishes[0]] * chance.uniform(0.85, 1.2)),
        shift=chance.choices(("day", "rotating", "night", "any", ""), (35, 25, 3, 25, 12))[0],
        contract=chance.choices(("long", "short", ""), (60, 15, 25))[0],
        skills=frozenset(chance.sample(range(60), chance.randint(0, 6))),
        months=chance.choice((UNKNOWN, 0, 0, 6, 12, 24, 48)),
        schooling=chance.choices((UNKNOWN, 1, 2, 3), (10, 10, 35, 45))[0],
        training=chance.choices((UNKNOWN, 0, 1, 2, 3), (10, 45, 20, 15, 10))[0],
        age=chance.randint(18, 55),
    )


def an_opening(chance: random.Random) -> Opening:
    code = chance.choices(CODES, [row[2] for row in WORK])[0]
    in_park = chance.random() < 0.75
    place, north, east = chance.choice(communes()[:PARKS] if in_park else communes())
    return Opening(
        occupation=code,
        commune=place,
        latitude=north,
        longitude=east,
        has_bus=in_park and chance.random() < 0.4,
        has_dormitory=in_park and chance.random() < 0.2,
        pay=UNKNOWN if chance.random() < 0.1 else round(USUAL_PAY[code] * chance.uniform(0.85, 1.3)),
        usual_pay=USUAL_PAY[code],
        shift=chance.choices(SHIFTS, ON_SHIFT)[0],
        contract=chance.choices(("open_ended", "12_36", "up_to_12", "seasonal", ""), (20, 45, 15, 10, 10))[0],
        skills=frozenset(chance.sample(range(60), chance.choice((0, 0, 1, 2, 3)))),
        useful=frozenset(chance.sample(range(60), chance.choice((0, 1, 2)))),
        months=MONTHS[code] if chance.random() < 0.6 else 0,
        schooling=chance.choices((UNKNOWN, 2, 3), (40, 35, 25))[0],
        training=chance.choices((UNKNOWN, 1, 2, 3), (60, 20, 15, 5))[0],
    )
