"""What a report counts, from rows written by hand."""

from nhipcau.statistics.rules import Opening, Person, Rows, Site, Talk, count

HALL, LINKED = Site(1, "Sảnh", True), Site(2, "Điểm cầu", False)


def person(seeker: int, came: int | None = 1, **changes: object) -> Person:
    return Person(
        **{
            "seeker": seeker,
            "site": came or 1,
            "came": came,
            "absent": False,
            "walk_in": False,
            "channel": "by:web",
            "sex": "female",
            "age": "25-34",
        }
        | {"qualification": "none"}
        | changes
    )


def talk(seeker: int, stage: str = "met", state: str = "done", **changes: object) -> Talk:
    plain = {"seeker": seeker, "employer": 9, "industry": "1410", "state": state, "stage": stage, "reason": ""}
    return Talk(**plain | {"online": False, "waited": 10} | changes)


def rows(people: list[Person], talks: list[Talk], openings: list[Opening] | None = None) -> Rows:
    return Rows(people=people, talks=talks, openings=openings or [], sites=[HALL, LINKED])


def test_persons_turns_and_applications_are_counted_apart() -> None:
    brought = [Opening(employer=9, industry="1410", local=True, province="24", headcount=50, wishes=4)]

    totals = count(rows([person(1), person(2)], [talk(1), talk(1), talk(2)], brought))["totals"]

    assert (totals["attended"], totals["interviewed"], totals["interviews"], totals["applications"]) == (2, 2, 3, 4)


def test_somebody_hired_here_and_invited_there_passed_once_and_counts_as_hired() -> None:
    totals = count(rows([person(1)], [talk(1, "offer_accepted"), talk(1, "second_interview")]))["totals"]

    assert (totals["passed"], totals["hired"], totals["invited"]) == (1, 1, 0)


def test_a_later_stage_still_counts_as_hired_at_the_session() -> None:
    assert count(rows([person(1)], [talk(1, "retained_1m")]))["totals"]["hired"] == 1


def test_an_offer_that_was_declined_is_not_a_hire() -> None:
    assert count(rows([person(1)], [talk(1, "offer_declined")]))["totals"]["passed"] == 0


def test_talks_that_were_never_held_are_no_turns() -> None:
    assert count(rows([person(1)], [talk(1, "", "worker_absent")]))["totals"]["interviews"] == 0


def test_people_are_counted_where_they_came_not_where_they_registered() -> None:
    by_site = count(rows([person(1, came=2, site=1)], [talk(1)]))["by_site"]

    assert [(line["registered"], line["attended"], line["interviews"]) for line in by_site] == [(1, 0, 0), (0, 1, 1)]


def test_who_had_a_place_and_never_came_is_a_no_show_and_in_no_breakdown() -> None:
    figures = count(rows([person(1), person(2, came=None, absent=True), person(3, came=None)], []))

    assert figures["totals"]["no_shows"] == 1
    assert [line["attended"] for line in figures["by_sex"]] == [1]


def test_the_hall_and_the_others_are_told_apart() -> None:
    totals = count(rows([person(1), person(2, came=2), person(3, came=2)], []))["totals"]
    assert (totals["attended_hall"], totals["attended_online"]) == (1, 2)


def test_each_breakdown_adds_up_to_the_people_who_came() -> None:
    people = [
        person(1, sex="male", age="15-24", qualification="college"),
        person(2),
        person(3, walk_in=True, qualification=""),
    ]
    figures = count(rows(people, [talk(2, "second_interview")]))

    for group in ("by_sex", "by_age", "by_qualification"):
        assert sum(line["attended"] for line in figures[group]) == 3
        assert sum(line["invited"] for line in figures[group]) == 1


def test_waits_are_given_from_ten_calls_on() -> None:
    few = count(rows([], [talk(n, waited=5) for n in range(9)]))["waits"]
    many = count(rows([], [talk(n, waited=n) for n in range(1, 21)]))["waits"]

    assert (few["p50"], few["p90"]) == (None, None)
    assert (many["p50"], many["p90"]) == (10, 19)


def test_another_outcome_gives_another_hash() -> None:
    assert rows([person(1)], [talk(1)]).hash() != rows([person(1)], [talk(1, "pool")]).hash()
    assert rows([person(1)], [talk(1)]).hash() == rows([person(1)], [talk(1)]).hash()
