"""Is a timetable what it says it is? python -m bench.timetable_check INSTANCE TIMETABLE (both JSON).

Shares no code with the solver: reads the documented form of an instance, rows in its ids, and the figures said of them.
Everything that must hold is looked at anew, one sentence for each thing that does not; nothing said means it holds.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bench.timetable_files import read
from bench.timetable_gone import Reasons
from bench.timetable_known import Instance, Known, Rows, fixed_of, joined
from bench.timetable_proof import Proof


def faults(instance: Instance, said: dict[str, Any]) -> list[str]:
    """What is wrong with it, in the order looked at. Empty: every constraint holds and every figure is right."""
    known = Known(instance)
    rows: Rows = said["rows"]
    unknown = [
        f"nobody is {row}" for row in rows if row["person"] not in known.people or row["interviewer"] not in known.desks
    ]
    if unknown:
        return unknown
    looks = (
        slots,
        windows,
        places,
        computers,
        one_desk_one_person,
        apart,
        pairs,
        weights,
        standing,
        figures,
        floors,
        idle,
    )
    found = [fault for look in looks for fault in look(known, rows, said)]
    return found or list(Proof(instance, said).faults())


def slots(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    for row in rows:
        desk = known.desks[row["interviewer"]]
        step = desk["slot"] + desk.get("gap", 0)
        inside = any(
            a <= row["starts"] and row["ends"] <= b and (row["starts"] - a) % step == 0
            for a, b in joined(desk["windows"])
        )
        if not inside or row["ends"] - row["starts"] != desk["slot"]:
            yield f"no such slot: {row}"
        if row["enterprise"] != desk["enterprise"] or row["online"] != (desk.get("site") is None):
            yield f"another desk: {row}"


def windows(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    for row in rows:
        if not any(a <= row["starts"] and row["ends"] <= b for a, b in joined(known.people[row["person"]]["windows"])):
            yield f"the person is not there: {row}"


def places(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    for row in rows:
        sites, desk = known.people[row["person"]].get("sites", []), known.desks[row["interviewer"]].get("site")
        if row["site"] is None:
            if sites or desk is not None:
                yield f"at home: {row}"
        elif row["site"] not in sites or (desk is not None and desk != row["site"]):
            yield f"on another site: {row}"


def computers(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    moments: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row["online"] and row["site"] is not None:
            moments[row["site"]] += [(row["starts"], 1), (row["ends"], -1)]
    for site, changes in moments.items():
        used = 0
        for minute, change in sorted(changes):
            used += change
            if used > known.sites[site].get("computers", 0):
                yield f"{used} computers at site {site} at {minute}"


def one_desk_one_person(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    yield from overlapping(rows, "interviewer", lambda *_: 0.0)


def apart(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    """A person has the minutes between, and those to walk."""

    def least(one: dict[str, Any], other: dict[str, Any]) -> float:
        return float(known.between) + known.walk(one["site"], other["site"])

    yield from overlapping(rows, "person", least)


def overlapping(rows: Rows, who: str, least: Any) -> Iterator[str]:
    days: dict[int, Rows] = defaultdict(list)
    for row in rows:
        days[row[who]].append(row)
    for day in days.values():
        day.sort(key=lambda row: row["starts"])
        for one, other in pairwise(day):
            if other["starts"] < one["ends"] + least(one, other):
                yield f"{who} in two at once, or too near: {one} {other}"


def pairs(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    met = Counter((row["person"], row["enterprise"]) for row in rows)
    yield from (f"{pair} meet {times} times" for pair, times in met.items() if times > 1)
    firm = Counter(row["person"] for row in rows if row["fixed"])
    for person, had in Counter(row["person"] for row in rows).items():
        if had > max(known.people[person].get("most", 3), firm[person]):
            yield f"person {person} has {had}"


def weights(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    for row in rows:
        weight, openings = known.edges.get((row["person"], row["enterprise"]), (0, {-1}))
        opening = -1 if row["opening"] is None else row["opening"]
        if not weight and not row["fixed"]:
            yield f"they are not to meet: {row}"
        elif weight != row["weight"] or opening not in openings:
            yield f"another weight or opening: {row}"


def standing(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    """A fixed one stands or is gone, for a reason that is looked at (`bench/timetable_gone.py`); one proposal in twenty moved."""
    held = {fixed_of(row) for row in rows}
    gone = {(person, desk, starts): why for person, desk, starts, why in said["gone"]}
    yield from (f"a fixed one is missing: {one}" for one in known.fixed - held - set(gone))
    yield from (f"said to be fixed: {row}" for row in rows if row["fixed"] != (fixed_of(row) in known.fixed))
    proposed = {tuple(one) for one in known.instance.get("proposed", [])}
    could = proposed - {one for one, why in gone.items() if why != "moved"}
    yield from Reasons(known, could, rows).faults(gone, proposed)
    stayed = len(could & held)
    if stayed < 0.95 * len(could) - 1e-9:
        yield f"{stayed} of {len(could)} proposals stayed"
    if not np.isclose(said["kept"], stayed / len(could) if could else 1.0):
        yield f"kept {said['kept']}, counted {stayed} of {len(could)}"


def figures(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    had = Counter(row["person"] for row in rows)
    offered = sum(
        (b - a + desk.get("gap", 0)) // (desk["slot"] + desk.get("gap", 0))
        for desk in known.desks.values()
        for a, b in joined(desk["windows"])
    )
    counted = {
        "value": sum(known.edges.get((row["person"], row["enterprise"]), (0, set()))[0] for row in rows),
        "covered": len(had),
        "interviews": len(rows),
        "slots": offered,
        "idle": offered - len(rows),
        "least": min(had.values(), default=0),
        "median": float(np.median(list(had.values()))) if had else 0.0,
    }
    yield from (f"{name}: said {said[name]}, counted {here}" for name, here in counted.items() if said[name] != here)
    if said["value"] > said["bound"] or not np.isclose(said["ratio"], said["value"] / max(said["bound"], 1) or 1.0):
        yield f"value {said['value']}, bound {said['bound']}, ratio {said['ratio']}"
    if said["covered"] > said["coverable"]:
        yield "more are covered than can be"


def floors(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    hopeful = {person for person, _ in known.edges} | {row["person"] for row in rows}
    for floor, met in zip(known.instance.get("floors", []), said["floors"], strict=True):
        group = {one["id"] for one in known.instance["people"] if floor["group"] in one.get("groups", [])}
        served = [row["person"] for row in rows if row["person"] in group]
        people = floor["of"] == "people"
        had = len(set(served)) if people else len(served)
        asked = int(np.ceil(floor["share"] * (len(group & hopeful) if people else len(rows)) - 1e-9))
        if (met["asked"], met["had"], met["met"]) != (asked, had, had >= asked):
            yield f"floor {floor}: said {met}, counted {had} of {asked}"


def idle(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    if sum(empty for _, empty, _ in said["desks"]) != said["idle"]:
        yield "desks with empty slots do not come to the empty slots"
    yield from (f"desk {desk}: {why} reasons for {empty}" for desk, empty, why in said["desks"] if empty != why)


def run() -> int:
    instance, said = read(Path(sys.argv[1])), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    found = faults(instance, said)
    print(json.dumps({"bench": "timetable_check", "rows": len(said["rows"]), "faults": found}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run())
