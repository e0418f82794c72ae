"""The same score in SQL: one text for DuckDB and PostgreSQL, which differ only in how they count what two lists share."""

from typing import Any, Final

import numpy as np

from nhipcau.matching.kernel import points
from nhipcau.matching.kernel.columns import Openings, People
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.suitability import scale

NOT_ASKED: Final = {"places", "wishes", "weights", "musts"}  # nobody in the made-up market has a must
LISTED: Final = ("skills", "useful", "languages")
SHARED: Final = {
    "duckdb": "len(list_intersect({a}, {b}))",
    "postgresql": "(SELECT count(*) FROM unnest({a}) one WHERE one = ANY({b}))",
}
LENGTH: Final = {"duckdb": "len({a})", "postgresql": "cardinality({a})"}
Tables = dict[str, dict[str, Any]]


def tables(people: People, openings: Openings) -> Tables:
    """Columns of the three tables: people, openings, and the kilometres between places."""
    km = kilometres(people, openings)
    here, there = np.unique(people.place), np.unique(openings.place)
    pairs = np.array(np.meshgrid(here, there)).reshape(2, -1)
    return {
        "p": columns(people) | {"id": np.arange(len(people.place))} | wishes(people),
        "o": columns(openings) | {"id": np.arange(len(openings.place))} | prefixes("o", openings.occupation),
        "k": {"here": pairs[0], "there": pairs[1], "far": km[pairs[0], pairs[1]]},
    }


def columns(side: Any) -> dict[str, Any]:
    said = side._asdict()
    plain = {name: column for name, column in said.items() if f"{name}_at" not in said and name[-3:] != "_at"}
    lists = {name: np.split(said[name], said[f"{name}_at"][1:-1]) for name in LISTED if name in said}
    return {name: column for name, column in plain.items() if name not in NOT_ASKED} | lists


