"""The checker passes the example of the docs, and refuses it broken in any way."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench.timetable import change
from bench.timetable_check import faults
from bench.timetable_files import read, written
from bench.timetable_made import made
from bench.timetable_read import plain, problem_of
from nhipcau.fairs.timetable import solve

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
