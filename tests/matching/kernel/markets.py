"""Small markets of chance with everything in them: silence, ties, far places, short codes, own weights."""

from random import Random

from nhipcau.matching.suitability import UNKNOWN, Opening, Person, suitability

CODES = ("8153", "8154", "8111", "815", "81", "8", "7531", "9329", "")
PLACES = (("", 0.0, 0.0), ("a", 21.27, 106.19), ("b", 21.18, 106.06), ("c", 21.03, 105.85), ("d", 10.78, 106.7))
CLOSE = (("e", 21.275, 106.2), ("f", 21.3, 106.25), ("g", 21.2, 106.4))
TONGUES = ("en", "zh", "ko")
Listed = list[tuple[int, int]]


def where(chance: Random) -> dict[str, object]:
    commune, latitude, longitude = chance.choice(PLACES + CLOSE)
    return {"commune": commune, "latitude": latitude, "longitude": longitude}


def some(chance: Random, values: tuple[object, ...], most: int) -> frozenset[object]:
    return frozenset(chance.sample(values, chance.randint(0, most)))


def person(chance: Random) -> Person:
    usual = chance.random() < 0.7
    return Person(
        **where(chance),
        wishes=tuple(chance.choices(CODES, k=chance.randint(0, 4))),
        done=tuple(chance.choices(CODES, k=chance.randint(0, 2))),
        farthest_km=chance.choice((UNKNOWN, 0, 5, 20, 100)),
        will_move=chance.random() < 0.2,
        wants_dormitory=chance.random() < 0.3,
        goes_abroad=chance.random() < 0.3,
        pay=chance.choice((UNKNOWN, 0, 70, 90, 91, 120)),
        shift=chance.choice(("", "day", "rotating", "night", "any")),
        contract=chance.choice(("", "long", "short")),
        starts_on=chance.choice((UNKNOWN, 100, 108, 131)),
        skills=some(chance, (1, 2, 3, 70, 9_000_000_000), 4),
        months=chance.choice((UNKNOWN, 0, 3, 12, 24, 60)),
        schooling=chance.choice((UNKNOWN, 0, 1, 2, 3)),
        training=chance.choice((UNKNOWN, 0, 1, 2, 5)),
        languages=some(chance, TONGUES, 2),
        avoids=chance.choice((0, 0, 1, 6)),
        age=chance.choice((UNKNOWN, 17, 30, 60)),
        weights=(16,) * 6 if usual else tuple(chance.choices((0, 5, 8, 16, 24, 40), k=6)),
        musts=chance.choice((0, 0, 0, 1, 4, 8, 16, 32, 61, chance.randrange(64))),
    )


def opening(chance: Random) -> Opening:
    return Opening(
        **where(chance),
        occupation=chance.choice(CODES),
        has_bus=chance.random() < 0.3,
        has_dormitory=chance.random() < 0.3,
        abroad=chance.random() < 0.1,
        pay=chance.choice((UNKNOWN, 60, 72, 90, 108, 150)),
        usual_pay=chance.choice((UNKNOWN, 90)),
        shift=chance.choice(("", "day", "two", "three", "night", "flexible", "weekends")),
        contract=chance.choice(("", "open_ended", "12_36", "up_to_12", "seasonal", "trial")),
        starts_on=chance.choice((UNKNOWN, 100)),
        skills=some(chance, (1, 2, 3, 9_000_000_000), 2),
        useful=some(chance, (2, 3, 5), 2),
        months=chance.choice((0, 0, 6, 24)),
        schooling=chance.choice((UNKNOWN, 0, 1, 3)),
        training=chance.choice((UNKNOWN, 0, 2, 4)),
        languages=some(chance, TONGUES, 1),
        conditions=chance.choice((0, 1, 2, 12)),
        age_from=chance.choice((UNKNOWN, 18)),
        age_to=chance.choice((UNKNOWN, 45)),
        age_is_law=chance.random() < 0.3,
        musts=chance.choice((0, 0, 0, 1, 2, 4, 8, 16, 31, chance.randrange(32))),
    )


def market(seed: int, people: int, openings: int) -> tuple[list[Person], list[Opening]]:
    chance = Random(seed)
    return [person(chance) for _ in range(people)], [opening(chance) for _ in range(openings)]


def by_definition(one: Person, openings: list[Opening], k: int) -> Listed:
    """Row and score of the best openings, straight from what suitability says."""
    said = [(row, suitability(one, each)) for row, each in enumerate(openings)]
    return best([(row, suits.score) for row, suits in said if not suits.shut], k)


def best(scored: Listed, k: int) -> Listed:
    return sorted(scored, key=lambda each: (-each[1], each[0]))[:k]
