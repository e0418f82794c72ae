"""Badges for a full hall, ten on a sheet: python -m bench.badges [--people 500].

Processor seconds of the whole paper: drawing every QR code, setting one document, writing the PDF. Names are of real
length; the goal is under two seconds for 500.
"""

import argparse
import importlib
import json
import os
import random
import time
from typing import Any

import django

NAMES = ("Nguyễn Thị Thu Hường", "Trần Văn An", "Lý A Páo", "Hoàng Nguyễn Thị Phương Thảo Nguyên", "H'Hen Niê")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def paper(people: int) -> dict[str, Any]:
    slip = importlib.import_module("nhipcau.fairs.papers.slip")
    chance = random.Random(500)
    rows: list[tuple[int, str, str, list[Any]]] = [
        (number, NAMES[number % len(NAMES)], "".join(chance.choices(LETTERS, k=16)), [])
        for number in range(1, people + 1)
    ]
    return dict(slip.badges_for("Phiên giao dịch việc làm", "Thứ Năm, 16/11", "Sảnh tầng 1", rows))


def measure(people: int) -> dict[str, Any]:
    documents = importlib.import_module("nhipcau.foundation.documents.api")
    template = importlib.import_module("nhipcau.fairs.papers.slip").BADGES
    began, wall = time.process_time(), time.perf_counter()
    made = paper(people)
    drawn = time.process_time() - began
    pdf = documents.pdf(template, made)
    return {
        "case": "badges",
        "people": people,
        "cpu_s": round(time.process_time() - began, 2),
        "of_it_codes_s": round(drawn, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
        "kilobytes": len(pdf) // 1024,
        "goal_cpu_s": 2,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    print(json.dumps(measure(chosen.people), ensure_ascii=False))


if __name__ == "__main__":
    main()
