"""After a change most of what was proposed stays, what is confirmed does not move, and what is gone says why."""

from dataclasses import replace

import pytest

from bench import timetable as measured
from bench.timetable_check import faults
from bench.timetable_made import made
from bench.timetable_read import plain, problem_of
from nhipcau.fairs.timetable import Appointment, Edge, Gone, Interviewer, Person, Problem, Site, replan, solve
from tests.fairs.timetable.fairs import MORNING, fair, met

HALF = [Interviewer(1050, 50, (MORNING,), 20, site=1), Interviewer(1051, 51, (MORNING,), 20, site=1)]
BEFORE = Appointment(1, 1050, 500)


def test_a_fixed_appointment_stands_though_it_is_worth_nothing() -> None:
    timetable = solve(fair((2, 50, 900), people=[Person(n, (MORNING,), (1,)) for n in (1, 2)], fixed=[BEFORE]))
    assert [(row.starts, row.weight, row.fixed) for row in timetable.rows() if row.person == 1] == [(500, 0, True)]


def test_a_fixed_appointment_counts_among_what_a_person_may_have() -> None:
    people = [Person(1, (MORNING,), (1,), most=1)]
    assert met(solve(fair((1, 50, 9), (1, 51, 900), people=people, fixed=[BEFORE]))) == {(1, 50)}


def test_a_proposal_stays_where_it_was_though_another_slot_comes_first() -> None:
    timetable = replan([BEFORE], fair((1, 50, 9)))
    assert [(row.starts, row.kept) for row in timetable.rows()] == [(500, True)]
    assert timetable.certificate.kept == 1


GONE = [
    (Gone.PERSON, {"people": [Person(2, (MORNING,), (1,))]}),
    (Gone.INTERVIEWER, {"interviewers": HALF[1:]}),
    (Gone.SLOT, {"interviewers": [Interviewer(1050, 50, ((490, 600),), 20, site=1)]}),
    (Gone.AWAY, {"people": [Person(n, ((520, 600),), (1,)) for n in (1, 2)]}),
    (Gone.AWAY, {"people": [Person(n, (MORNING,), (7,)) for n in (1, 2)], "sites": [Site(1), Site(7)]}),
    (Gone.CLASH, {"fixed": [Appointment(2, 1050, 500)]}),
]


@pytest.mark.parametrize(("why", "change"), GONE)
def test_a_proposal_that_cannot_stand_says_why(why: Gone, change: dict[str, list[object]]) -> None:
    people = change.get("people", [Person(n, (MORNING,), (1,)) for n in (1, 2)])
    edges = [(one.id, 50, 9) for one in people]
    timetable = replan([BEFORE], fair(*edges, **({"people": people, "interviewers": HALF} | change)))
    assert timetable.gone == ((BEFORE, why),)


def test_a_pair_that_is_not_to_meet_any_more_is_no_proposal() -> None:
    timetable = replan([BEFORE], fair((2, 50, 9), people=[Person(n, (MORNING,), (1,)) for n in (1, 2)]))
    assert timetable.gone == ((BEFORE, Gone.PAIR),)


@pytest.mark.parametrize(("why", "change"), [case for case in GONE if case[0] is not Gone.CLASH])
def test_a_fixed_appointment_that_cannot_stand_says_why(why: Gone, change: dict[str, list[object]]) -> None:
    people = change.get("people", [Person(n, (MORNING,), (1,)) for n in (1, 2)])
    edges = [(one.id, 50, 9) for one in people]
    timetable = solve(fair(*edges, **({"people": people, "interviewers": HALF, "fixed": [BEFORE]} | change)))
    assert timetable.gone == ((BEFORE, why),)


@pytest.mark.parametrize("capacity", ["above", "below"])
def test_after_a_cancelled_enterprise_and_people_at_another_site_nineteen_of_twenty_stay(capacity: str) -> None:
    instance = made(1, 5, capacity)
    before = plain(solve(problem_of(instance)))
    changed = measured.change(instance, before)
    problem = problem_of(changed)
    again = replan(problem.proposed, problem)
    assert faults(changed, plain(again)) == []
    assert again.certificate.kept >= 0.95
    fixed = {(one.person, one.interviewer, one.starts) for one in problem.fixed}
    gone = {(one.person, one.interviewer, one.starts) for one, _ in again.gone}
    assert fixed - gone == {(row.person, row.interviewer, row.starts) for row in again.rows() if row.fixed}


def test_who_has_met_somebody_since_keeps_as_many_as_they_may_the_heaviest() -> None:
    """Two times were told to each of forty people; then half of them met an enterprise standing by, and may have one."""
    people = [Person(n, ((0, 240),), (1,), most=2 if n % 2 else 1) for n in range(40)]
    desks = [Interviewer(100 + e, e, ((0, 240),), 10, site=1) for e in range(8)]
    edges = [Edge(n, (n + k) % 8, 300 + 100 * k) for n in range(40) for k in range(2)]
    fair = {"interviewers": desks, "edges": edges, "sites": [Site(1)]}
    before = solve(Problem.of(people=[replace(one, most=2) for one in people], **fair))
    assert before.certificate.interviews == 80

    again = replan(before.rows(), Problem.of(people=people, **fair))

    assert [why for _one, why in again.gone] == [Gone.ENOUGH] * 20
    assert again.certificate.kept == 1
    assert again.certificate.interviews == 60
    assert again.certificate.ratio >= 0.99
    assert all(row.weight == 400 for row in again.rows() if not row.person % 2)


def test_a_site_that_lost_computers_keeps_who_fits_and_fills_the_rest_anew() -> None:
    people = [Person(n, ((0, 60),), (1,), most=1) for n in range(12)]
    fair = {
        "interviewers": [Interviewer(100 + n, n, ((0, 60),), 20) for n in range(12)],
        "edges": [Edge(n, n, 500) for n in range(12)],
    }
    before = [Appointment(n, 100 + n, 0) for n in range(12)]

    again = replan(before, Problem.of(people=people, sites=[Site(1, computers=4)], **fair))

    assert [why for _one, why in again.gone] == [Gone.TOGETHER] * 8
    assert again.certificate.covered == again.certificate.interviews == 12
    assert again.certificate.kept == 1


def test_without_proposals_far_more_moves() -> None:
    instance = made(1, 5, "below")
    before = plain(solve(problem_of(instance)))
    problem = replace(problem_of(measured.change(instance, before)), proposed=())
    rows = {(row["person"], row["interviewer"], row["starts"]) for row in before["rows"]}
    again = {(row.person, row.interviewer, row.starts) for row in solve(problem).rows() if not row.fixed}
    assert len(again & rows) < 0.9 * len(again)
