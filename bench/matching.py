"""The best openings for everyone, side by side: python -m bench.matching [--people 100000] [--openings 15000] [--k 20].

Processor time for each person, on the same made-up market: our kernel, all pairs compiled, NumPy, DuckDB, PostgreSQL and
a plain loop over `suitability`. `identical`: every list equals, row for row and score for score, what our kernel gave the
same people. All pairs are worked out for everybody; who is too slow for that does a sample, and `sample` says how many.
Then the best people for each opening, beside all pairs. Then the growth: the exponent from a tenth of the people to all,
and from the openings to ten times as many. `--alone` is our kernel only, with the growth if `--growth` is said too. With
`--engine dask --workers 2` the same lists come from a cluster, one of whose workers is killed on the way.
"""

import argparse
import json
import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import numpy as np

from bench import scratch

SAMPLE = {"numpy": 200, "duckdb": 100, "postgresql": 20, "python": 3}
SAMPLE_BACKWARDS = 50


def printed(case: str, said: Any, **figures: Any) -> None:
    sizes = {"people": said.people, "openings": said.openings, "k": said.k, "load": round(os.getloadavg()[0], 1)}
    print(json.dumps({"bench": "matching", "case": case} | sizes | figures), flush=True)


def made(people: int, openings: int) -> tuple[Any, ...]:
    """The market, what was said on both sides, and the columns of both."""
    from bench import market

    chance = market.market()
    asked = market.openings(chance, openings)
    said = market.people(chance, people)
    return chance, said, asked, market.people_columns(chance, said), market.openings_columns(chance, asked)


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    found = run()
    return found, time.process_time() - began


def ours(said: Any, people: Any, openings: Any) -> tuple[Any, float]:
    """Lists of everyone, and microseconds a person: shelves, distances and all."""
    from nhipcau.matching.kernel import pruned
    from nhipcau.matching.kernel.columns import part

    pruned.best_openings(part(people, 0, 2), openings, said.k)
    found, seconds = timed(lambda: pruned.best_openings(people, openings, said.k))
    return found, seconds / len(people.place) * 1e6


def backwards(said: Any, people: Any, openings: Any) -> None:
    """The best people for every opening, beside all pairs of a sample."""
    from nhipcau.matching.kernel import brute, reverse

    some = first_of(openings, min(SAMPLE_BACKWARDS, said.openings))
    reverse.best_people(people, some, said.k)
    brute.best_people(people, first_of(openings, 1), said.k)
    found, seconds = timed(lambda: reverse.best_people(people, openings, said.k))
    lists, plainly = timed(lambda: brute.best_people(people, some, said.k))
    each, others = seconds / said.openings * 1e6, plainly / len(some.place) * 1e6
    figures = {"us_per_opening": round(each, 1), "brute_us": round(others, 1), "times": round(others / each, 1)}
    printed("people for each opening", said, **figures, sample=len(some.place), identical=agrees(found, *lists))


def first_of(openings: Any, n: int) -> Any:
    """The first n openings, with everybody's places."""
    columns = openings._asdict()
    lists = {name[:-3] for name in columns if name.endswith("_at")}
    cut = {name: column[:n] for name, column in columns.items() if name not in lists | {"places"}}
    for name in lists:
        cut[f"{name}_at"] = columns[f"{name}_at"][: n + 1]
        cut[name] = columns[name][: cut[f"{name}_at"][-1]]
    return openings._replace(**cut)


def agrees(found: Any, rows: Any, scores: Any) -> bool:
    return bool(np.array_equal(found.rows[: len(rows)], rows) and np.array_equal(found.scores[: len(rows)], scores))


def compared(said: Any, market: tuple[Any, ...], found: Any, us: float) -> None:
    for case, sample, others in others_of(said, market):
        if case == "brute":
            others(2)
        lists, seconds = others(sample)
        each = seconds / sample * 1e6
        figures = {"us_per_person": round(each, 1), "sample": sample, "times_ours": round(each / us, 1)}
        printed(case, said, **figures, identical=agrees(found, *lists))


def others_of(said: Any, market: tuple[Any, ...]) -> Iterator[tuple[str, int, Callable[[int], tuple[Any, float]]]]:
    from bench import matching_dense
    from nhipcau.matching.kernel import brute
    from nhipcau.matching.kernel.columns import part

    _, _, _, people, openings = market
    sample = {name: min(most, said.people) for name, most in SAMPLE.items()}
    yield "brute", said.people, lambda n: timed(lambda: brute.best_openings(part(people, 0, n), openings, said.k))
    dense = matching_dense.best_openings
    yield "numpy", sample["numpy"], lambda n: timed(lambda: dense(part(people, 0, n), openings, said.k))
    yield "duckdb", sample["duckdb"], lambda n: in_duckdb(part(people, 0, n), openings, said.k)
    yield "postgresql", sample["postgresql"], lambda n: in_postgresql(part(people, 0, n), openings, said.k)
    yield "python", sample["python"], lambda n: in_python(market, n, said.k)


