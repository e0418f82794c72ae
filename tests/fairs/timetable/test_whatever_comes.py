"""Any fair at all: nothing is promised twice, the bound holds, nobody is left out, and it ends the same every time."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.timetable_check import faults
from bench.timetable_read import plain, problem_of
from nhipcau.fairs.timetable import earning, prices, replan, solve
from nhipcau.fairs.timetable.laying import laid
from tests.fairs.timetable.fairs import all_timetables, fairs, promised

SOME = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FEW = settings(SOME, max_examples=25)
tiny = fairs(people=3, enterprises=2).filter(lambda fair: len(fair["edges"]) <= 4)
tiny_without_computers = fairs(people=4, enterprises=2, computers=False).filter(lambda fair: len(fair["edges"]) <= 4)


def array(instance: dict[str, Any]) -> dict[str, Any]:
    edges = [[*edge[:3], -1 if edge[3] is None else edge[3]] for edge in instance["edges"]]
    return instance | {"edges": np.array(edges, np.int64).reshape(-1, 4)}


@SOME
@given(fairs())
def test_every_timetable_holds_and_its_figures_and_its_bound_are_right(fair: dict[str, Any]) -> None:
    instance = array(fair)
    assert faults(instance, plain(solve(problem_of(instance)))) == []


@SOME
@given(fairs(), st.sampled_from([0.2, 0.5, 0.9, 1]))
def test_a_floor_on_interviews_leaves_as_many_pairs_and_people(fair: dict[str, Any], share: float) -> None:
    floor = {"group": 0, "share": share, "of": "interviews"}
    plain_, floored = (laid(problem_of(array(fair | {"floors": floors}))) for floors in ([], [floor]))
    cells, with_floor = earning.choice(plain_).now.cell, earning.choice(floored).now.cell
    assert np.count_nonzero(with_floor >= 0) >= np.count_nonzero(cells >= 0)
    inside = earning.member(floored, 0)[floored.wanted.person] == 1
    assert np.count_nonzero(with_floor[inside] >= 0) >= np.count_nonzero(cells[inside] >= 0)
    people = [len(np.unique(plain_.wanted.person[which >= 0])) for which in (cells, with_floor)]
    assert people[1] == people[0]


@FEW
@given(tiny)
def test_no_timetable_that_serves_as_many_is_worth_more_than_the_bound(fair: dict[str, Any]) -> None:
    said = solve(problem_of(array(fair | {"floors": []}))).certificate
    for chosen in all_timetables(fair):
        covered = len({option[0] for option in chosen})
        assert covered <= said.coverable
        assert covered < said.covered or sum(option[5] for option in chosen) <= said.bound


@FEW
@given(tiny_without_computers)
def test_nobody_is_left_out_who_could_be_in(fair: dict[str, Any]) -> None:
    said = solve(problem_of(array(fair | {"floors": []}))).certificate
    best = max(len({option[0] for option in chosen}) for chosen in all_timetables(fair))
    assert said.covered == said.coverable == best


@FEW
@given(tiny, st.randoms(use_true_random=False))
def test_any_prices_at_all_give_a_bound_that_holds(fair: dict[str, Any], chance: Any) -> None:
    desk = laid(problem_of(array(fair | {"floors": []})))
    wanted = earning.choice(desk).now.wanted
    cell, pool = ([chance.randrange(800) for _ in side] for side in (desk.cells.capacity, wanted.pool_most))
    bound = prices.bound(wanted, desk.cells, np.array(cell, np.int64), np.array(pool, np.int64))
    for chosen in all_timetables(fair):
        covered = len({option[0] for option in chosen})
        assert sum(option[5] for option in chosen) + earning.FIRST * covered <= bound


@FEW
@given(fairs())
def test_the_same_fair_ends_the_same_every_time(fair: dict[str, Any]) -> None:
    problem = problem_of(array(fair))
    assert list(solve(problem).rows()) == list(solve(problem).rows())


@SOME
@given(fairs(), st.data())
def test_a_changed_fair_keeps_what_is_fixed_and_most_of_what_was_proposed(
    fair: dict[str, Any], data: st.DataObject
) -> None:
    before = plain(solve(problem_of(array(fair))))["rows"]
    rows = [[row["person"], row["interviewer"], row["starts"]] for row in before]
    fixed = data.draw(st.lists(st.sampled_from(rows), unique_by=tuple)) if rows else []
    desks = [desk for desk in fair["interviewers"] if not data.draw(st.booleans())] or fair["interviewers"][:1]
    rest = [row for row in rows if row not in fixed]
    fewer = [one | {"most": data.draw(st.integers(0, one["most"]))} for one in fair["people"]]
    sites = [one | {"computers": data.draw(st.integers(0, one.get("computers", 0)))} for one in fair["sites"]]
    now = {"interviewers": desks, "people": fewer, "sites": sites, "between": data.draw(st.sampled_from([0, 20, 60]))}
    changed = array(fair | now | {"fixed": fixed, "proposed": rest})
    problem = problem_of(changed)
    assert faults(changed, plain(replan(problem.proposed, problem))) == []


MANY = settings(SOME, max_examples=250)


@MANY
@given(promised())
def test_whatever_was_promised_to_whomever_the_timetable_holds(fair: dict[str, Any]) -> None:
    instance = array(fair)
    timetable = solve(problem_of(instance))
    assert faults(instance, plain(timetable)) == []
    pairs = {(person, enterprise) for person, enterprise, *_ in fair["edges"]}
    assert all(row.fixed for row in timetable.rows() if (row.person, row.enterprise) not in pairs)


@MANY
@given(tiny, st.data())
def test_what_is_confirmed_stands_whatever_is_asked_now_and_the_bound_holds_beside_it(
    fair: dict[str, Any], data: st.DataObject
) -> None:
    fair = fair | {"floors": [], "between": 0, "people": [one | {"most": 3} for one in fair["people"]]}
    before = plain(solve(problem_of(array(fair))))["rows"]
    fixed = [[row["person"], row["interviewer"], row["starts"]] for row in before if data.draw(st.booleans())]
    fewer = [one | {"computers": min(1, one.get("computers", 0))} for one in fair["sites"]]
    now = fair | {"between": data.draw(st.sampled_from([0, 20, 60])), "sites": fewer, "fixed": fixed}

    timetable = solve(problem_of(array(now)))

    assert timetable.gone == ()
    assert faults(array(now), plain(timetable)) == []
    said, names = timetable.certificate, ("person", "enterprise", "interviewer", "starts", "site", "weight")
    firm = tuple(tuple(getattr(row, name) for name in names) for row in timetable.rows() if row.fixed)
    assert len(firm) == len(fixed)
    for chosen in all_timetables(now, firm):
        covered = len({option[0] for option in chosen})
        assert covered <= said.coverable
        assert covered < said.covered or sum(option[5] for option in chosen) <= said.bound
