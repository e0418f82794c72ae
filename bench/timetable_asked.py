"""What is wrong with an instance that somebody brings: the first fault, with the name of its field. Knows nothing of the solver."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

SHARES = ("people", "interviews")
MOST = 2**53
MOST_WEIGHT = 1000
GROUPS = 63
Test = Callable[[Any], bool]


class Unreadable(ValueError):
    """One line that names the field."""


def asked(path: Path) -> dict[str, Any]:
    """The instance as it stands in the file. Raises Unreadable."""
    try:
        instance = json.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise Unreadable(f"{path}: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: not UTF-8") from None
    except json.JSONDecodeError as trouble:
        raise Unreadable(f"{path}: not JSON: line {trouble.lineno}, column {trouble.colno}: {trouble.msg}") from None
    for fault in faults(instance):
        raise Unreadable(f"{path}: {fault}")
    for fault in contradictions(instance):
        raise Unreadable(f"{path}: {fault}")
    return instance if isinstance(instance, dict) else {}


def whole(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and abs(said) < MOST


def counted(said: Any) -> bool:
    return whole(said) and said >= 0


def group(said: Any) -> bool:
    return whole(said) and 0 <= said < GROUPS


def share(said: Any) -> bool:
    return isinstance(said, (int, float)) and not isinstance(said, bool) and 0 <= said <= 1


def wholes(said: Any, *long: int) -> bool:
    return isinstance(said, list) and all(map(whole, said)) and (not long or len(said) in long)


def windows(said: Any) -> bool:
    return isinstance(said, list) and all(wholes(one, 2) for one in said)


def walks(said: Any) -> bool:
    return isinstance(said, dict) and all(there.isdecimal() and counted(said[there]) for there in said)


def edge(said: Any) -> bool:
    if not isinstance(said, list) or len(said) not in (3, 4) or not wholes(said[:3]):
        return False
    return 1 <= said[2] <= MOST_WEIGHT and (len(said) == 3 or said[3] is None or whole(said[3]))


NUMBER, LIST, COUNT = "a whole number", "a list of whole numbers", "a whole number, 0 or more"
GROUP = f"0 to {GROUPS - 1}"
MUST: dict[str, dict[str, tuple[Test, str]]] = {
    "people": {"id": (whole, NUMBER), "windows": (windows, "a list of [from, to]")},
    "interviewers": {
        "id": (whole, NUMBER),
        "enterprise": (whole, NUMBER),
        "windows": (windows, "a list of [from, to]"),
        "slot": (lambda said: whole(said) and said > 0, "a whole number, 1 or more"),
    },
    "sites": {"id": (whole, NUMBER)},
    "floors": {
        "group": (group, f"a whole number, {GROUP}"),
        "share": (share, "a number from 0 to 1"),
        "of": (lambda said: said in SHARES, '"people" or "interviews"'),
    },
}
MAY: dict[str, dict[str, tuple[Test, str]]] = {
    "people": {
        "sites": (wholes, LIST),
        "most": (counted, COUNT),
        "groups": (lambda said: wholes(said) and all(map(group, said)), f"{LIST}, {GROUP}"),
    },
    "interviewers": {
        "gap": (counted, COUNT),
        "site": (lambda said: said is None or whole(said), "a whole number or null"),
    },
    "sites": {"computers": (counted, COUNT), "walks": (walks, "minutes by the id of the other site")},
    "floors": {},
}
ROWS: dict[str, tuple[Test, str]] = {
    "edges": (edge, f"[person, enterprise, weight 1 to {MOST_WEIGHT}, opening]"),
    "fixed": (lambda said: wholes(said, 3), "[person, interviewer, starts]"),
    "proposed": (lambda said: wholes(said, 3), "[person, interviewer, starts]"),
}


def faults(instance: Any) -> Iterator[str]:
    if not isinstance(instance, dict):
        yield "must be one object with people, interviewers and edges"
        return
    yield from (f"{name}: is missing" for name in ("people", "interviewers", "edges") if name not in instance)
    for name in (*MUST, *ROWS):
        if not isinstance(instance.get(name, []), list):
            yield f"{name}: must be a list"
            return
    if not counted(instance.get("between", 0)):
        yield f"between: must be {COUNT}"
    for name in MUST:
        for at, record in enumerate(instance.get(name, [])):
            yield from of_record(f"{name}[{at}]", record, MUST[name], MAY[name])
    for name, (test, words) in ROWS.items():
        yield from (f"{name}[{at}]: must be {words}" for at, row in enumerate(instance.get(name, [])) if not test(row))


def of_record(
    where: str, record: Any, must: dict[str, tuple[Test, str]], may: dict[str, tuple[Test, str]]
) -> Iterator[str]:
    if not isinstance(record, dict):
        yield f"{where}: must be an object"
        return
    for name, (test, words) in (must | may).items():
        if name in record and not test(record[name]):
            yield f"{where}.{name}: must be {words}"
        elif name in must and name not in record:
            yield f"{where}.{name}: is missing"


def contradictions(instance: dict[str, Any]) -> Iterator[str]:
    """What each field says by itself, and not together: an id twice, or of something that is not there."""
    ids: dict[str, set[int]] = {}
    for name in ("people", "interviewers", "sites"):
        ids[name] = set()
        for at, record in enumerate(instance.get(name, [])):
            if record["id"] in ids[name]:
                yield f"{name}[{at}].id: {record['id']} stands there twice"
            ids[name].add(record["id"])
    for name, at, field, site in named_sites(instance):
        if site not in ids["sites"]:
            yield f"{name}[{at}].{field}: there is no site {site}"
    edges = instance["edges"]
    people = edges[:, 0].tolist() if isinstance(edges, np.ndarray) else [edge[0] for edge in edges]
    yield from (f"edges[{at}]: there is no person {one}" for at, one in enumerate(people) if one not in ids["people"])


def named_sites(instance: dict[str, Any]) -> Iterator[tuple[str, int, str, int]]:
    for at, record in enumerate(instance["people"]):
        yield from (("people", at, "sites", site) for site in record.get("sites", []))
    for at, record in enumerate(instance["interviewers"]):
        if record.get("site") is not None:
            yield "interviewers", at, "site", record["site"]
    for at, record in enumerate(instance.get("sites", [])):
        yield from (("sites", at, "walks", int(site)) for site in record.get("walks", {}))
