"""The papers of a large fair: python -m bench.papers [--enterprises 164] [--people 500].

Long names everywhere. First the seconds of gathering the words of all papers; then of each paper the seconds of setting it, its pages and size.
"""

import argparse
import importlib
import json
import time
from typing import Any

from bench import scratch


def measure(name: str, template: Any, data: dict[str, Any]) -> dict[str, Any]:
    documents = importlib.import_module("nhipcau.foundation.documents.api")
    began, wall = time.process_time(), time.perf_counter()
    body = documents.pdf(template, data)
    return {
        "bench": "papers",
        "paper": name,
        "cpu_s": round(time.process_time() - began, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
        "pages": documents.pages_of(body),
        "kilobytes": len(body) // 1024,
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--enterprises", type=int, default=164)
    words.add_argument("--people", type=int, default=500)
    said = words.parse_args()
    size = {"enterprises": said.enterprises, "people": said.people}
    with scratch.database():
        from django.utils.translation import override

        papers = importlib.import_module("tests.look_papers")
        session = papers.seated(**size).session
        with override("vi"):
            began = time.perf_counter()
            made = list(papers.papers_of(session))
            gathered = {"bench": "papers", "gathering_all_s": round(time.perf_counter() - began, 2)}
            print(json.dumps(gathered | size), flush=True)
            for name, template, data in made:
                print(json.dumps(measure(name, template, data)), flush=True)


if __name__ == "__main__":
    main()
