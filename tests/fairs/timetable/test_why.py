"""Everybody is told why: each reason on a fair where it is the one."""

from typing import Any

import pytest

from nhipcau.fairs.timetable import (
    Appointment,
    Idle,
    Interviewer,
    Person,
    Problem,
    Refused,
    Site,
    Unserved,
    explain_enterprise,
    explain_person,
    solve,
)
from tests.fairs.timetable.fairs import MORNING, fair

ONE_SLOT = ((480, 500),)


def desk(enterprise: int, windows: Any = (MORNING,), *, site: int | None = 1) -> Interviewer:
    return Interviewer(enterprise + 1000, enterprise, windows, 20, site=site)


def here(person: int, *, most: int = 3, windows: Any = (MORNING,)) -> Person:
    return Person(person, windows, (1,), most)


CASES: dict[Unserved, Problem] = {
    Unserved.ELSEWHERE: fair((1, 50, 9), people=[here(1)], interviewers=[desk(50, site=2)], sites=[Site(1), Site(2)]),
    Unserved.NO_COMMON_TIME: fair((1, 50, 9), people=[here(1, windows=((500, 600),))], interviewers=[desk(50, ONE_SLOT)]),
    Unserved.MOST_REACHED: fair((1, 50, 9), (1, 51, 10), people=[here(1, most=1)]),
    Unserved.PEOPLE_BEFORE: fair((1, 50, 9), (2, 50, 10), interviewers=[desk(50, ONE_SLOT)]),
    Unserved.PERSON_BUSY: fair((1, 50, 9), (1, 51, 10), interviewers=[desk(50, ONE_SLOT), desk(51, ONE_SLOT)]),
    Unserved.COMPUTERS_TAKEN: fair(
        (1, 50, 9), (2, 51, 10),
        people=[here(1), here(2)],
        interviewers=[desk(50, ONE_SLOT, site=None), desk(51, ONE_SLOT, site=None)],
        sites=[Site(1, computers=1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", CASES)
def test_a_person_is_told_what_kept_them_from_a_pair(why: Unserved) -> None:
    (pair,) = explain_person(solve(CASES[why]), 1).unserved
    assert (pair.person, pair.enterprise, pair.weight, pair.why) == (1, 50, 9, why)


def test_who_was_passed_over_hears_the_least_weight_that_was_not() -> None:
    (pair,) = explain_person(solve(CASES[Unserved.PEOPLE_BEFORE]), 1).unserved
    assert (pair.least_weight, pair.instead) == (10, ())


def test_who_was_busy_hears_with_whom_and_when() -> None:
    (pair,) = explain_person(solve(CASES[Unserved.PERSON_BUSY]), 1).unserved
    assert (pair.at, pair.instead) == (480, (51,))


def test_who_has_enough_hears_whom_they_meet_instead() -> None:
    (pair,) = explain_person(solve(CASES[Unserved.MOST_REACHED]), 1).unserved
    assert pair.instead == (51,)


def test_a_person_sees_their_interviews_in_order_of_time() -> None:
    rows = explain_person(solve(fair((1, 50, 9), (1, 51, 8), (2, 50, 7))), 1).rows
    assert [row.person for row in rows] == [1, 1]
    assert rows[0].ends <= rows[1].starts


def test_an_enterprise_hears_who_it_does_not_meet_and_which_slots_are_empty() -> None:
    said = explain_enterprise(solve(CASES[Unserved.MOST_REACHED]), 50)
    assert [(pair.person, pair.why) for pair in said.unserved] == [(1, Unserved.MOST_REACHED)]
    assert [(one.interviewer, one.idle, one.empty_from) for one in said.idle] == [(1050, 6, 480)]
    assert said.rows == ()


def test_who_is_not_in_the_problem_has_no_explanation() -> None:
    with pytest.raises(Refused):
        explain_person(solve(fair((1, 50, 9))), 7)


IDLE: dict[Idle, Problem] = {
    Idle.NOBODY_WISHES: fair((1, 51, 9), people=[here(1)], interviewers=[desk(50), desk(51)]),
    Idle.ALL_MET: fair((1, 50, 9)),
    Idle.ELSEWHERE: CASES[Unserved.ELSEWHERE],
    Idle.NO_COMMON_TIME: CASES[Unserved.NO_COMMON_TIME],
    Idle.COMPUTERS_TAKEN: CASES[Unserved.COMPUTERS_TAKEN],
    Idle.PEOPLE_FULL: CASES[Unserved.MOST_REACHED],
    Idle.PEOPLE_BUSY: CASES[Unserved.PERSON_BUSY],
}


@pytest.mark.parametrize("why", IDLE)
def test_an_empty_slot_says_who_came_nearest_to_it(why: Idle) -> None:
    (idle,) = explain_enterprise(solve(IDLE[why]), 50).idle
    assert idle.reasons == {why: idle.idle}
    assert idle.slots >= idle.idle >= 1


def test_a_desk_says_from_when_on_it_is_empty() -> None:
    (idle,) = solve(fair((1, 50, 9), (2, 50, 9), fixed=[Appointment(1, 1050, 540)])).idle
    assert (idle.first, idle.empty_from, idle.slots - idle.idle) == (500, 560, 2)
