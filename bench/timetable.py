"""A day for everybody: python -m bench.timetable [--scale 1|10|100] [--seeds 3] [--capacity above] [--without-replan] [--instance FILE].

One JSON line for each invented fair (seeds times capacity above, below and far below what people may have), each in a process of
its own. `ratio` is value / bound without what a first interview earns; `covered` people have an interview, `coverable` is the
most there can be. First come and deferred acceptance fill the same day in the same run: `first_come_ratio` is their value
against the same bound. `checked`: an independent checker (timetable_check) found nothing wrong and proved the bound from the prices.
Small fairs are measured against a linear programme too: `lp_gap` is how far the bound is above it, `lp_people` the most people whom it
serves. An instance with promises (`fixed`, `proposed`) is compared with nothing that breaks them; `kept` and `gone` say what became of them. `replan_kept`: an
enterprise in fifty cancels, forty people in a thousand come to another site and as many have met somebody since; the share of the proposals still possible that stay.
`why_seconds`: the reasons of every pair that has no interview; `why_one_by_one_cpu_s` what pair by pair would take (some people, times
all), `why_ratio` the one over the other. The last line is the growth: the exponent of the seconds with the people, from a tenth of the size to this one.
It ends with 1 when in any line a check is false, `ratio` is under 0.99, or fewer are covered than could be; stderr says which.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

SMALL_EDGES = 16_000
LEAST_RATIO = 0.99
CANCEL, COME_ELSEWHERE = 50, 25
ASKED = 20  # people whose reasons are found one by one, as a measure for all


def main() -> int:
    asked = arguments()
    if asked.one:
        return one(asked)
    further = ["--without-replan"] if asked.without_replan else []
    if asked.instance:
        return child("--instance", asked.instance, *further)
    size = ["--scale", str(asked.scale)]
    cases = [(capacity, seed) for capacity in asked.capacity.split(",") for seed in range(1, asked.seeds + 1)]
    ended = [child(*size, "--capacity", capacity, "--seed", str(seed), *further) for capacity, seed in cases]
    if asked.scale > 1:
        ended.append(child(*size, "--capacity", asked.capacity.split(",")[0], "--seed", "1", "--growth"))
    return int(any(ended))


def one(asked: argparse.Namespace) -> int:
    """An instance that cannot be read, or that contradicts itself, is one line of words and no figures."""
    from bench.timetable_asked import Unreadable
    from nhipcau.fairs.timetable import Refused

    try:
        figures = measured(asked)
        print(json.dumps(figures), flush=True)
    except Unreadable as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except Refused as trouble:
        if not asked.instance:
            raise
        print(f"{asked.instance}: {trouble}", file=sys.stderr)
        return 2
    failed = broken(figures)
    if failed:
        print(f"not as promised: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def broken(figures: dict[str, Any]) -> list[str]:
    """What is promised of every timetable and does not hold in this line."""
    found = [f"{name} is false" for name in ("checked", "replan_checked", "lp_holds") if figures.get(name) is False]
    if figures.get("ratio", 1.0) < LEAST_RATIO:
        found.append(f"ratio {figures['ratio']} is under {LEAST_RATIO}")
    if figures.get("covered", 0) < figures.get("coverable", 0):
        found.append(f"{figures['covered']} are covered of {figures['coverable']}")
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--capacity", default="above,below,scarce")
    parser.add_argument("--without-replan", action="store_true")
    parser.add_argument("--instance")
    parser.add_argument("--seed", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--growth", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def child(*said: str) -> int:
    return subprocess.call([sys.executable, "-m", "bench.timetable", "--one", *said])


def measured(asked: argparse.Namespace) -> dict[str, Any]:
    from bench import timetable_files, timetable_made

    warm()
    if asked.growth:
        return growth(asked)
    if asked.instance:
        case: dict[str, Any] = {"instance": asked.instance, "scale": None}
        instance = timetable_files.read(Path(asked.instance))
    else:
        case = {"scale": asked.scale, "capacity": asked.capacity, "seed": asked.seed}
        instance = timetable_made.made(asked.scale, asked.seed, asked.capacity)
    return {"bench": "timetable", **case, **compared(instance, asked.seed, replan=not asked.without_replan)}


def warm() -> None:
    """Compiled code is there before anything is timed."""
    from bench import timetable_made, timetable_read, timetable_rivals
    from nhipcau.fairs.timetable import solve

    problem = timetable_read.problem_of(timetable_made.made(1, 99, "below"))
    solve(problem)
    timetable_rivals.first_come(problem, 1)


def compared(instance: dict[str, Any], seed: int, *, replan: bool) -> dict[str, Any]:
    from bench import timetable_check, timetable_read
    from nhipcau.fairs.timetable import solve

    problem = timetable_read.problem_of(instance)
    began, cpu = time.perf_counter(), time.process_time()
    timetable = solve(problem)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said, by = timetable.certificate, timetable_read.plain(timetable)
    faults = timetable_check.faults(instance, by)
    figures: dict[str, Any] = {
        "people": said.people,
        "enterprises": len(problem.enterprise_id),
        "interviewers": len(problem.interviewers.id),
    }
    figures |= {
        "edges": len(problem.edges.person),
        "value": said.value,
        "bound": said.bound,
        "ratio": round(said.ratio, 5),
    }
    figures |= {"covered": said.covered, "coverable": said.coverable, "reachable": said.reachable}
    promised = bool(instance.get("fixed") or instance.get("proposed"))
    figures |= promises(timetable) if promised else rivals(problem, said.bound, seed)
    figures |= {
        "seconds": round(seconds, 2),
        "cpu_s": round(cpu, 2),
        "rss_mb": rss,
        "load": round(os.getloadavg()[0], 1),
    }
    figures |= {"interviews": said.interviews, "slots": said.slots, "idle": said.idle, "unplaced": said.unplaced}
    figures |= {"floors_met": all(met.met for met in said.floors), "checked": not faults, "faults": faults[:5]}
    if len(problem.edges.person) <= SMALL_EDGES and not promised:
        figures |= against_lp(instance, by)
    figures |= explained(timetable)
    return figures | (replanned(instance, by) if replan else {}) | {"phases": dict(said.seconds)}


def promises(timetable: Any) -> dict[str, Any]:
    gone = Counter(str(why) for _one, why in timetable.gone)
    return {"kept": round(timetable.certificate.kept, 5), "gone": dict(gone)}


def rivals(problem: Any, bound: int, seed: int) -> dict[str, Any]:
    """The same day filled by whoever comes first, and by deferred acceptance."""
    from bench import timetable_rivals

    came, ranked = timetable_rivals.first_come(problem, seed), timetable_rivals.deferred_acceptance(problem)
    ratios = [round(one[0] / bound, 5) if bound else 1.0 for one in (came, ranked)]
    said = {"first_come_ratio": ratios[0], "first_come_covered": came[1]}
    return said | {
        "deferred_acceptance_ratio": ratios[1],
        "deferred_acceptance_covered": ranked[1],
    }


def explained(timetable: Any) -> dict[str, Any]:
    """Reasons of every pair that is not served, and of people one by one as before (`bench/timetable_why.py`), of each pair."""
    from bench import timetable_why
    from nhipcau.fairs.timetable import explain_all

    explain_all(timetable)
    began, cpu = time.perf_counter(), time.process_time()
    found = explain_all(timetable)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    people, one_by_one, pairs = timetable.problem.people.id.tolist(), time.process_time(), 0
    for person in people[:: max(1, len(people) // ASKED)]:
        pairs += len(timetable_why.explain_person(timetable, person).unserved)
    each = (time.process_time() - one_by_one) / max(pairs, 1)
    all_ = len(found.edge)
    said = {"why_pairs": all_, "why_seconds": round(seconds, 2), "why_cpu_s": round(cpu, 2)}
    return said | {
        "why_one_by_one_cpu_s": round(each * all_, 1),
        "why_ratio": round(each * all_ / cpu, 1) if cpu else None,
    }


def against_lp(instance: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
    """HiGHS in a process of its own; value <= its optimum <= bound must hold."""
    from bench import timetable_files

    floors = json.dumps([met["had"] for met in by["floors"]])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instance.json"
        path.write_text(timetable_files.written(instance), encoding="utf-8")
        said = subprocess.check_output(
            [sys.executable, "-m", "bench.timetable_lp", str(path), str(by["covered"]), floors]
        )
    proved = json.loads(said)
    optimum, people = proved["optimum"], math.floor(proved["people"] + 1e-6)
    holds = by["value"] <= optimum + 0.5 and optimum <= by["bound"] + 0.5 and by["covered"] <= people
    holds = holds and people <= by["coverable"]
    return {
        "lp": round(optimum, 1),
        "lp_gap": round(by["bound"] / optimum - 1, 6) if optimum else 0.0,
        "lp_people": people,
        "lp_holds": holds,
    }


def replanned(instance: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
    from bench import timetable_check, timetable_read
    from nhipcau.fairs.timetable import replan

    changed = change(instance, by)
    began = time.perf_counter()
    again = replan(timetable_read.problem_of(changed).proposed, timetable_read.problem_of(changed))
    seconds, said = time.perf_counter() - began, again.certificate
    faults = timetable_check.faults(changed, timetable_read.plain(again))
    kept: dict[str, Any] = {
        "replan_kept": round(said.kept, 5),
        "replan_ratio": round(said.ratio, 5),
        "replan_covered": said.covered,
    }
    kept |= {"replan_coverable": said.coverable, "replan_seconds": round(seconds, 2)}
    return kept | {"replan_checked": not faults, "replan_faults": faults[:3]}


def change(instance: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
    """The last of every fifty enterprises is gone; of every twenty-five people one is at the next site, and one who stood by
    has met an enterprise beside their times: they may have one fewer."""
    desks = [desk for desk in instance["interviewers"] if desk["enterprise"] % CANCEL]
    sites = [site["id"] for site in instance.get("sites", [])]
    people = []
    for number, one in enumerate(instance["people"]):
        moves = number % COME_ELSEWHERE == 0 and one.get("sites")
        elsewhere = [sites[(sites.index(one["sites"][0]) + 1) % len(sites)]] if moves else one.get("sites", [])
        met = number % COME_ELSEWHERE == 1
        people.append(one | {"sites": elsewhere, "most": max(0, one.get("most", 3) - met)})
    fixed = [[row["person"], row["interviewer"], row["starts"]] for row in by["rows"][::10]]
    rest = [[row["person"], row["interviewer"], row["starts"]] for at, row in enumerate(by["rows"]) if at % 10]
    return instance | {"interviewers": desks, "people": people, "fixed": fixed, "proposed": rest}


def growth(asked: argparse.Namespace) -> dict[str, Any]:
    from bench import timetable_made, timetable_read
    from nhipcau.fairs.timetable import solve

    seconds = []
    for scale in (asked.scale // 10 or 1, asked.scale):
        problem = timetable_read.problem_of(timetable_made.made(scale, asked.seed, asked.capacity))
        began = time.process_time()
        solve(problem)
        seconds.append(time.process_time() - began)
    exponent = math.log(seconds[1] / seconds[0]) / math.log(asked.scale / (asked.scale // 10 or 1))
    said = {"bench": "timetable", "case": "growth", "scale": asked.scale, "capacity": asked.capacity}
    return said | {"cpu_s": [round(one, 2) for one in seconds], "growth": round(exponent, 2)}


if __name__ == "__main__":
    sys.exit(main())
