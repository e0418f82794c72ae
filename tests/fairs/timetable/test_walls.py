"""What is confirmed is a wall whatever the gap; what is confirmed and cannot be brings nobody together who is not to meet."""

import pytest

from bench.timetable_check import faults
from bench.timetable_read import plain
from nhipcau.fairs.timetable import Appointment, Gone, Interviewer, Person, Problem, Refused, Site, Timetable, solve
from tests.fairs.timetable.fairs import MORNING, fair

FIRST, SECOND = Appointment(1, 1050, 480), Appointment(1, 1051, 505)  # until 500; 505 to 525
HALL = [
    Interviewer(1050, 50, (MORNING,), 20, site=1),
    Interviewer(1051, 51, ((485, 605),), 20, site=1),
    Interviewer(1052, 52, ((480, 630),), 20, site=1),
]
EDGES = [(1, 50, 900), (1, 51, 800), (1, 52, 700), (2, 50, 900), (2, 51, 800)]
EVERYBODY = [Person(n, ((480, 700),), (1,)) for n in (1, 2)]


def rows(timetable: Timetable, person: int) -> list[tuple[int, int, bool]]:
    return [(row.interviewer, row.starts, row.fixed) for row in timetable.rows() if row.person == person]


@pytest.mark.parametrize(("between", "near"), [(5, 0), (20, 2), (30, 2), (60, 2)])
def test_a_longer_gap_takes_nothing_that_is_confirmed(between: int, near: int) -> None:
    timetable = solve(fair(*EDGES, people=EVERYBODY, interviewers=HALL, fixed=[FIRST, SECOND], between=between))

    mine = rows(timetable, 1)
    assert mine[:2] == [(1050, 480, True), (1051, 505, True)]
    assert timetable.certificate.near == near
    assert timetable.gone == ()
    new = [starts for _desk, starts, fixed in mine if not fixed]
    assert len(new) == 1
    assert new[0] >= 525 + between
    assert (1050, 480) not in {row[:2] for row in rows(timetable, 2)}
    assert (1051, 505) not in {row[:2] for row in rows(timetable, 2)}


def test_two_confirmed_at_one_minute_are_one() -> None:
    desks = [HALL[0], Interviewer(1051, 51, (MORNING,), 20, site=1)]
    clash = Appointment(1, 1051, 480)
    timetable = solve(fair(*EDGES[:2], people=EVERYBODY, interviewers=desks, fixed=[FIRST, clash]))
    assert timetable.gone == ((clash, Gone.CLASH),)


def test_confirmed_ones_stay_where_computers_became_fewer_and_nobody_new_sits_between_them() -> None:
    people = [Person(n, (MORNING,), (1,)) for n in range(4)]
    desks = [Interviewer(100 + n, n, (MORNING,), 20) for n in range(4)]
    fixed = [Appointment(n, 100 + n, 480) for n in range(3)]
    edges = [(n, n, 500) for n in range(4)]

    timetable = solve(fair(*edges, people=people, interviewers=desks, sites=[Site(1, computers=1)], fixed=fixed))

    assert timetable.gone == ()
    assert timetable.certificate.crowded == 3
    assert timetable.certificate.covered == timetable.certificate.coverable == 4
    assert [row.starts for row in timetable.rows() if not row.fixed] != [480]


def test_who_is_not_to_meet_does_not_when_the_confirmed_time_is_gone() -> None:
    """The person leaves before it; the enterprise has slots while they are there, and no edge."""
    away = Appointment(1, 1050, 540)
    timetable = solve(fair(people=[Person(1, ((480, 520),), (1,))], interviewers=HALL[:1], fixed=[away]))
    assert rows(timetable, 1) == []
    assert timetable.gone == ((away, Gone.AWAY),)


def test_without_any_slot_what_was_told_is_gone_and_says_why() -> None:
    shut = [Interviewer(1050, 50, (), 20, site=1)]
    told = [Appointment(1, 1050, 480), Appointment(1, 9, 480), Appointment(9, 1050, 480)]
    for kind in ("fixed", "proposed"):
        timetable = solve(fair((1, 50, 9), people=EVERYBODY, interviewers=shut, **{kind: told}))
        assert len(timetable) == 0
        assert timetable.gone == tuple(zip(told, (Gone.SLOT, Gone.INTERVIEWER, Gone.PERSON), strict=True))


def test_what_is_named_twice_or_confirmed_and_proposed_counts_once() -> None:
    timetable = solve(
        fair(*EDGES, people=EVERYBODY, interviewers=HALL, fixed=[FIRST, FIRST], proposed=[FIRST, SECOND, SECOND])
    )
    assert timetable.gone == ()
    assert timetable.certificate.kept == 1
    assert [row for row in rows(timetable, 1) if row[2]] == [(1050, 480, True)]


WRONG = [
    {"between": -30},
    {"sites": [Site(1, computers=-2)]},
    {"sites": [Site(1, walks={1: -1})]},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_less_than_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        fair((1, 50, 9), **wrong)


def test_a_fair_of_nobody_has_an_empty_day() -> None:
    instance = {"people": [], "interviewers": [], "edges": []}
    timetable = solve(Problem.of(people=[], interviewers=[], edges=[]))
    assert faults(instance, plain(timetable)) == []
    assert (timetable.certificate.coverable, timetable.certificate.ratio) == (0, 1)
