"""People and openings of a made-up province, seeded: work by a Zipf law with factory work on top, places of the real map.

Two thirds of the openings stand in industrial parks, people live around Bắc Giang and Bắc Ninh. As columns for the
kernel, and one by one as facts for whoever compares.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from nhipcau.matching.kernel import columns, points
from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person

DATA: Final = Path(__file__).parents[1] / "nhipcau" / "reference" / "data"
MIDDLE: Final = (21.27, 106.15)  # of Bắc Giang
FACTORY_FIRST: Final = ("81", "82", "75", "93", "72", "74", "83", "52", "51", "91", "71", "33", "41", "31", "21")
SKILLS: Final = 2000
TODAY: Final = 739_680
LANGUAGES: Final = ("en", "zh", "ko", "ja")
Columns = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


@dataclass(frozen=True)
class Market:
    """Said facts as arrays by name, the lists of skills and languages as lists; `chance` belongs to it alone."""

    chance: np.random.Generator
    communes: list[dict[str, str]]
    near: Any
    parks: Any
    codes: list[str]
    asked: Any

    def some(self, n: int, values: Any, shares: Any) -> Any:
        return self.chance.choice(np.array(values), n, p=np.array(shares) / np.sum(shares))


def market(seed: int = 4) -> Market:
    communes = table("communes")
    where = np.array([(float(row["latitude"]), float(row["longitude"])) for row in communes])
    away = np.hypot((where[:, 0] - MIDDLE[0]) * 111, (where[:, 1] - MIDDLE[1]) * 104)
    near = np.exp(-away / 18) + 2e-4
    parks = near * np.isin([row["code"] for row in communes], [row["commune"] for row in table("parks")])
    codes = [row["code"] for row in table("occupations") if len(row["code"]) == columns.DIGITS]
    first = {group: at for at, group in enumerate(FACTORY_FIRST)}
    codes.sort(key=lambda code: (first.get(code[:2], len(first)), code))
    asked = 1 / np.arange(1, len(codes) + 1)
    chance = np.random.default_rng(seed)
    return Market(chance, communes, near / near.sum(), parks / parks.sum(), codes, asked / asked.sum())


def occupations(made: Market, n: int) -> Any:
    return made.chance.choice(len(made.codes), n, p=made.asked)


def skills_of(made: Market, work: Any, most: int) -> Any:
    """[n, most] numbers, UNKNOWN where there are fewer: of the trade, the common ones more often."""
    count = made.chance.integers(0, most + 1, len(work))
    own = (work[:, None] * 7 + made.chance.geometric(0.25, (len(work), most))) % SKILLS
    return np.where(np.arange(most) < count[:, None], own, UNKNOWN)


def people(made: Market, n: int) -> Columns:
    chance, some = made.chance, made.some
    first = occupations(made, n)
    siblings = np.clip(first[:, None] + chance.integers(-6, 7, (n, 2)), 0, len(made.codes) - 1)
    others = np.where(chance.random((n, 2)) < 0.6, siblings, occupations(made, 2 * n).reshape(n, 2))
    past = np.where(chance.random(n) < 0.7, first, occupations(made, n))
    said = some(n, (0, 1, 2, 3), (8, 42, 30, 20))
    return {
        "work": np.column_stack([first, others]),
        "wishes": said,
        "digits": some(n, (4, 3, 2), (80, 12, 8)),
        "past": np.where(chance.random(n) < 0.55, past, UNKNOWN),
        "at": np.where(chance.random(n) < 0.97, chance.choice(len(made.communes), n, p=made.near), UNKNOWN),
        "farthest_km": some(n, (UNKNOWN, 5, 10, 15, 20, 30, 60), (45, 6, 12, 14, 12, 8, 3)),
        "will_move": chance.random(n) < 0.08,
        "wants_dormitory": chance.random(n) < 0.12,
        "goes_abroad": chance.random(n) < 0.05,
        "pay": np.where(chance.random(n) < 0.85, np.clip(chance.normal(92, 18, n), 60, 150).astype(int) // 5 * 5, -1),
        "shift": some(n, points.PERSON_SHIFTS, (20, 35, 25, 3, 17)),
        "contract": some(n, points.PERSON_CONTRACTS, (40, 45, 15)),
        "starts_on": np.where(chance.random(n) < 0.7, TODAY + chance.integers(0, 45, n), UNKNOWN),
        "skills": skills_of(made, first, 8),
        "months": np.where(chance.random(n) < 0.75, chance.geometric(0.04, n) - 1, UNKNOWN),
        "schooling": some(n, (UNKNOWN, 1, 2, 3), (12, 8, 30, 50)),
        "training": some(n, (UNKNOWN, 0, 1, 2, 3, 4, 5), (15, 45, 10, 8, 8, 8, 6)),
        "language": some(n, (UNKNOWN, 0, 1, 2, 3), (80, 10, 5, 4, 1)),
        "avoids": np.where(chance.random(n) < 0.1, 1 << chance.integers(0, 14, n), 0),
        "age": np.where(chance.random(n) < 0.95, chance.integers(17, 56, n), UNKNOWN),
    }


def openings(made: Market, n: int) -> Columns:
    chance, some = made.chance, made.some
    work = occupations(made, n)
    at = np.where(chance.random(n) < 0.65, chance.choice(len(made.communes), n, p=made.parks), UNKNOWN)
    age_from = some(n, (UNKNOWN, 18), (40, 60))
    return {
        "work": work,
        "at": np.where(at < 0, chance.choice(len(made.communes), n, p=made.near), at),
        "has_bus": chance.random(n) < 0.25,
        "has_dormitory": chance.random(n) < 0.15,
        "abroad": chance.random(n) < 0.03,
        "pay": np.where(chance.random(n) < 0.88, np.clip(chance.normal(100, 22, n), 55, 250).astype(int), UNKNOWN),
        "usual_pay": 80 + work % 30,
        "shift": some(n, points.OPENING_SHIFTS[:-1], (8, 45, 25, 10, 4, 8)),
        "contract": some(n, points.OPENING_CONTRACTS[:-1], (10, 30, 35, 15, 10)),
        "starts_on": np.where(chance.random(n) < 0.6, TODAY + chance.integers(0, 60, n), UNKNOWN),
        "skills": skills_of(made, work, 3),
        "useful": skills_of(made, work, 3),
        "months": some(n, (0, 6, 12, 24, 36), (62, 12, 14, 8, 4)),
        "schooling": some(n, (UNKNOWN, 1, 2, 3), (35, 5, 30, 30)),
        "training": some(n, (UNKNOWN, 0, 1, 2, 3, 4), (50, 20, 12, 8, 6, 4)),
        "language": some(n, (UNKNOWN, 0, 1, 2, 3), (90, 4, 3, 2, 1)),
        "conditions": (1 << chance.integers(0, 14, n)) | (1 << chance.integers(0, 14, n)),
        "age_from": age_from,
        "age_to": np.where(age_from > 0, some(n, (UNKNOWN, 35, 45, 55), (40, 20, 30, 10)), UNKNOWN),
        "age_is_law": chance.random(n) < 0.05,
    }


def person(made: Market, said: Columns, r: int) -> Person:
    """Row r as facts."""
    codes = [made.codes[work][: said["digits"][r]] for work in said["work"][r, : said["wishes"][r]]]
    done = said["past"][r]
    return Person(
        wishes=tuple(codes),
        done=(made.codes[done],) if done >= 0 else (),
        skills=frozenset(int(skill) for skill in said["skills"][r] if skill >= 0),
        **somewhere(made, said, r),
        **plain(said, r, Person),
    )


def opening(made: Market, said: Columns, r: int) -> Opening:
    return Opening(
        occupation=made.codes[said["work"][r]],
        skills=frozenset(int(skill) for skill in said["skills"][r] if skill >= 0),
        useful=frozenset(int(skill) for skill in said["useful"][r] if skill >= 0),
        **somewhere(made, said, r),
        **plain(said, r, Opening),
    )


def plain(said: Columns, r: int, facts: type[Any]) -> dict[str, Any]:
    """Facts that are one value each and stand under their own name."""
    names = {*facts.__dataclass_fields__} & {*said} - {"wishes", "skills", "useful"}
    return {name: said[name][r].item() for name in names}


def somewhere(made: Market, said: Columns, r: int) -> dict[str, Any]:
    spoken = said["language"][r]
    told: dict[str, Any] = {"languages": frozenset(LANGUAGES[spoken : spoken + 1]) if spoken >= 0 else frozenset()}
    if said["at"][r] < 0:
        return told
    row = made.communes[said["at"][r]]
    return {"commune": row["code"], "latitude": float(row["latitude"]), "longitude": float(row["longitude"])} | told


def lists(rows: Any, kind: Any = np.int64) -> tuple[Any, Any]:
    """[n, most] with UNKNOWN for nothing, as starts and one row of sorted numbers, each once."""
    rows = np.sort(rows, axis=1)
    rows[:, 1:][rows[:, 1:] == rows[:, :-1]] = UNKNOWN
    rows.sort(axis=1)
    kept = rows >= 0
    return np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int64), rows[kept].astype(kind)


def common_columns(made: Market, said: Columns, kinds: dict[str, Any]) -> Columns:
    """What both sides have, under the names of the kernel."""
    spoken = np.array([columns.language(name) for name in LANGUAGES])
    languages_at, language = lists(said["language"][:, None])
    skills_at, skills = lists(said["skills"])
    places = [(0.0, 0.0), *((float(row["latitude"]), float(row["longitude"])) for row in made.communes)]
    return {
        "place": (said["at"] + 1).astype(np.int32),
        "places": np.array(places),
        "skills_at": skills_at,
        "skills": skills,
        "languages_at": languages_at,
        "languages": spoken[language],
        **{name: said[name].astype(kind) for name, kind in kinds.items()},
    }


def numbered(words: Any, known: tuple[str, ...]) -> Any:
    names, at = np.unique(words, return_inverse=True)
    return np.array([known.index(name) for name in names], np.int8)[at]


SAME: Final = {"months": np.int32, "schooling": np.int8, "training": np.int8, "pay": np.int32}


def people_columns(made: Market, said: Columns) -> columns.People:
    codes = np.array([columns.code(code) for code in made.codes], np.int32)
    n, power = len(said["at"]), columns.BASE ** (columns.DIGITS - said["digits"])
    named = codes[said["work"]] // power[:, None] * power[:, None]
    past = said["past"]
    kinds = SAME | {"avoids": np.int32, "age": np.int16}
    return columns.People(
        wishes=np.where(np.arange(3) < said["wishes"][:, None], named, 0).astype(np.int32),
        done_at=np.concatenate([[0], np.cumsum(past >= 0)]).astype(np.int64),
        done=codes[past[past >= 0]],
        silent=(said["wishes"] == 0) & (past < 0),
        farthest=np.where(said["farthest_km"] < 0, scale.USUAL_KM, said["farthest_km"]).astype(np.int32),
        move=said["will_move"],
        dormitory=said["wants_dormitory"],
        abroad=said["goes_abroad"],
        shift=numbered(said["shift"], points.PERSON_SHIFTS),
        contract=numbered(said["contract"], points.PERSON_CONTRACTS),
        start=said["starts_on"].astype(np.int32),
        weights=np.full((n, len(points.WISHED_MOST)), 16, np.int32),
        musts=np.zeros(n, np.int8),
        **common_columns(made, said, kinds),
    )


def openings_columns(made: Market, said: Columns) -> columns.Openings:
    codes = np.array([columns.code(code) for code in made.codes], np.int32)
    useful_at, useful = lists(said["useful"])
    kinds = SAME | {"conditions": np.int32, "age_from": np.int16, "age_to": np.int16}
    return columns.Openings(
        occupation=codes[said["work"]],
        bus=said["has_bus"],
        dormitory=said["has_dormitory"],
        abroad=said["abroad"],
        plain=columns.plain_points(said["pay"], said["usual_pay"]),
        shift=numbered(said["shift"], points.OPENING_SHIFTS),
        contract=numbered(said["contract"], points.OPENING_CONTRACTS),
        start=said["starts_on"].astype(np.int32),
        useful_at=useful_at,
        useful=useful,
        age_is_law=said["age_is_law"],
        musts=np.zeros(len(said["at"]), np.int8),
        **common_columns(made, said, kinds),
    )
