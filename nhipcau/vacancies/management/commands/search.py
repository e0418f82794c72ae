"""Search openings as the board does, and print what was understood and what was found."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies.models import Vacancy
from nhipcau.vacancies.queries import Understood, board
from nhipcau.vacancies.queries.corpus import NoTitle, OneColumn, entries_of, index_of, rows_of
from nhipcau.vacancies.queries.finding import found_in
from nhipcau.vacancies.queries.pages import MOST_COUNTED, PAGE_SIZE
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.saying import part_words, place_said

MOST_PRINTED = MOST_COUNTED


class Command(BaseCommand):
    help = "Searches the board, or any CSV file of openings; several texts ask the same index one after another."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="+")
        parser.add_argument("--corpus", type=Path, help="a CSV file with title, company, place, salary, text")
        parser.add_argument("--limit", type=int, default=10, help="how many hits are printed, from 1")
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        searches = [BoardSearch(text=text) for text in options["text"]]
        corpus, limit = options["corpus"], options["limit"]
        if not 1 <= limit <= MOST_PRINTED:
            raise CommandError(f"--limit is how many hits are printed: from 1 to {MOST_PRINTED}, not {limit}.")
        answers = self.of_corpus(corpus, searches, limit) if corpus else [self.of_board(one, limit) for one in searches]
        for answer in answers:
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else in_words(answer))

    def of_board(self, search: BoardSearch, limit: int) -> dict[str, Any]:
        begun = time.perf_counter()
        found = board(search, day=clock.today(), now=clock.now())
        rows = list(found.page)
        for number in range(2, -(-min(limit, found.total) // PAGE_SIZE) + 1):
            rows += board(search, day=clock.today(), now=clock.now(), page=number).page
        said = understood(search, found.asked, found.loosened, found.total, begun) | {"missing": found.missing or None}
        return said | {
            "by": "index" if found.facets else "database",
            "hits": [hit_of(row) for row in rows[:limit]],
        }

    def of_corpus(self, path: Path, searches: list[BoardSearch], limit: int) -> list[dict[str, Any]]:
        try:
            rows = list(rows_of(path))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}") from error
        except OneColumn as error:
            needed = "a title, and best a company, a place, a salary and a text"
            raise CommandError(
                f"{path} has one column ({error}), separated by comma, semicolon, tab or bar. Needed is {needed}."
            ) from error
        except NoTitle as error:
            raise CommandError(f"No column of {path} is called a title: {error}") from error
        with tempfile.TemporaryDirectory() as folder:
            index = index_of(entries_of(rows, clock.now()), Path(folder))
            answers = []
            for search in searches:
                begun = time.perf_counter()
                heard = found_in(index, search, day=clock.today(), limit=limit)
                said = understood(search, heard.asked, heard.loosened, heard.answer.total, begun)
                answers.append(
                    said
                    | {"missing": heard.missing or None}
                    | {"by": str(path), "hits": [{"line": key, **rows[key - 1]} for key in heard.answer.keys]}
                )
        return answers


def understood(search: BoardSearch, asked: Understood, loosened: bool, total: int, begun: float) -> dict[str, Any]:
    return {
        "text": search.text,
        "understood": [
            {"kind": part.kind, "typed": part.typed, "words": part_words(part, around=asked.is_around)}
            for part in asked.parts
        ],
        "occupation": asked.trade.code if asked.trade else None,
        "respelled": asked.meant.text if asked.meant.respelled else None,
        "some_words_only": loosened,
        "total": total,
        "ms": round((time.perf_counter() - begun) * 1000, 1),
    }


def hit_of(row: Vacancy) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "company": row.employer.name,
        "place": place_said(row),
        "pay_from": row.pay_from,
        "pay_to": row.pay_to,
    }


def in_words(answer: dict[str, Any]) -> str:
    read = ", ".join(part["words"] for part in answer["understood"]) or "-"
    notes = f" ({answer['respelled']})" if answer["respelled"] else ""
    hits = [f"  {hit['title']} · {hit.get('company', '')} · {hit.get('place', '')}" for hit in answer["hits"]]
    return "\n".join([f"{answer['text']}: {read}{notes}; {answer['total']} in {answer['ms']} ms", *hits])
