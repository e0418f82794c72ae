"""From closing a session to its record: python -m bench.record [--enterprises 164] [--people 500] [--keep FOLDER].

A day of that size is made of rows, the operator closes it, and the news is delivered here and now: the report is frozen,
all papers are set and kept. `--keep` leaves the papers in a folder, to look at them.
"""

import argparse
import importlib
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import scratch

CLOSED = datetime(2026, 3, 12, 4, 35, tzinfo=UTC)


def close(day: Any) -> dict[str, Any]:
    """Seconds of the closing itself, and from there until the record lies ready."""
    from nhipcau.fairs import api as fairs
    from nhipcau.foundation.outbox import api as outbox
    from nhipcau.statistics.models import SessionRecord

    operator = importlib.import_module("tests.centres.factories").staff("operator", day.centre)
    begun = time.perf_counter()
    fairs.close_session(session=day.session, by=operator, now=CLOSED)
    closed = time.perf_counter()
    outbox.deliver_waiting()
    ready = time.perf_counter()
    record = SessionRecord.objects.get(session=day.session)
    papers = list(record.papers.select_related("file"))
    return {
        "close_s": round(closed - begun, 2),
        "closed_to_ready_s": round(ready - closed, 2),
        "papers": len(papers),
        "pages": sum(paper.pages or 0 for paper in papers),
        "kilobytes": round(sum(paper.file.size for paper in papers) / 1024),
        "record": record,
    }


def keep(record: Any, folder: Path) -> None:
    from nhipcau.foundation.files import api as files

    folder.mkdir(parents=True, exist_ok=True)
    for paper in record.papers.select_related("file"):
        (folder / paper.file.name).write_bytes(files.read(paper.file))


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--enterprises", type=int, default=164)
    words.add_argument("--people", type=int, default=500)
    words.add_argument("--long", action="store_true", help="with the longest names")
    words.add_argument("--keep", type=Path)
    said = words.parse_args()
    with scratch.database():
        make = importlib.import_module("tests.statistics.day").day
        found = close(make(enterprises=said.enterprises, people=said.people, long=said.long))
        record = found.pop("record")
        about = {"bench": "record", "enterprises": said.enterprises, "people": said.people}
        print(json.dumps(about | found), flush=True)
        if said.keep:
            keep(record, said.keep)


if __name__ == "__main__":
    main()
