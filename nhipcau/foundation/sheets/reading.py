"""Sheets in: .xlsx, .xls, .ods and .csv, told apart by what they hold, never by their name."""

import json
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from nhipcau.foundation.sheets import headings, separated, trouble

APART: Final = Path(__file__).with_name("apart.py")
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPPED: Final = b"PK\x03\x04"
LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
SHEETS_INSIDE: Final = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
CHUNK: Final = 1024 * 1024
LONGEST_WAIT: Final = 90


@dataclass(frozen=True)
class Row:
    """`number` is the line as the person's own program counts it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Headings and the lines under them, all of one width. `others`: sheets of the same book that were not read."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    others: tuple[str, ...] = ()


def read_table(name: str, body: bytes) -> Grid:
    """Raises CannotRead with words for who sent the file. `name` is only looked at when the content says nothing."""
    if len(body) > trouble.MOST_BYTES:
        raise trouble.too_large()
    if not body.strip(b" \r\n\t\x00"):
        raise trouble.empty()
    if body.startswith(OLD_EXCEL):
        if LOCKED in body:
            raise trouble.protected()
        return from_book(body)
    if body.startswith(ZIPPED):
        check_parcel(body)
        return from_book(body)
    if name.lower().endswith((".pdf", ".doc", ".docx", ".jpg", ".png")) or body.startswith(b"%PDF"):
        raise trouble.not_a_sheet()
    return grid(separated.rows(body))


def check_parcel(body: bytes) -> None:
    """What it says it holds, and what it really holds, byte by byte: sizes in a parcel may be a lie."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as parcel:
            inside = parcel.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError):  # a newer kind of archive is a RuntimeError
        raise trouble.damaged() from None
    if not {part.filename for part in inside} & set(SHEETS_INSIDE):
        raise trouble.not_a_sheet()
    if any(part.flag_bits & 1 for part in inside):
        raise trouble.protected()
    if sum(part.file_size for part in inside) > trouble.MOST_UNPACKED:
        raise trouble.too_much_inside()
    room = trouble.MOST_UNPACKED
    for part in inside:
        room -= unpacked_size(body, part, room)


def unpacked_size(body: bytes, part: zipfile.ZipInfo, room: int) -> int:
    start = part.header_offset + 30
    start += int.from_bytes(body[start - 4 : start - 2], "little") + int.from_bytes(body[start - 2 : start], "little")
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise trouble.damaged()
    engine, rest, size = zlib.decompressobj(-15), body[start:], 0
    try:
        while rest and not engine.eof:
            size += len(engine.decompress(rest, CHUNK))
            rest = engine.unconsumed_tail
            if size > room:
                raise trouble.too_much_inside()
    except zlib.error:
        raise trouble.damaged() from None
    return size


def from_book(body: bytes) -> Grid:
    bounds = [str(trouble.MOST_LINES), str(trouble.MOST_COLUMNS)]
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(APART), *bounds],
            input=body,
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise trouble.damaged() from None
    if answer.get("too_wide"):
        raise trouble.too_many_columns()
    if "trouble" in answer:
        raise trouble.protected() if answer["trouble"] == "protected" else trouble.damaged()
    lines = [(number, cells) for number, cells in answer["lines"]]
    merged = [tuple(merge) for merge in answer.get("merged", [])]
    return grid(lines, merged, str(answer.get("name", "")), tuple(answer.get("others", ())))


def grid(lines: list[headings.Line], merged: Any = (), sheet: str = "", others: tuple[str, ...] = ()) -> Grid:
    if not lines:
        raise trouble.empty()
    width = max(len(cells) for _number, cells in lines)
    if width > trouble.MOST_COLUMNS:
        raise trouble.too_many_columns()
    lines = [(number, cells + [""] * (width - len(cells))) for number, cells in lines]
    named, after = headings.find(lines, merged)
    under = lines[after:]
    if not under:
        raise trouble.only_headings()
    if len(under) > trouble.MOST_LINES:
        raise trouble.too_many_lines()
    used = [column for column in range(width) if named[column] or any(cells[column] for _number, cells in under)]
    return Grid(
        headings=tuple(" ".join(named[column].split()) for column in used),
        rows=tuple(Row(number, tuple(cells[column] for column in used)) for number, cells in under),
        sheet=sheet,
        others=others,
    )
