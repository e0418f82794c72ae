"""What is wrong with an instance that somebody brings: the first fault, with the name of its field. Knows nothing of the solver."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SHARES = ("people", "interviews")
MOST = 2**53
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
    return instance if isinstance(instance, dict) else {}


def whole(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and abs(said) < MOST


def share(said: Any) -> bool:
    return isinstance(said, (int, float)) and not isinstance(said, bool) and 0 <= said <= 1


def wholes(said: Any, *long: int) -> bool:
    return isinstance(said, list) and all(map(whole, said)) and (not long or len(said) in long)


def windows(said: Any) -> bool:
    return isinstance(said, list) and all(wholes(one, 2) for one in said)


def walks(said: Any) -> bool:
    return isinstance(said, dict) and all(there.isdecimal() and whole(said[there]) for there in said)


def edge(said: Any) -> bool:
    return isinstance(said, list) and (wholes(said, 3, 4) or (len(said) == 4 and said[3] is None and wholes(said[:3])))


NUMBER, LIST = "a whole number", "a list of whole numbers"
MUST: dict[str, dict[str, tuple[Test, str]]] = {
    "people": {"id": (whole, NUMBER), "windows": (windows, "a list of [from, to]")},
    "interviewers": {
        "id": (whole, NUMBER),
        "enterprise": (whole, NUMBER),
        "windows": (windows, "a list of [from, to]"),
        "slot": (whole, NUMBER),
    },
    "sites": {"id": (whole, NUMBER)},
    "floors": {
        "group": (whole, NUMBER),
        "share": (share, "a number from 0 to 1"),
        "of": (lambda said: said in SHARES, '"people" or "interviews"'),
    },
}
MAY: dict[str, dict[str, tuple[Test, str]]] = {
    "people": {"sites": (wholes, LIST), "most": (whole, NUMBER), "groups": (wholes, LIST)},
    "interviewers": {
        "gap": (whole, NUMBER),
        "site": (lambda said: said is None or whole(said), "a whole number or null"),
    },
    "sites": {"computers": (whole, NUMBER), "walks": (walks, "minutes by the id of the other site")},
    "floors": {},
}
ROWS: dict[str, tuple[Test, str]] = {
    "edges": (edge, "[person, enterprise, weight, opening]"),
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
    if not whole(instance.get("between", 0)):
        yield f"between: must be {NUMBER}"
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
