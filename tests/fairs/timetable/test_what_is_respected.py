"""Each limit by itself, and the same fair without it."""

import pytest

from bench.timetable_check import faults
from bench.timetable_made import made
from bench.timetable_read import plain, problem_of
from nhipcau.fairs.timetable import Floor, Interviewer, Of, Person, Refused, Site, solve
from tests.fairs.timetable.fairs import MORNING, fair, met

HALF_HOUR = (480, 510)


def many(
    people: list[Person], desks: list[Interviewer], *, between: int = 0, sites: tuple[Site, ...] = (Site(1), Site(2))
) -> int:
    """Interviews when everybody wishes to meet everybody."""
    pairs = [(one.id, enterprise, 500) for one in people for enterprise in sorted({desk.enterprise for desk in desks})]
    return len(solve(fair(*pairs, people=people, interviewers=desks, sites=sites, between=between)))


def test_a_slot_is_for_one_person() -> None:
    people = [Person(n, (MORNING,), (1,)) for n in range(4)]
    assert many(people, [Interviewer(1, 50, (HALF_HOUR,), 15, site=1)]) == 2
    assert many(people, [Interviewer(n, 50, (HALF_HOUR,), 15, site=1) for n in (1, 2)]) == 4


def test_a_gap_after_each_slot_leaves_fewer_slots() -> None:
    people = [Person(n, (MORNING,), (1,)) for n in range(4)]
    assert many(people, [Interviewer(1, 50, (HALF_HOUR,), 10, 5, 1)]) == 2
    assert many(people, [Interviewer(1, 50, (HALF_HOUR,), 10, 0, 1)]) == 3


@pytest.mark.parametrize(("window", "interviews"), [((480, 500), 1), ((490, 509), 0), ((475, 520), 2)])
def test_a_person_comes_for_the_whole_of_a_slot(window: tuple[int, int], interviews: int) -> None:
    desks = [Interviewer(n, 50 + n, (HALF_HOUR,), 15, site=1) for n in range(3)]
    assert many([Person(1, (window,), (1,))], desks) == interviews


@pytest.mark.parametrize(("between", "interviews"), [(0, 2), (5, 1)])
def test_a_person_has_the_minutes_between(between: int, interviews: int) -> None:
    desks = [Interviewer(n, 50 + n, (HALF_HOUR,), 15, site=1) for n in range(2)]
    assert many([Person(1, (HALF_HOUR,), (1,))], desks, between=between) == interviews


@pytest.mark.parametrize(("walks", "interviews"), [({2: 0}, 2), ({2: 5}, 1), ({}, 1)])
def test_walking_to_another_site_takes_its_minutes(walks: dict[int, int], interviews: int) -> None:
    desks = [Interviewer(1, 50, (HALF_HOUR,), 15, site=1), Interviewer(2, 51, (HALF_HOUR,), 15, site=2)]
    assert many([Person(1, (HALF_HOUR,), (1, 2))], desks, sites=(Site(1, walks=walks), Site(2))) == interviews


@pytest.mark.parametrize(("computers", "interviews"), [(0, 0), (1, 2), (2, 4)])
def test_who_is_on_a_site_needs_a_computer_to_meet_online(computers: int, interviews: int) -> None:
    people = [Person(n, (HALF_HOUR,), (1,)) for n in range(4)]
    desks = [Interviewer(n, 50 + n, (HALF_HOUR,), 15) for n in range(4)]
    assert many(people, desks, sites=(Site(1, computers),)) == interviews


def test_who_is_at_home_meets_online_only_and_needs_no_computer() -> None:
    desks = [Interviewer(1, 50, (HALF_HOUR,), 15), Interviewer(2, 51, (HALF_HOUR,), 15, site=1)]
    assert many([Person(1, (MORNING,))], desks) == 1


@pytest.mark.parametrize("most", [0, 1, 3, 5])
def test_nobody_has_more_than_they_may(most: int) -> None:
    desks = [Interviewer(n, 50 + n, (MORNING,), 15, site=1) for n in range(6)]
    assert many([Person(1, (MORNING,), (1,), most)], desks) == most


def test_two_meet_once_however_many_desks_there_are() -> None:
    assert many([Person(1, (MORNING,), (1,))], [Interviewer(n, 50, (MORNING,), 15, site=1) for n in range(3)]) == 1


def test_a_first_interview_goes_before_a_third_however_heavy() -> None:
    one_slot = [Interviewer(1, 50, ((480, 500),), 20, site=1), Interviewer(2, 51, (MORNING,), 20, site=1)]
    timetable = solve(fair((1, 50, 1000), (1, 51, 900), (2, 50, 1), interviewers=one_slot))
    assert met(timetable) == {(1, 51), (2, 50)}


@pytest.mark.parametrize(("share", "favoured"), [(0.0, 0), (0.5, 1), (1.0, 2)])
def test_a_floor_on_people_goes_before_weight(share: float, favoured: int) -> None:
    people = [Person(n, (MORNING,), (1,), groups=int(n > 2)) for n in range(1, 5)]
    two_slots = [Interviewer(1, 50, ((480, 520),), 20, site=1)]
    pairs = [(n, 50, 900 if n < 3 else 10) for n in range(1, 5)]
    timetable = solve(fair(*pairs, people=people, interviewers=two_slots, floors=[Floor(0, share)]))
    assert sum(row.person > 2 for row in timetable.rows()) >= favoured
    assert timetable.certificate.floors[0].met


