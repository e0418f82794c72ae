"""What else could answer: PostgreSQL full text, SQLite FTS5, Tantivy as it comes. The same openings, the same words."""

import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.openings_made import Made

LIMIT: Final = 20


def text_of(one: Made) -> str:
    pay = f"lương {one.pay_from // 10**6} - {(one.pay_to or 0) // 10**6} triệu" if one.pay_from else "lương thỏa thuận"
    return f"{one.company} {one.commune_name} {one.district} {one.province_name} {pay} {one.text}"


class Postgres:
    """A generated weighted vector with a GIN index and ts_rank, over folded words; all words are asked for."""

    name = "postgresql"

    def __init__(self, openings: Sequence[Made], fold: Any) -> None:
        from django.db import connection

        self.fold, self.cursor = fold, connection.cursor()
        self.cursor.execute("SELECT pg_backend_pid()")
        (self.server,) = self.cursor.fetchone()
        self.cursor.execute("DROP TABLE IF EXISTS bench_search")
        self.cursor.execute(
            "CREATE TABLE bench_search (id int PRIMARY KEY, title text, body text, province text, pay bigint,"
            " vector tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') ||"
            " setweight(to_tsvector('simple', body), 'B')) STORED)"
        )
        with self.cursor.copy("COPY bench_search (id, title, body, province, pay) FROM STDIN") as copy:
            for one in openings:
                copy.write_row((one.key, fold(one.title), fold(text_of(one)), one.province, one.pay_to))
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

    def __init__(self, openings: Sequence[Made], fold: Any) -> None:
        self.fold, self.base = fold, sqlite3.connect(":memory:")
        self.base.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, title TEXT, province TEXT, pay INTEGER)")
        self.base.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')")
        facts = ((one.key, fold(one.title), one.province, one.pay_to) for one in openings)
        self.base.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", facts)
        texts = ((one.key, fold(one.title), fold(text_of(one))) for one in openings)
        self.base.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", texts)
        self.base.execute("CREATE INDEX titles ON facts (title)")

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
