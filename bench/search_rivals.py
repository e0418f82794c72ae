"""What else could answer: PostgreSQL full text, SQLite FTS5, Tantivy as it comes. The same openings, the same words."""

import os
import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench.openings_made import Made

LIMIT: Final = 20
FACETS: Final = (
    *("kind", "province_no", "commune", "band", "shift"),
    *("bus", "dormitory", "no_experience", "no_degree", "over_35"),
)
Facts = Mapping[int, Sequence[int | None]]  # the numbers of an opening, in the order of FACETS
Counted = tuple[list[int], dict[str, dict[int, int]]]


def text_of(one: Made) -> str:
    pay = f"lương {one.pay_from // 10**6} - {(one.pay_to or 0) // 10**6} triệu" if one.pay_from else "lương thỏa thuận"
    return f"{one.company} {one.commune_name} {one.district} {one.province_name} {pay} {one.text}"


class Postgres:
    """A generated weighted vector with a GIN index and ts_rank, over folded words; all words are asked for."""

    name = "postgresql"

    def __init__(self, openings: Sequence[Made], fold: Any, facts: Facts) -> None:
        from django.db import connection

        self.fold, self.cursor = fold, connection.cursor()
        self.cursor.execute("SELECT pg_backend_pid()")
        (self.server,) = self.cursor.fetchone()
        self.cursor.execute("DROP TABLE IF EXISTS bench_search")
        numbers = ", ".join(f"{name} bigint" for name in FACETS)
        self.cursor.execute(
            f"CREATE TABLE bench_search (id int PRIMARY KEY, title text, body text, province text, pay bigint, {numbers},"
            " vector tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') ||"
            " setweight(to_tsvector('simple', body), 'B')) STORED)"
        )
        columns = ", ".join(("id", "title", "body", "province", "pay", *FACETS))
        with self.cursor.copy(f"COPY bench_search ({columns}) FROM STDIN") as copy:
            for one in openings:
                row = (one.key, fold(one.title), fold(text_of(one)), one.province, one.pay_to)
                copy.write_row((*row, *facts[one.key]))
        self.cursor.execute("CREATE INDEX ON bench_search USING gin (vector)")
        self.cursor.execute("CREATE INDEX ON bench_search (title text_pattern_ops)")
        self.cursor.execute("VACUUM ANALYZE bench_search")

    def search(self, text: str, province: str = "", pay: int = 0) -> tuple[list[int], int]:
        words: list[str | int] = [self.fold(text)]
        where = "vector @@ q"
        if province:
            where, words = where + " AND province = %s AND pay >= %s", [*words, province, pay]
        self.cursor.execute(
            f"SELECT id, count(*) OVER () FROM bench_search, plainto_tsquery('simple', %s) q WHERE {where}"
            f" ORDER BY ts_rank(vector, q) DESC, id LIMIT {LIMIT}",
            words,
        )
        rows = self.cursor.fetchall()
        return [key for key, _count in rows], rows[0][1] if rows else 0

    def counted(self, text: str, province: str, pay: int) -> Counted:
        """The page, its total and ten counts of what the filters leave, in one statement that finds it once."""
        sets = ", ".join(f"({name})" for name in FACETS)
        self.cursor.execute(
            f"WITH hit AS MATERIALIZED (SELECT id, ts_rank(vector, q) AS rank, {', '.join(FACETS)}"
            " FROM bench_search, plainto_tsquery('simple', %s) q WHERE vector @@ q AND province = %s AND pay >= %s),"
            f" page AS (SELECT id FROM hit ORDER BY rank DESC, id LIMIT {LIMIT})"
            f" SELECT -1, id, 0 FROM page UNION ALL"
            f" SELECT grouping({', '.join(FACETS)}), coalesce({', '.join(FACETS)}), count(*)"
            f" FROM hit GROUP BY GROUPING SETS ({sets}, ())",
            [self.fold(text), province, pay],
        )
        keys, counts, whole = [], {name: dict[int, int]() for name in FACETS}, (1 << len(FACETS)) - 1
        for which, value, count in self.cursor.fetchall():
            if which < 0:
                keys.append(value)
            elif value is not None:  # of the facets' bits all are set but its own, the first one is the highest
                counts[FACETS[len(FACETS) - (whole & ~which).bit_length()]][value] = count
        return keys, counts

    def worked(self) -> float:
        """CPU seconds of the server's process for this connection, in steps of ten milliseconds."""
        said = Path(f"/proc/{self.server}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")

    def complete(self, start: str) -> list[str]:
        self.cursor.execute(
            "SELECT title FROM bench_search WHERE title LIKE %s GROUP BY title ORDER BY count(*) DESC LIMIT 8",
            [f"{start}%"],
        )
        return [title for (title,) in self.cursor.fetchall()]


