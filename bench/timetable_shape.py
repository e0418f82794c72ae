"""Has what is said of a timetable every field that is looked at, each of its kind? Shares no code with the solver."""

from collections.abc import Iterator
from typing import Any

from bench.timetable_asked import Test, whole, wholes


def maybe(said: Any) -> bool:
    return said is None or whole(said)


def either(said: Any) -> bool:
    return isinstance(said, bool)


def number(said: Any) -> bool:
    return isinstance(said, (int, float)) and not isinstance(said, bool)


ROW: dict[str, Test] = {
    **dict.fromkeys(("person", "enterprise", "interviewer", "starts", "ends", "weight"), whole),
    **dict.fromkeys(("site", "opening"), maybe),
    **dict.fromkeys(("online", "fixed", "kept"), either),
}
FIGURES: dict[str, Test] = {
    **dict.fromkeys(("value", "bound", "covered", "coverable", "interviews", "slots", "idle", "least"), whole),
    **dict.fromkeys(("near", "crowded"), whole),
    **dict.fromkeys(("ratio", "kept", "median"), number),
}
FLOOR: dict[str, Test] = {"asked": whole, "had": whole, "met": either}
PRICES: dict[str, Test] = dict.fromkeys(("slot", "computer", "first", "pair"), wholes)


def shapeless(instance: dict[str, Any], said: Any) -> Iterator[str]:
    if not isinstance(said, dict):
        yield "a timetable must be one object"
        return
    yield from of("", said, FIGURES)
    yield from of("prices.", said.get("prices"), PRICES)
    floors = instance.get("floors", [])
    yield from each("rows", said, lambda row: not [*of("", row, ROW)])
    yield from each("floors", said, lambda floor: not [*of("", floor, FLOOR)])
    yield from each("desks", said, lambda desk: wholes(desk, 3))
    yield from each("gone", said, gone)
    if isinstance(said.get("floors"), list) and len(said["floors"]) != len(floors):
        yield f"floors: {len(said['floors'])} said, {len(floors)} asked for"


def gone(said: Any) -> bool:
    return isinstance(said, list) and len(said) == 4 and wholes(said[:3]) and isinstance(said[3], str)


def of(where: str, said: Any, fields: dict[str, Test]) -> Iterator[str]:
    known = said if isinstance(said, dict) else {}
    yield from (
        f"{where}{name}: is missing, or of another kind"
        for name, test in fields.items()
        if name not in known or not test(known[name])
    )


def each(name: str, said: dict[str, Any], test: Test) -> Iterator[str]:
    if not isinstance(said.get(name), list):
        yield f"{name}: must be a list"
        return
    yield from (f"{name}[{at}]: without sense: {one}" for at, one in enumerate(said[name]) if not test(one))
