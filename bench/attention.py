"""Lists that know places, beside the plain best ten: python -m bench.attention [--people 5000] [--openings 2000].

An invented market, real scores (`suitability()`), simulated behaviour: nobody was observed. One line a seed and a way
of making lists. A place filled is one person with an offer, for everybody takes one; `offered_at_once` are people whom an
opening wants before anybody has answered. Also as people click (`first seen`) and as people hesitate (`choosy`).
`score` is the mean of a line, `gini` that of the people who see an opening. Goal: at least 25 % more places filled than plain. Then a small market
beside the bound of its linear programme, and our sum beside the exact one of the same market. `--plain-ways` leaves the other
methods out, for large markets.
"""

import argparse
import importlib
import json
import os
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django
import numpy as np

GOAL = 25
SMALL = {"people": 400, "openings": 160}


def line(
    name: str, make: Callable[[], Any], places: Any, said: dict[str, Any], plain: dict[str, Any] | None = None
) -> dict[str, Any]:
    attention = importlib.import_module("nhipcau.matching.attention")
    began = time.process_time()
    lists = make()
    cpu = time.process_time() - began
    ways = {way: attention.measured(lists, places, behaviour=way) for way in attention.Behaviour}
    found = ways[attention.Behaviour.BY_SCORE]
    row = {"bench": "attention", "case": name, **said, "simulated": True, "cpu_s": round(cpu, 3)}
    row |= {"places_filled": round(found.filled), "openings_full": round(found.full)}
    row |= {"people_with_offer": round(found.filled), "offered_at_once": round(found.offers)}
    row |= {f"places_filled, {way}": round(ways[way].filled) for way in list(ways)[1:]}
    row |= {
        "score": round(found.score, 1),
        "score_of_first_line": round(found.first, 1),
        "gini": round(found.gini, 3),
        "unseen": found.unseen,
    }
    row |= {"most_a_place": round(found.most, 1), "lines": found.lines}
    against = plain or row
    row["more_filled_%"] = round(100 * (row["places_filled"] / against["places_filled"] - 1), 1)
    row["score_%"] = round(100 * (row["score"] / against["score"] - 1), 1)
    return row


def one_market(people: int, openings: int, seed: int, *, k: int, others: bool) -> list[dict[str, Any]]:
    attention = importlib.import_module("nhipcau.matching.attention")
    rivals = importlib.import_module("bench.attention_others")
    rows, scores, places, said = candidates_of(people, openings, seed, k)
    allocate, trade = attention.allocate, attention.Trade
    ways: dict[str, Callable[[], Any]] = {
        f"ours: {step}": partial(allocate, rows, scores, places, trade=step) for step in attention.TERMS
    }
    ways["plain, equals by lot"] = lambda: rivals.by_lot(rows, scores, seed=seed)
    if others:
        ways["Sinkhorn"] = lambda: rivals.by_transport(rows, scores, places, softness=20)
        hard = attention.Terms(price=0, least=30, most=200)
        ways["exact flow, hard limits only"] = lambda: rivals.by_flow(rows, scores, places, hard)
        even = attention.TERMS[trade.EVEN]
        ways["exact flow, the sum of ours: even"] = lambda: rivals.by_flow(rows, scores, places, even)
    plain = line("plain top-10", lambda: allocate(rows, scores, places, trade=trade.PLAIN), places, said)
    return [plain, *(line(name, make, places, said, plain) for name, make in ways.items())]


def candidates_of(people: int, openings: int, seed: int, k: int) -> tuple[Any, Any, Any, dict[str, Any]]:
    invented = importlib.import_module("bench.attention_market")
    scoring = importlib.import_module("bench.attention_scoring")
    market = invented.market(people=people, openings=openings, seed=seed)
    rows, scores = scoring.candidates(market.people, market.openings, k)
    if not scoring.agrees(market, rows, scores):
        raise AssertionError("The kernel and `suitability()` disagree.")
    said = {"seed": seed, "people": people, "openings": openings, "places": int(market.places.sum()), "k": k}
    return rows, scores, market.places, said


def small_market(seed: int, k: int) -> list[dict[str, Any]]:
    """Our sum beside its bound; and the places we fill beside those that any lists of the same candidates could."""
    attention = importlib.import_module("nhipcau.matching.attention")
    rivals, above = (importlib.import_module(f"bench.attention_{name}") for name in ("others", "bound"))
    rows, scores, places, said = candidates_of(**SMALL, seed=seed, k=k)
    lines = np.minimum((rows >= 0).sum(axis=1), attention.LENGTH)
    found = []
    for step, terms in attention.TERMS.items():
        of, prices = rivals.crowding(rows, places, terms)
        market = {"openings": rows, "scores": scores, "places": places, "lines": lines}
        bound = above.bound(**market, rows=of, prices=prices, forced=rivals.FORCED)
        lists = attention.allocate(rows, scores, places, trade=step)
        ours, exact = (
            rivals.worth(each, places, terms) for each in (lists, rivals.by_flow(rows, scores, places, terms))
        )
        case = {"bench": "attention", "case": f"bound: {step}", **said, "bound": round(bound["bound"], 3)}
        case |= {"ours": round(ours, 3), "gap_%": round(100 * (bound["bound"] / ours - 1), 4), "exact": round(exact, 3)}
        case |= {"places_filled": round(attention.measured(lists, places).filled), "fillable": round(bound["fillable"])}
        found.append(case | {"simulated": True})
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=5000)
    asked.add_argument("--openings", type=int, default=2000)
    asked.add_argument("--k", type=int, default=80)
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--plain-ways", action="store_true")
    said = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    one_market(**SMALL, seed=0, k=said.k, others=not said.plain_ways)  # compiles; not measured
    for seed in range(1, said.seeds + 1):
        found = one_market(said.people, said.openings, seed, k=said.k, others=not said.plain_ways)
        for row in found:
            print(json.dumps(row | ({"goal_%": GOAL} if row["case"] == "ours: even" else {})), flush=True)
    for seed in range(1, said.seeds + 1):
        for row in small_market(seed, said.k):
            print(json.dumps(row), flush=True)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"bench": "attention", "case": "memory of all of it", "megabytes": megabytes}))


if __name__ == "__main__":
    main()
