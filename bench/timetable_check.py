"""Is a timetable what it says it is? python -m bench.timetable_check INSTANCE TIMETABLE (both JSON).

Shares no code with the solver: reads the documented form of an instance, rows in its ids, and the figures said of them.
Everything that must hold is looked at anew, one sentence for each thing that does not; nothing said means it holds.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bench.timetable_asked import Unreadable, contradictions
from bench.timetable_files import read
from bench.timetable_gone import Reasons
from bench.timetable_known import Instance, Known, Rows, fixed_of, joined
from bench.timetable_most import Most
from bench.timetable_proof import Proof
from bench.timetable_shape import shapeless


def faults(instance: Instance, said: dict[str, Any]) -> list[str]:
    """What is wrong with it, in the order looked at. Empty: every constraint holds and every figure is right."""
    without_sense = [*contradictions(instance), *shapeless(instance, said)]
    if without_sense:
        return without_sense
    known = Known(instance)
    rows: Rows = said["rows"]
    unknown = [*nobody(known, rows)]
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
    if found:
        return found
    proof = Proof(instance, said)
    return [*proof.faults()] or [*Most(proof, rows).faults(said["coverable"])]


def nobody(known: Known, rows: Rows) -> Iterator[str]:
    for row in rows:
        if row["person"] not in known.people or row["interviewer"] not in known.desks:
            yield f"nobody is {row}"
        elif row["site"] is not None and row["site"] not in known.sites:
            yield f"no such site: {row}"


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
    """More than there are only where all who sit there are fixed ones."""
    for site, minute, there in too_many(known, rows):
        if not all(row["fixed"] for row in there):
            yield f"{len(there)} computers at site {site} at {minute}"


def too_many(known: Known, rows: Rows) -> Iterator[tuple[int, int, Rows]]:
    """Minutes when somebody begins and more sit at the computers of the site than it has."""
    seated: dict[int, Rows] = defaultdict(list)
    for row in rows:
        if row["online"] and row["site"] is not None:
            seated[row["site"]].append(row)
    for site, some in seated.items():
        there: Rows = []
        for row in sorted(some, key=lambda row: row["starts"]):
            there = [one for one in there if one["ends"] > row["starts"]] + [row]
            if len(there) > known.sites[site].get("computers", 0):
                yield site, row["starts"], there


def one_desk_one_person(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    for day in days(rows, "interviewer"):
        for one, other in pairwise(day):
            if other["starts"] < one["ends"]:
                yield f"interviewer in two at once: {one} {other}"


def apart(known: Known, rows: Rows, said: dict[str, Any]) -> Iterator[str]:
    """A person has the minutes between, and those to walk; between two fixed ones no more than that they do not overlap."""
    for one, other in too_near(known, rows):
        if not (one["fixed"] and other["fixed"]) or other["starts"] < one["ends"]:
            yield f"person in two at once, or too near: {one} {other}"


def too_near(known: Known, rows: Rows) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for day in days(rows, "person"):
        for one, other in combinations(day, 2):
            if other["starts"] < one["ends"] + known.between + known.walk(one["site"], other["site"]):
                yield one, other


def days(rows: Rows, who: str) -> Iterator[Rows]:
    """The rows of each, in order of time."""
    found: dict[int, Rows] = defaultdict(list)
    for row in rows:
        found[row[who]].append(row)
    for day in found.values():
        yield sorted(day, key=lambda row: row["starts"])


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
    proposed = {tuple(one) for one in known.instance.get("proposed", [])} - known.fixed
    could = proposed - {one for one, why in gone.items() if why != "moved"}
    unknown = {one for one in could if one[0] not in known.people or one[1] not in known.desks}
    yield from (f"a proposal of nobody: {one}" for one in unknown)
    could -= unknown
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
    } | stands_all_the_same(known, rows)
    yield from (f"{name}: said {said[name]}, counted {here}" for name, here in counted.items() if said[name] != here)
    ratio = said["value"] / said["bound"] if said["bound"] else 1.0
    if said["value"] > said["bound"] or not np.isclose(said["ratio"], ratio):
        yield f"value {said['value']}, bound {said['bound']}, ratio {said['ratio']}"
    if said["covered"] > said["coverable"]:
        yield "more are covered than can be"


def stands_all_the_same(known: Known, rows: Rows) -> dict[str, int]:
    """Fixed ones nearer to another fixed one than is asked; and those who sit where there are not computers enough."""
    near = {fixed_of(row) for two in too_near(known, rows) if all(row["fixed"] for row in two) for row in two}
    crowded = {fixed_of(row) for _site, _minute, there in too_many(known, rows) for row in there}
    return {"near": len(near), "crowded": len(crowded)}


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
    try:
        instance, said = read(Path(sys.argv[1])), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    except Unreadable as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except (OSError, ValueError) as trouble:
        print(f"{sys.argv[2]}: {trouble}", file=sys.stderr)
        return 2
    found = faults(instance, said)
    print(json.dumps({"bench": "timetable_check", "faults": found}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run())