def prefixes(name: str, codes: Any) -> dict[str, Any]:
    """Of each code the prefix of 1 to 4 digits as a number; -1 where the code is shorter."""
    powers = (1331, 121, 11, 1)
    return {f"{name}_{d}": np.where(codes // x % 11 > 0, codes // x, -1) for d, x in enumerate(powers, start=1)}


def wishes(people: People) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for rank in range(points.PAST):
        said |= prefixes(f"w{rank}", people.wishes[:, rank])
    last = np.zeros(len(people.place), np.int64)
    last[np.diff(people.done_at) > 0] = people.done  # the made-up people did one kind of work at most
    return said | prefixes(f"w{points.PAST}", last)


def case(column: str, table: list[tuple[str, int]], otherwise: int) -> str:
    return " ".join(
        ["CASE", *(f"WHEN {column} {test} THEN {points}" for test, points in table), f"ELSE {otherwise} END"]
    )


def crossed(left: str, right: str, table: Any) -> str:
    cases = (f"WHEN {a * 16 + b} THEN {table[a, b]}" for a in range(table.shape[0]) for b in range(table.shape[1]))
    return f"CASE {left} * 16 + {right} {' '.join(cases)} END"


def occupation() -> str:
    wished = []
    for rank in range(points.PAST + 1):
        when = (
            f"WHEN o.o_{d} >= 0 AND o.o_{d} = p.w{rank}_{d} THEN {points.OCCUPATION[rank, d]}" for d in (4, 3, 2, 1)
        )
        wished.append(f"CASE {' '.join(when)} ELSE 0 END")
    half = points.OCCUPATION_HALF
    return f"CASE WHEN p.silent OR o.occupation = 0 THEN {half} ELSE GREATEST({', '.join(wished)}) END"


def place() -> str:
    bus = f"(o.bus AND k.far > {scale.BUS_FROM_KM} AND k.far <= {scale.BUS_TO_KM})"
    bed = "(o.dormitory AND (p.dormitory OR p.move))"
    near = case("k.far", [(f"<= {most}", points) for most, points in scale.BY_KM], 0)
    earned = (
        f"GREATEST({near}, CASE WHEN {bus} THEN {scale.BY_BUS} ELSE 0 END, CASE WHEN {bed} THEN {scale.BY_DORMITORY} "
        f"ELSE 0 END, CASE WHEN p.move THEN {scale.BY_MOVING} ELSE 0 END)"
    )
    shut = f"k.far > p.farthest AND NOT (o.abroad OR p.move OR {bus} OR {bed})"
    return f"CASE WHEN k.far < 0 THEN {points.PLACE_HALF} WHEN {shut} THEN {points.NEVER} ELSE {earned} END"


def pay() -> str:
    share = " ".join(f"WHEN o.pay * 100 >= {least} * p.pay THEN {earned}" for least, earned in scale.BY_SHARE)
    return f"CASE WHEN p.pay <= 0 THEN o.plain WHEN o.pay < 0 THEN {points.PAY_HALF} {share} ELSE {points.NEVER} END"


def start() -> str:
    late = f"CASE WHEN p.start - o.start <= {scale.SOON_DAYS} THEN {points.START_MOST} "
    late += f"WHEN p.start - o.start <= {scale.LATER_DAYS} THEN {scale.START_LATE} ELSE 0 END"
    return f"CASE WHEN p.start < 0 OR o.start < 0 THEN {points.START_HALF} ELSE {late} END"


def step(name: str) -> str:
    has, asked, most = f"p.{name}", f"o.{name}", points.STEP_MOST
    return (
        f"CASE WHEN {asked} <= 0 OR {has} >= {asked} THEN {most} WHEN {has} < 0 THEN {most // 2} "
        f"WHEN {has} < {asked} - 1 THEN {points.NEVER} WHEN p.months >= {scale.SEASONED_MONTHS} "
        f"THEN {scale.ONE_SHORT_BUT_SEASONED} ELSE {scale.ONE_SHORT} END"
    )


def experience() -> str:
    most, half = points.EXPERIENCE_MOST, points.EXPERIENCE_HALF
    return (
        f"CASE WHEN o.months <= 0 THEN {most} WHEN p.months < 0 THEN {half} WHEN p.months >= o.months THEN {most} "
        f"WHEN p.months * 2 >= o.months THEN {scale.HALF_THE_MONTHS} ELSE {scale.FEW_MONTHS} END"
    )


def lists(engine: str) -> tuple[str, str]:
    """Skills and languages."""
    shared, length = SHARED[engine].format, LENGTH[engine].format
    base = f"CASE WHEN {length(a='o.skills')} = 0 THEN {scale.NOTHING_ASKED} ELSE 0 END"
    whole = f"({base} + 2 * {length(a='o.skills')} + {length(a='o.useful')})"
    have = f"({base} + 2 * {shared(a='o.skills', b='p.skills')} + {shared(a='o.useful', b='p.skills')})"
    divide = "//" if engine == "duckdb" else "/"
    most, spoken = points.LANGUAGE_MOST, shared(a="o.languages", b="p.languages")
    return (
        f"{points.SKILLS_MOST} * {have} {divide} {whole}",
        f"CASE WHEN {length(a='o.languages')} = 0 OR {spoken} = {length(a='o.languages')} THEN {most} "
        f"WHEN {length(a='p.languages')} = 0 THEN {points.LANGUAGE_HALF} ELSE 0 END",
    )


def query(engine: str, k: int) -> str:
    shift = crossed("p.shift", "o.shift", points.SHIFT[: points.SHIFTS])
    contract = crossed("p.contract", "o.contract", points.CONTRACT[: points.CONTRACTS])
    both = [occupation(), place(), pay(), shift, contract, start(), experience(), step("schooling"), step("training")]
    score = " + ".join(f"({part})" for part in (*both, *lists(engine)))
    age = "p.age >= 0 AND ((o.age_from >= 0 AND p.age < o.age_from) OR (o.age_to >= 0 AND p.age > o.age_to))"
    gates = f"(p.avoids & o.conditions) = 0 AND (p.abroad OR NOT o.abroad) AND NOT (o.age_is_law AND {age})"
    scored = (
        f"SELECT p.id AS pid, o.id AS oid, {score} AS score FROM p JOIN k ON k.here = p.place "
        f"JOIN o ON o.place = k.there WHERE {gates}"
    )
    ranked = f"SELECT *, row_number() OVER (PARTITION BY pid ORDER BY score DESC, oid) AS n FROM ({scored}) s WHERE score >= 0"
    return f"SELECT pid, oid, score FROM ({ranked}) r WHERE n <= {k} ORDER BY pid, n"
