"""Reasons of all pairs in one pass are those that looking at each pair by itself gives."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bench import timetable_why as slowly
from bench.timetable_read import plain, problem_of
from nhipcau.fairs.timetable import Timetable, explain_all, explain_enterprise, explain_person, solve
from tests.fairs.timetable.fairs import fair, fairs
from tests.fairs.timetable.test_whatever_comes import SOME, array
from tests.fairs.timetable.test_why import CASES


def same(timetable: Timetable) -> None:
    problem, everybody = timetable.problem, explain_all(timetable)
    for person, places in everybody.of_people():
        told = slowly.explain_person(timetable, person)
        assert explain_person(timetable, person) == told
        assert tuple(map(everybody.pair, places)) == told.unserved
    missed = dict(everybody.missed())
    for enterprise in problem.enterprise_id.tolist():
        told = slowly.explain_enterprise(timetable, enterprise)
        assert explain_enterprise(timetable, enterprise) == told
        assert missed[enterprise] == Counter(one.why for one in told.unserved)


@SOME
@given(fairs())
def test_any_fair_has_the_same_reasons(fair: dict[str, Any]) -> None:
    same(solve(problem_of(array(fair))))


@SOME
@given(fairs(), st.data())
def test_so_has_a_fair_with_fixed_times_and_fewer_wishes(fair: dict[str, Any], data: st.DataObject) -> None:
    rows = plain(solve(problem_of(array(fair))))["rows"]
    fixed = [[row["person"], row["interviewer"], row["starts"]] for row in rows if data.draw(st.booleans())]
    edges = [edge for edge in fair["edges"] if data.draw(st.booleans())]
    same(solve(problem_of(array(fair | {"edges": edges, "fixed": fixed}))))


def test_every_reason_there_is_was_compared() -> None:
    for problem in CASES.values():
        same(solve(problem))
    same(solve(fair((1, 50, 9), (2, 50, 9), (2, 51, 4))))