def as_lists(rows: list[tuple[int, int, int]], n: int, k: int) -> Any:
    from nhipcau.matching.kernel.lists import empty

    lists, at = empty(n, k), [0] * n
    for person, opening, score in rows:
        lists.rows[person, at[person]], lists.scores[person, at[person]] = opening, score
        at[person] += 1
    return lists


def in_duckdb(people: Any, openings: Any, k: int) -> tuple[Any, float]:
    import duckdb

    from bench import matching_sql

    base = duckdb.connect(config={"threads": 1})
    with tempfile.TemporaryDirectory() as folder:
        for name, columns in matching_sql.tables(people, openings).items():
            rows = zip(*(map(plain, values) for values in columns.values()), strict=True)
            path = Path(folder) / f"{name}.json"
            path.write_text("\n".join(json.dumps(dict(zip(columns, row, strict=True))) for row in rows))
            kinds = {column: kind(column, values) for column, values in columns.items()}
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_json('{path}', columns = {kinds})")
    rows, seconds = timed(lambda: base.execute(matching_sql.query("duckdb", k)).fetchall())
    return as_lists(rows, len(people.place), k), seconds


def in_postgresql(people: Any, openings: Any, k: int) -> tuple[Any, float]:
    """The processor time of the server's process, from /proc; one process, nothing but the query."""
    from django.db import connection

    from bench import matching_sql

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '256MB'")
        for name, columns in matching_sql.tables(people, openings).items():
            kinds = ", ".join(f"{column} {kind(column, values)}" for column, values in columns.items())
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({kinds})")
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                for row in zip(*(map(plain, values) for values in columns.values()), strict=True):
                    copy.write_row(row)
            cursor.execute(f"ANALYZE {name}")
        began = server_seconds(cursor)
        cursor.execute(matching_sql.query("postgresql", k))
        rows = cursor.fetchall()
        seconds = server_seconds(cursor) - began
        cursor.execute("DROP TABLE p, o, k")
    return as_lists(rows, len(people.place), k), seconds


def kind(column: str, values: Any) -> str:
    from bench import matching_sql

    if column in matching_sql.LISTED:
        return "bigint[]"
    return "boolean" if values.dtype == bool else "integer"


def plain(value: Any) -> Any:
    return value.tolist()


def server_seconds(cursor: Any) -> float:
    cursor.execute("SELECT pg_backend_pid()")
    fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def in_python(market: tuple[Any, ...], n: int, k: int) -> tuple[Any, float]:
    from bench import market as facts
    from nhipcau.matching.suitability import suitability

    chance, said, asked, _, openings = market
    offers = [facts.opening(chance, asked, row) for row in range(len(openings.place))]
    persons = [facts.person(chance, said, row) for row in range(n)]

    def run() -> list[tuple[int, int, int]]:
        best = []
        for number, person in enumerate(persons):
            suits = [(suitability(person, offer), row) for row, offer in enumerate(offers)]
            scored = sorted((-each.score, row) for each, row in suits if not each.shut)[:k]
            best += [(number, row, -score) for score, row in scored]
        return best

    rows, seconds = timed(run)
    return as_lists(rows, n, k), seconds


def growth(said: Any) -> None:
    """How the time for everybody grows with the people, and the time for each with the openings.

    Both ends of a line are measured next to each other: the machine may be busier than it was before.
    """
    from nhipcau.matching.kernel.columns import part

    _, _, _, people, openings = made(said.people, said.openings)
    fewer = max(said.people // 10, 1)
    _, each = ours(said, part(people, 0, fewer), openings)
    _, us = ours(said, people, openings)
    exponent = 1 + math.log(us / each) / math.log(said.people / fewer)
    printed(
        "growth in people", said, since=fewer, us_per_person=[round(each, 1), round(us, 1)], exponent=round(exponent, 2)
    )
    _, us = ours(said, people, openings)
    _, _, _, people, openings = made(said.people, said.openings * 10)
    _, each = ours(said, people, openings)
    times = [round(us, 1), round(each, 1)]
    printed(
        "growth in openings",
        said,
        until=said.openings * 10,
        us_per_person=times,
        exponent=round(math.log10(each / us), 2),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--openings", type=int, default=15_000)
    parser.add_argument("--k", type=int, default=20)
    parser.add_argument("--growth", action="store_true", help="how the time grows, with --alone too")
    parser.add_argument("--alone", action="store_true", help="our kernel only")
    parser.add_argument("--engine", choices=("local", "dask"), default="local")
    parser.add_argument("--workers", type=int, default=2)
    said = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    if said.engine == "dask":
        django.setup()
        from bench import matching_dask

        matching_dask.measure(said, made(said.people, said.openings), printed)
        return
    with scratch.database():
        market = made(said.people, said.openings)
        found, us = ours(said, *market[3:])
        printed("kernel", said, us_per_person=round(us, 1), cpu_s=round(us * said.people / 1e6, 2))
        if not said.alone:
            compared(said, market, found, us)
            backwards(said, *market[3:])
        if said.growth or not said.alone:
            growth(said)


if __name__ == "__main__":
    main()
