"""The files of this folder as rows. Facts only: codes, names, places; README.md says where they are from."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def fingerprint(*sources: str) -> str:
    """Changes when a file changes, or the code (paths in `sources`) that turns files into rows."""
    digest = hashlib.sha256()
    for path in [*sorted(FOLDER.glob("*.csv")), *(Path(source) for source in sources)]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
