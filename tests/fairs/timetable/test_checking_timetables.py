"""The checker passes the example of the docs, and refuses it broken in any way."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from bench.timetable import change
from bench.timetable_check import faults
from bench.timetable_files import read, written
from bench.timetable_made import made
from bench.timetable_most import Most
from bench.timetable_proof import Proof
from bench.timetable_read import plain, problem_of
from nhipcau.fairs.timetable import solve
from tests.fairs.timetable.fairs import fairs
from tests.fairs.timetable.test_whatever_comes import SOME, array

EXAMPLE = Path(__file__).parents[3] / "docs" / "howto" / "timetable-instance.json"
Said = dict[str, Any]
Broken = Callable[[Said], object]


@pytest.fixture(scope="module")
def instance() -> Said:
    return read(EXAMPLE)


@pytest.fixture(scope="module")
def good(instance: Said) -> Said:
    return plain(solve(problem_of(instance)))


def test_the_example_of_the_docs_is_solved(instance: Said, good: Said) -> None:
    assert faults(instance, good) == []
    assert good["ratio"] >= 0.99
    assert good["covered"] == good["coverable"] == len(instance["people"])


def test_an_instance_reads_as_it_was_written(instance: Said, tmp_path: Path) -> None:
    (tmp_path / "instance.json").write_text(written(instance), encoding="utf-8")
    again = read(tmp_path / "instance.json")
    assert again["edges"].tolist() == instance["edges"].tolist()
    assert plain(solve(problem_of(again)))["rows"] == plain(solve(problem_of(instance)))["rows"]


def row_of(said: Said, person: int) -> Said:
    return next(row for row in said["rows"] if row["person"] == person and not row["fixed"])


def shifted(person: int, minutes: int) -> Broken:
    def broken(said: Said) -> None:
        row = row_of(said, person)
        row["starts"] += minutes
        row["ends"] += minutes

    return broken


def changed(person: int, /, **columns: Any) -> Broken:
    return lambda said: row_of(said, person).update(columns)


def said_to_be(**figures: Any) -> Broken:
    return lambda said: said.update(figures)


def doubled(said: Said) -> None:
    said["rows"].append(deepcopy(said["rows"][0]))


def one_desk_for_two(said: Said) -> None:
    one, other = row_of(said, 106), row_of(said, 107)
    other |= {name: one[name] for name in ("interviewer", "enterprise", "starts", "ends", "online")}


def not_to_meet(said: Said) -> None:
    next(row for row in said["rows"] if row["enterprise"] == 504)["person"] = 104


def without_fixed(said: Said) -> None:
    said["rows"] = [row for row in said["rows"] if not row["fixed"]]


def without_proposed(said: Said) -> None:
    said["rows"] = [row for row in said["rows"] if not row["kept"]]


def cheaper(said: Said) -> None:
    said["prices"]["slot"] = [0] * len(said["prices"]["slot"])
    said["prices"]["pair"] = [0] * len(said["prices"]["pair"])
    said["bound"] = said["value"]
    said["ratio"] = 1.0
    said["prices"]["first"] = [0] * len(said["prices"]["first"])


def desk(number: int, enterprise: int, site: int | None, windows: list[list[int]], slot: int) -> Said:
    return {"id": number, "enterprise": enterprise, "site": site, "windows": windows, "slot": slot}


BROKEN: dict[str, tuple[Broken, str]] = {
    "another minute": (shifted(101, 1), "no such slot"),
    "an hour of its own": (changed(101, ends=2000), "no such slot"),
    "out of hours": (shifted(107, 600), "no such slot"),
    "not there": (shifted(108, -45), "the person is not there"),
    "nobody": (changed(101, person=999), "nobody is"),
    "another desk": (changed(107, enterprise=502), "another desk"),
    "another site": (changed(105, site=1), "on another site"),
    "at home": (changed(105, site=None), "at home"),
    "twice": (doubled, "meet 2 times"),
    "two at one desk": (one_desk_for_two, "interviewer in two at once"),
    "not to meet": (not_to_meet, "they are not to meet"),
    "another weight": (changed(101, weight=999), "another weight"),
    "another opening": (changed(107, opening=1), "another weight or opening"),
    "a fixed one gone": (without_fixed, "a fixed one is missing"),
    "a proposal gone": (without_proposed, "proposals stayed"),
    "said to be fixed": (changed(101, fixed=True), "said to be fixed"),
    "value": (said_to_be(value=1), "value: said 1"),
    "covered": (said_to_be(covered=1), "covered: said 1"),
    "too few coverable": (said_to_be(coverable=1), "more are covered"),
    "too many coverable": (said_to_be(coverable=10**6), "coverable: said 1000000, a largest flow has 8"),
    "near": (said_to_be(near=1), "near: said 1"),
    "crowded": (said_to_be(crowded=1), "crowded: said 1"),
    "no such site": (changed(105, site=77), "no such site"),
    "a row without a column": (lambda said: said["rows"][0].pop("starts"), "rows[0]: without sense"),
    "no figures": (lambda said: said.pop("value"), "value: is missing"),
    "no prices": (lambda said: said.pop("prices"), "prices.slot: is missing"),
    "no rows": (said_to_be(rows=None), "rows: must be a list"),
    "no floors": (said_to_be(floors=[]), "floors: 0 said"),
    "no reason": (said_to_be(gone=[[101, 1, 480]]), "gone[0]: without sense"),
    "a reason nobody knows": (said_to_be(gone=[[101, 1, 480, "bored"]]), "gone is said of (101, 1, 480), bored"),
    "idle": (said_to_be(idle=0), "idle: said 0"),
    "slots": (said_to_be(slots=0), "slots: said 0"),
    "kept": (said_to_be(kept=0.5), "kept 0.5"),
    "bound too low": (said_to_be(bound=1), "bound 1"),
    "ratio": (said_to_be(ratio=1.2), "ratio 1.2"),
    "floor": (lambda said: said["floors"][0].update(had=0), "floor"),
    "reasons": (lambda said: said["desks"][0].__setitem__(2, 0), "0 reasons"),
    "prices that prove less": (cheaper, "the prices prove"),
    "prices below nothing": (lambda said: said["prices"]["slot"].__setitem__(0, -1), "below nothing"),
    "prices of something else": (lambda said: said["prices"].update(slot=[]), "prices for"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_timetable_broken_in_any_way_is_refused(name: str, instance: Said, good: Said) -> None:
    broken, sentence = BROKEN[name]
    said = deepcopy(good)
    broken(said)
    assert any(sentence in fault for fault in faults(instance, said)), faults(instance, said)


def with_instance(instance: Said, **changes: Any) -> Said:
    return instance | changes


def test_limits_of_the_instance_are_looked_at_too(instance: Said, good: Said) -> None:
    fewer = [site | {"computers": 0} for site in instance["sites"]]
    once = [one | {"most": 0} for one in instance["people"]]
    tighter = {"sites": fewer}, {"people": once}, {"between": 500}
    sentences = "computers at site", "person 101 has", "in two at once, or too near"
    for tight, sentence in zip(tighter, sentences, strict=True):
        assert any(sentence in fault for fault in faults(with_instance(instance, **tight), good))


def test_walking_is_looked_at(instance: Said, good: Said) -> None:
    far = [{**site, "walks": {2: 500}} if site["id"] == 1 else site for site in instance["sites"]]
    assert any("too near" in fault for fault in faults(instance | {"sites": far}, good))


def test_it_says_so_on_the_command_line(good: Said, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from bench import timetable_check

    (tmp_path / "said.json").write_text(json.dumps(good), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["timetable_check", str(EXAMPLE), str(tmp_path / "said.json")])
        assert timetable_check.run() == 0
    assert json.loads(capsys.readouterr().out)["faults"] == []


@pytest.mark.parametrize("word", ["clash", "away", "slot", "person", "interviewer", "pair", "enough", "together"])
def test_a_reason_that_is_not_true_is_found_out(word: str) -> None:
    """A solver that forgets what was promised, and says that none of it could stand."""
    instance = made(1, 1, "below")
    promised = change(instance, plain(solve(problem_of(instance))))
    forgetful = plain(solve(problem_of(promised | {"fixed": [], "proposed": []})))
    held = {(row["person"], row["interviewer"], row["starts"]) for row in forgetful["rows"]}
    firm = {tuple(one) for one in promised["fixed"]}
    forgetful["gone"] = [[*one, word] for one in (*promised["fixed"], *promised["proposed"]) if tuple(one) not in held]
    forgetful["kept"] = 1.0
    for row in forgetful["rows"]:
        row["fixed"] = (row["person"], row["interviewer"], row["starts"]) in firm

    found = faults(promised, forgetful)

    assert sum(fault.startswith(("not true of", "gone is said of", "(")) for fault in found) > 100


def test_one_person_fewer_than_could_be_is_found_out() -> None:
    """After a change one who could have an interview has none, and the certificate says that nobody could."""
    instance = made(1, 1, "below")
    before = plain(solve(problem_of(instance)))
    assert faults(instance, before) == []
    alone = next(one for one, rows in grouped(before).items() if len(rows) == 1 and not rows[0]["fixed"])
    fewer = deepcopy(before) | {"rows": [row for row in before["rows"] if row["person"] != alone]}
    most = Most(proved(instance, fewer), fewer["rows"])

    assert [*most.faults(before["coverable"])] == []
    for said in (before["coverable"] - 1, before["coverable"] + 1):
        assert [*Most(proved(instance, fewer), fewer["rows"]).faults(said)] == [
            f"coverable: said {said}, a largest flow has {before['coverable']}"
        ]


def grouped(said: Said) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = {}
    for row in said["rows"]:
        found.setdefault(row["person"], []).append(row)
    return found


def proved(instance: Said, said: Said) -> Proof:
    proof = Proof(instance, said)
    proof.proved()
    return proof


@SOME
@given(fairs())
def test_the_flow_from_nothing_is_the_flow_from_the_timetable(fair: Said) -> None:
    instance = array(fair)
    said = plain(solve(problem_of(instance)))
    full, nothing = (Most(proved(instance, said), rows) for rows in (said["rows"], []))
    assert nothing.flow() == full.flow()
    assert [*nothing.faults(said["coverable"])] == []


FALSE_ALARMS = {
    "a fixed one without an edge beside an interview": (
        {"windows": [[75, 195]], "sites": [0]},
        [desk(103, 1, 0, [[75, 80]], 5), desk(106, 3, None, [[60, 155]], 7)],
        {"edges": [[4, 1, 530, 1]], "fixed": [[4, 106, 130]]},
    ),
    "nothing but a fixed one under a bound of something": (
        {"windows": [[55, 115]], "sites": [0]},
        [desk(101, 0, 0, [[45, 75]], 7), desk(105, 3, None, [[60, 180]], 30)],
        {"edges": [[4, 0, 64, 2]], "fixed": [[4, 105, 60]]},
    ),
    "fixed twice, and proposed": (
        {"windows": [[0, 60]], "sites": [0]},
        [desk(101, 0, 0, [[0, 30]], 10)],
        {"edges": [[4, 0, 64, 2]], "fixed": [[4, 101, 0], [4, 101, 0]], "proposed": [[4, 101, 0]]},
    ),
    "two proposals of the same two": (
        {"windows": [[0, 60]], "sites": [0]},
        [desk(101, 0, 0, [[0, 30]], 10)],
        {"edges": [[4, 0, 64, 2]], "proposed": [[4, 101, 0], [4, 101, 20], [4, 101, 20]]},
    ),
}


@pytest.mark.parametrize("name", FALSE_ALARMS)
def test_a_right_timetable_is_no_fault(name: str) -> None:
    person, desks, rest = FALSE_ALARMS[name]
    instance = {"sites": [{"id": 0, "computers": 2}], "people": [{"id": 4} | person], "interviewers": desks} | rest
    assert faults(array(instance), plain(solve(problem_of(array(instance))))) == []
