"""A report as the sheets of an Excel file: counts stay numbers, so that they can be added up."""

from nhipcau.foundation.sheets.api import Table
from nhipcau.statistics.papers.words import Paper


def tables_of(paper: Paper) -> list[Table]:
    first = Table(
        name=paper.title,
        title=paper.subtitle,
        headings=[paper.title, "", ""],
        rows=[
            *([figure.label, number_in(figure.number), figure.definition] for figure in paper.figures),
            *([label, number_in(words), ""] for label, words in paper.facts),
        ],
    )
    return [first, *(Table(name=part.title, headings=part.headings, rows=part.rows) for part in paper.parts)]


def number_in(words: str) -> str | int:
    digits = words.replace(".", "").replace(",", "")
    return int(digits) if digits.isdecimal() else words
