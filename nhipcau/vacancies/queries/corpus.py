"""Openings of somebody else's file in an index of their own: a way to judge the search on other text than ours."""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from nhipcau.employers.models import Employer
from nhipcau.foundation.search.api import Entry, Folder, Index, State, Writing
from nhipcau.foundation.text.api import search_text, tidy
from nhipcau.reference.api import PlaceReader, occupation_code_of_title, place_reader
from nhipcau.vacancies.models import Experience, PayKind, Status, Vacancy
from nhipcau.vacancies.reading.pay import read_pay
from nhipcau.vacancies.reading.places import where
from nhipcau.vacancies.rules.asking import understand_wishes
from nhipcau.vacancies.rules.indexed import OPENINGS, entry_of

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    # the first heading that holds one of these, folded
    "title": ("job title", "title", "chuc danh", "vi tri", "ten cong viec", "cong viec", "job", "name", "ten"),
    "company": ("company", "cong ty", "doanh nghiep", "employer", "don vi"),
    "place": ("location", "dia diem", "noi lam", "place", "address", "dia chi", "tinh", "province", "city"),
    "salary": ("salary", "luong", "thu nhap", "pay", "wage"),
    "text": ("description", "mo ta", "text", "noi dung", "requirement", "yeu cau", "benefit", "quyen loi"),
}
SEPARATORS: Final = ",;\t|"
LONGEST_FIELD: Final = 10_000_000
READ_OF_TEXT: Final = 400  # letters in which benefits are looked for


class NoTitle(Exception):
    """No heading names a title."""


class OneColumn(Exception):
    """The file is no table, or of one column only."""


def columns_of(headings: Iterable[str]) -> dict[str, str]:
    """Which heading is which. Raises NoTitle."""
    plain = {heading: " ".join(search_text(heading).split()) for heading in headings}
    found: dict[str, str] = {}
    for name, words in COLUMNS.items():
        for word in words:
            meant = next((one for one, said in plain.items() if word in said and one not in found.values()), None)
            if meant is not None and not (name == "title" and plain[meant].endswith("id")):
                found[name] = meant
                break
    if "title" not in found:
        raise NoTitle(", ".join(plain))
    return found


def separator_of(first: str) -> str:
    """What stands most often in the line of headings: a comma where nothing does."""
    return max(SEPARATORS, key=first.count)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Lines of a CSV file under our names. Raises NoTitle and OneColumn."""
    csv.field_size_limit(min(LONGEST_FIELD, sys.maxsize))
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file, delimiter=separator_of(file.readline()), restkey="")
        file.seek(0)
        headings = list(lines.fieldnames or [])
        if len(headings) < 2:
            raise OneColumn(", ".join(headings))
        columns = columns_of(headings)
        for line in lines:
            row = {name: tidy(line.get(heading) or "") for name, heading in columns.items()}
            if row["title"]:
                yield row


def opening_of(number: int, row: Mapping[str, str], reader: PlaceReader, now: datetime) -> Vacancy:
    """An opening as our own sheets would read it; it is never kept."""
    title, company, place = row["title"][:200], row.get("company", ""), row.get("place", "")
    there = where(place, "", reader)
    pay = read_pay(row.get("salary", ""))
    text = row.get("text", "")
    said = {part.kind: part.value for part in understand_wishes(f"{title} {text[:READ_OF_TEXT]}").parts}
    return Vacancy(
        pk=number,
        employer=Employer(name=company),
        title=title,
        occupation_id=occupation_code_of_title(title),
        province_id=there.province or None,
        commune_id=there.commune or None,
        park_id=there.park or None,
        pay_kind=PayKind.AGREED if pay.trouble else PayKind(pay.kind),
        pay_from=pay.low,
        pay_to=pay.high,
        shift=str(said.get("shift", "")),
        has_bus="bus" in said,
        has_dormitory="dormitory" in said,
        experience=Experience.NONE if "no_experience" in said else "",
        status=Status.OPEN,
        published_at=now,
        search=search_text(title, company, place, text),
    )


def entries_of(rows: Iterable[Mapping[str, str]], now: datetime) -> Iterator[Entry]:
    reader = place_reader()
    for number, row in enumerate(rows, start=1):
        yield entry_of(opening_of(number, row, reader, now), row.get("text", ""))


def index_of(entries: Iterable[Entry], root: Path) -> Index:
    """An index of these in a folder of its own."""
    folder = Folder(root, OPENINGS.name)
    with folder.writing():
        Writing(folder, OPENINGS).rebuild(entries, State(version=OPENINGS.version, origin="", cursor=0))
    return Index(root, OPENINGS)
