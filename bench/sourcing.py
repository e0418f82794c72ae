"""From where people could come to an order: python -m bench.sourcing [--people 15000] [--openings 10].

Processor seconds of the whole map (score, gates, counts by commune) beside the definition pair by pair on the same
people, and whether both say the same. `columns_s` is paid once while people stay as they are. Goal: under one second.
"""

import argparse
import importlib
import json
import os
import time
from typing import Any

import django

GOAL = 1.0


def measure(people: int, openings: int, least: int) -> dict[str, Any]:
    market = importlib.import_module("bench.attention_market").market(people=people, openings=openings, seed=4)
    held = importlib.import_module("nhipcau.matching.queries.held").HeldPeople
    sourcing = importlib.import_module("nhipcau.matching.queries.sourcing").sourcing_among
    definition = importlib.import_module("nhipcau.matching.attention.sourcing").sources
    offers = list(market.openings)
    few = held(dict(enumerate(market.people[:10], 1)))
    sourcing(few, offers, least=least)  # compiled code is read
    everybody = held(dict(enumerate(market.people, 1)))
    began = time.process_time()
    columns = everybody.columns
    built = time.process_time() - began
    began = time.process_time()
    found = sourcing(everybody, offers, least=least)
    cpu = time.process_time() - began
    began = time.process_time()
    defined = definition(offers, market.people, least=least)
    plain = time.process_time() - began
    return {
        "bench": "sourcing",
        "people": len(columns.place),
        "openings": len(offers),
        "least": least,
        "suit": found.people,
        "communes": len(found.communes),
        "identical": found == defined,
        "columns_s": round(built, 3),
        "cpu_s": round(cpu, 4),
        "definition_s": round(plain, 2),
        "times": round(plain / cpu, 1),
        "goal_cpu_s": GOAL,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=15_000)
    parser.add_argument("--openings", type=int, default=10)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    for least in (0, 600):
        print(json.dumps(measure(chosen.people, chosen.openings, least), ensure_ascii=False))


if __name__ == "__main__":
    main()
