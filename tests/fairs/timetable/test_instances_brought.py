"""Whoever brings an instance that cannot be read is told in one line which field is wrong."""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench import timetable
from bench.timetable_asked import Unreadable, asked
from tests.fairs.timetable.test_checking_timetables import EXAMPLE

Said = dict[str, Any]


@pytest.fixture
def brought(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "instance.json"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def solved(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench.timetable", "--instance", str(path)], capture_output=True, text=True, check=False
    )


BROKEN: list[tuple[Callable[[Said], object], str]] = [
    (lambda said: said.pop("people"), "people: is missing"),
    (lambda said: said.pop("edges"), "edges: is missing"),
    (lambda said: said.update(interviewers=3), "interviewers: must be a list"),
    (lambda said: said.update(between="5"), "between: must be a whole number, 0 or more"),
    (lambda said: said["people"][2].pop("windows"), "people[2].windows: is missing"),
    (lambda said: said["people"].append(7), "people[8]: must be an object"),
    (lambda said: said["people"][0].update(windows=[[480]]), "people[0].windows: must be a list of [from, to]"),
    (
        lambda said: said["people"][0].update(groups=[True]),
        "people[0].groups: must be a list of whole numbers, 0 to 62",
    ),
    (lambda said: said["people"][0].update(id=2**53), "people[0].id: must be a whole number"),
    (lambda said: said["interviewers"][1].pop("slot"), "interviewers[1].slot: is missing"),
    (lambda said: said["interviewers"][0].update(gap=1.5), "interviewers[0].gap: must be a whole number, 0 or more"),
    (lambda said: said["interviewers"][0].update(site="1"), "interviewers[0].site: must be a whole number or null"),
    (
        lambda said: said["sites"][0].update(walks={"x": 1}),
        "sites[0].walks: must be minutes by the id of the other site",
    ),
    (lambda said: said["floors"][0].update(share=2), "floors[0].share: must be a number from 0 to 1"),
    (lambda said: said["floors"][0].update(of="all"), 'floors[0].of: must be "people" or "interviews"'),
    (lambda said: said["edges"].append([101]), "edges[19]: must be [person, enterprise, weight 1 to 1000, opening]"),
    (lambda said: said.update(between=-30), "between: must be a whole number, 0 or more"),
    (lambda said: said["sites"][0].update(computers=-2), "sites[0].computers: must be a whole number, 0 or more"),
    (lambda said: said["people"][0].update(most=-1), "people[0].most: must be a whole number, 0 or more"),
    (lambda said: said["people"][0].update(groups=[63]), "people[0].groups: must be a list of whole numbers, 0 to 62"),
    (lambda said: said["floors"][0].update(group=63), "floors[0].group: must be a whole number, 0 to 62"),
    (lambda said: said["interviewers"][0].update(slot=0), "interviewers[0].slot: must be a whole number, 1 or more"),
    (
        lambda said: said["edges"][0].__setitem__(2, 0),
        "edges[0]: must be [person, enterprise, weight 1 to 1000, opening]",
    ),
    (lambda said: said["edges"][0].__setitem__(0, 9), "edges[0]: there is no person 9"),
    (lambda said: said["people"].append(said["people"][0]), "people[8].id: 101 stands there twice"),
    (lambda said: said["interviewers"][0].update(site=9), "interviewers[0].site: there is no site 9"),
    (lambda said: said["sites"][0].update(walks={"9": 1}), "sites[0].walks: there is no site 9"),
    (lambda said: said.update(fixed=[[1, 2]]), "fixed[0]: must be [person, interviewer, starts]"),
]


@pytest.mark.parametrize(("broken", "words"), BROKEN, ids=[words for _broken, words in BROKEN])
def test_the_first_wrong_field_is_named(
    broken: Callable[[Said], object], words: str, brought: Callable[[str], Path]
) -> None:
    said = deepcopy(json.loads(EXAMPLE.read_text(encoding="utf-8")))
    broken(said)
    path = brought(json.dumps(said))

    with pytest.raises(Unreadable) as refusal:
        asked(path)

    assert str(refusal.value) == f"{path}: {words}"


def test_what_is_no_json_is_named_with_its_line(brought: Callable[[str], Path]) -> None:
    path = brought('{"people": [\n  {"id": }]}')

    done = solved(path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{path}: not JSON: line 2, column 10: Expecting value\n"


def test_an_instance_that_contradicts_itself_is_one_line_too(brought: Callable[[str], Path]) -> None:
    said = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    said["people"][0]["sites"] = [9]
    path = brought(json.dumps(said))

    done = solved(path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{path}: people[0].sites: there is no site 9\n"


def test_a_file_that_is_not_there_is_one_line_too(tmp_path: Path) -> None:
    done = solved(tmp_path / "none.json")

    assert (done.returncode, done.stderr) == (2, f"{tmp_path / 'none.json'}: No such file or directory\n")


@pytest.mark.parametrize(
    "nobody", [{"people": [], "edges": [], "interviewers": []}, {"edges": []}, {"interviewers": []}]
)
def test_a_fair_of_nobody_is_one_line_of_figures(nobody: Said, brought: Callable[[str], Path]) -> None:
    said = json.loads(EXAMPLE.read_text(encoding="utf-8")) | nobody | {"fixed": [], "proposed": []}

    done = solved(brought(json.dumps(said)))

    assert (done.returncode, done.stderr) == (0, "")
    line = json.loads(done.stdout)
    assert (line["value"], line["ratio"], line["covered"], line["coverable"]) == (0, 1, 0, 0)
    assert (line["checked"], line["first_come_ratio"], line["lp_holds"]) == (True, 1, True)


AT_ONE_COMPUTER: Said = {
    "sites": [{"id": 1, "computers": 1}],
    "people": [{"id": n, "windows": [[480, 500]], "sites": [1]} for n in (1, 2)],
    "interviewers": [{"id": n, "enterprise": n, "windows": [[480, 540]], "slot": 20, "site": None} for n in (50, 51)],
    "edges": [[1, 50, 100, None], [2, 51, 100, None]],
}


def test_a_line_that_misses_what_is_promised_ends_with_one_and_says_which(brought: Callable[[str], Path]) -> None:
    done = solved(brought(json.dumps(AT_ONE_COMPUTER)))

    line = json.loads(done.stdout)
    assert (line["checked"], line["ratio"] < 0.99, line["covered"]) == (True, True, 1)
    assert done.returncode == 1
    assert done.stderr.startswith(f"not as promised: ratio {line['ratio']} is under 0.99")


KEPT = {"checked": True, "replan_checked": True, "lp_holds": True, "ratio": 0.99, "covered": 5, "coverable": 5}


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ({}, []),
        ({"checked": False}, ["checked is false"]),
        ({"replan_checked": False}, ["replan_checked is false"]),
        ({"lp_holds": False}, ["lp_holds is false"]),
        ({"ratio": 0.98999}, ["ratio 0.98999 is under 0.99"]),
        ({"coverable": 6}, ["5 are covered of 6"]),
    ],
)
def test_each_promise_of_a_line_is_looked_at(otherwise: Said, said: list[str]) -> None:
    assert timetable.broken(KEPT | otherwise) == said


@pytest.mark.parametrize("which", [0, 2])
def test_one_bad_line_of_several_ends_the_bench_with_one_after_the_others_ran(
    which: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []

    def child(*said: str) -> int:
        ran.append(said)
        return int(len(ran) - 1 == which)

    monkeypatch.setattr(timetable, "child", child)
    monkeypatch.setattr(sys, "argv", ["bench.timetable", "--capacity", "above"])
    assert (timetable.main(), len(ran)) == (1, 3)