class Fts5:
    """SQLite in memory, bm25, over the same folded words."""

    name = "sqlite_fts5"

    def __init__(self, openings: Sequence[Made], fold: Any, facts: Facts) -> None:
        self.fold, self.base = fold, sqlite3.connect(":memory:")
        columns = ", ".join(f"{name} INTEGER" for name in FACETS)
        self.base.execute(
            f"CREATE TABLE facts (id INTEGER PRIMARY KEY, title TEXT, province TEXT, pay INTEGER, {columns})"
        )
        self.base.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')")
        rows = ((one.key, fold(one.title), one.province, one.pay_to, *facts[one.key]) for one in openings)
        self.base.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * (4 + len(FACETS)))})", rows)
        texts = ((one.key, fold(one.title), fold(text_of(one))) for one in openings)
        self.base.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", texts)
        self.base.execute("CREATE INDEX titles ON facts (title)")

    def counted(self, text: str, province: str, pay: int) -> Counted:
        """The page and ten counts of what the filters leave, in one statement that finds it once."""
        asked = " ".join(f'"{word}"' for word in self.fold(text).split())
        counts = " UNION ALL ".join(f"SELECT '{name}', {name}, count(*) FROM hit GROUP BY {name}" for name in FACETS)
        rows = self.base.execute(
            f"WITH hit AS MATERIALIZED (SELECT facts.id, bm25(texts, 3, 1) AS rank, {', '.join(FACETS)}"
            " FROM texts JOIN facts ON facts.id = texts.rowid WHERE texts MATCH ? AND province = ? AND pay >= ?)"
            f" SELECT * FROM (SELECT '', id, 0 FROM hit ORDER BY rank LIMIT {LIMIT}) UNION ALL {counts}",
            [asked, province, pay],
        ).fetchall()
        found = {
            name: {value: count for which, value, count in rows if which == name and value is not None}
            for name in FACETS
        }
        return [value for which, value, _count in rows if not which], found

    def worked(self) -> float:
        return time.process_time()

    def search(self, text: str, province: str = "", pay: int = 0) -> tuple[list[int], int]:
        asked = " ".join(f'"{word}"' for word in self.fold(text).split())
        where, words = "texts MATCH ?", list[str | int]([asked])
        if province:
            where, words = where + " AND province = ? AND pay >= ?", [asked, province, pay]
        join = "texts JOIN facts ON facts.id = texts.rowid" if province else "texts"
        ranked = f"SELECT texts.rowid FROM {join} WHERE {where} ORDER BY bm25(texts, 3, 1) LIMIT {LIMIT}"
        (count,) = self.base.execute(f"SELECT count(*) FROM {join} WHERE {where}", words).fetchone()
        return [key for (key,) in self.base.execute(ranked, words)], count

    def complete(self, start: str) -> list[str]:
        query = "SELECT title FROM facts WHERE title >= ? AND title < ? GROUP BY title ORDER BY count(*) DESC LIMIT 8"
        return [title for (title,) in self.base.execute(query, [start, start + "\uffff"])]


class Plain:
    """Tantivy with its default analyser and query parser: letters as they are, any word is enough."""

    name = "tantivy_default"

    def __init__(self, openings: Sequence[Made]) -> None:
        import tantivy

        build = tantivy.SchemaBuilder()
        build.add_integer_field("key", fast=True, indexed=True)
        build.add_text_field("title")
        build.add_text_field("body")
        self.index = tantivy.Index(build.build())
        writer = self.index.writer(64_000_000, 1)
        for one in openings:
            document = tantivy.Document()
            document.add_integer("key", one.key)
            document.add_text("title", one.title)
            document.add_text("body", text_of(one))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, text: str) -> list[int]:
        query, _problems = self.index.parse_query_lenient(text, ["title", "body"], field_boosts={"title": 3.0})
        hits: Any = self.searcher.search(query, LIMIT).hits
        return [int(key or 0) for key in self.searcher.fast_field_values("key", [at for _score, at in hits])]