def test_a_floor_on_interviews_goes_before_weight() -> None:
    people = [Person(1, (MORNING,), (1,)), Person(2, (MORNING,), (1,), groups=1)]
    four_slots = [Interviewer(n, n, ((480, 500),), 20, site=1) for n in (50, 51)]
    more = [Interviewer(n, n, ((520, 540),), 20, site=1) for n in (52, 53)]
    pairs = [(p, e, 900 if p == 1 else 10) for p in (1, 2) for e in (50, 51, 52, 53)]
    said = {"people": people, "interviewers": four_slots + more}
    plain, favoured = (solve(fair(*pairs, **said, floors=floors)) for floors in ([], [Floor(0, 0.5, Of.INTERVIEWS)]))
    assert favoured.certificate.floors[0].met
    assert sum(row.person == 2 for row in favoured.rows()) >= sum(row.person == 2 for row in plain.rows())


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_a_share_of_the_interviews_is_never_made_by_holding_fewer(share: float) -> None:
    people = [Person(n, (MORNING,), (1,), groups=int(n == 1)) for n in (1, 2, 3)]
    pairs = [(1, 50, 10), *((p, e, 10) for p in (2, 3) for e in (50, 51, 52))]
    timetable = solve(fair(*pairs, people=people, floors=[Floor(0, share, Of.INTERVIEWS)]))
    (floor,) = timetable.certificate.floors
    assert len(timetable) == 7
    assert (floor.asked, floor.had, floor.possible, floor.met) == (7 if share == 1 else 4, 1, 1, False)
    assert timetable.certificate.ratio == 1


def test_a_share_passes_slots_to_the_group_one_for_one() -> None:
    people = [Person(n, (MORNING,), (1,), groups=int(n > 2)) for n in range(1, 5)]
    six_slots = [Interviewer(e, e, ((480, 520),), 20, site=1) for e in (50, 51, 52)]
    pairs = [(p, e, 900 if p < 3 else 10) for p in range(1, 5) for e in (50, 51, 52)]
    timetable = solve(
        fair(*pairs, people=people, interviewers=six_slots, floors=[Floor(0, 0.6, Of.INTERVIEWS)], between=0)
    )
    (floor,) = timetable.certificate.floors
    assert (len(timetable), floor.asked, floor.had, floor.met) == (6, 4, 4, True)
    assert {row.person for row in timetable.rows()} == {1, 2, 3, 4}


@pytest.mark.parametrize("seed", [26, 31, 39])
def test_an_invented_fair_with_a_share_out_of_reach_keeps_its_interviews(seed: int) -> None:
    instance = made(1, seed, "above")
    shares = [floor for floor in instance["floors"] if floor["of"] == "interviews"]
    without = solve(problem_of(instance | {"floors": [one for one in instance["floors"] if one not in shares]}))
    timetable = solve(problem_of(instance))
    said = timetable.certificate
    assert shares
    assert said.interviews >= 0.995 * without.certificate.interviews
    assert said.ratio >= 0.99
    assert [met.had >= 0.99 * met.possible for met in said.floors if not met.met] == [True]
    assert faults(instance, plain(timetable)) == []


def test_a_floor_that_cannot_be_met_says_how_much_was() -> None:
    people = [Person(n, (MORNING,), (1,), groups=1) for n in range(4)]
    desks = [Interviewer(1, 50, (HALF_HOUR,), 15, site=1)]
    (floor,) = solve(
        fair(*((n, 50, 9) for n in range(4)), people=people, interviewers=desks, floors=[Floor(0, 1)])
    ).certificate.floors
    assert (floor.asked, floor.had, floor.possible, floor.met) == (4, 2, 2, False)


def test_of_two_edges_of_a_pair_the_heavier_counts() -> None:
    timetable = solve(fair((1, 50, 10), (1, 50, 700)))
    assert [row.weight for row in timetable.rows()] == [700]


@pytest.mark.parametrize(
    "said",
    [
        {"people": [Person(1, (MORNING,)), Person(1, (MORNING,))]},
        {"people": [Person(1, (MORNING,), (9,))]},
        {"interviewers": [Interviewer(1, 50, (MORNING,), 0, site=1)]},
        {"interviewers": [Interviewer(1, 50, (MORNING,), 15, site=9)]},
        {"people": [Person(2, (MORNING,))]},
        {"sites": [Site(1, walks={7: 5})]},
    ],
)
def test_what_contradicts_itself_is_refused(said: dict[str, list[object]]) -> None:
    with pytest.raises(Refused):
        fair((1, 50, 10), **said)


@pytest.mark.parametrize("weight", [0, 1001])
def test_a_weight_out_of_range_is_refused(weight: int) -> None:
    with pytest.raises(Refused):
        fair((1, 50, weight))


def test_an_empty_fair_has_an_empty_timetable() -> None:
    said = solve(fair()).certificate
    assert (said.value, said.bound, said.ratio, said.covered, said.slots) == (0, 0, 1.0, 0, 0)
