"""The pace of an order: tables of days and numbers. Monday the 9th of March 2026 begins a week."""

from datetime import date, timedelta

import pytest

from nhipcau.statistics.rules.orders import (
    Need,
    Outlook,
    State,
    Target,
    burn_down,
    expected_by,
    monday_of,
    trouble,
)
from nhipcau.statistics.rules.orders_chart import HEIGHT, WIDTH, chart_of

MONDAY = date(2026, 3, 9)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
# Seventy people in ten weeks from a Monday to a Sunday: one a day.
SEVENTY = (Target(MONDAY, 70, MONDAY + 10 * WEEK - DAY),)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (MONDAY - DAY, 0),
        (MONDAY, 1),
        (MONDAY + 6 * DAY, 7),
        (MONDAY + 10 * WEEK - DAY, 70),
        (MONDAY + 30 * WEEK, 70),
    ],
)
def test_an_even_pace_begins_at_nobody_and_ends_with_everybody_on_the_day(day, expected):
    assert expected_by(SEVENTY, day) == expected


@pytest.mark.parametrize(
    ("change", "on_its_eve", "a_week_later", "at_the_end"),
    [
        # (what is asked for from the third week on, expected before, a week later, at the end)
        (Target(MONDAY + 2 * WEEK, 126, MONDAY + 10 * WEEK - DAY), 14, 28, 126),
        (Target(MONDAY + 2 * WEEK, 70, MONDAY + 6 * WEEK - DAY), 14, 28, 70),
        (Target(MONDAY + 2 * WEEK, 14, MONDAY + 10 * WEEK - DAY), 14, 14, 14),
        (Target(MONDAY + 2 * WEEK, 10, MONDAY + 10 * WEEK - DAY), 14, 10, 10),
        (Target(MONDAY + 2 * WEEK, 70, MONDAY + WEEK), 14, 70, 70),  # moved into the past: all are due at once
    ],
    ids=["more people", "sooner", "as many as expected", "fewer than expected", "a day that passed"],
)
def test_a_change_goes_on_from_what_was_expected_until_then(change, on_its_eve, a_week_later, at_the_end):
    targets = (*SEVENTY, change)

    assert expected_by(targets, change.since - DAY) == on_its_eve
    assert expected_by(targets, change.since + WEEK - DAY) == a_week_later
    assert expected_by(targets, date(2026, 12, 31)) == at_the_end


@pytest.mark.parametrize(
    ("today", "hired", "need", "state", "behind"),
    [
        (MONDAY, 0, Need(70, 70, 7), State.ON_PACE, 0),  # the first day owes nothing yet
        (MONDAY + WEEK, 7, Need(63, 63, 7), State.ON_PACE, 0),
        (MONDAY + WEEK, 3, Need(67, 63, 8), State.ON_PACE, 4),  # a week's share may still come on Thursday
        (MONDAY + 2 * WEEK, 7, Need(63, 56, 8), State.ON_PACE, 7),
        (MONDAY + 2 * WEEK, 6, Need(64, 56, 8), State.BEHIND, 8),
        (MONDAY + 9 * WEEK, 63, Need(7, 7, 7), State.ON_PACE, 0),
        (MONDAY + 9 * WEEK + DAY, 60, Need(10, 6, None), State.BEHIND, 4),  # no whole week is left
        (MONDAY + 10 * WEEK - DAY, 60, Need(10, 1, None), State.BEHIND, 9),  # due today
        (MONDAY + 10 * WEEK - DAY, 70, Need(0, 1, None), State.DONE, 0),
        (MONDAY + 10 * WEEK, 60, Need(10, 0, None), State.LATE, 10),
        (MONDAY + 20 * WEEK, 60, Need(10, 0, None), State.LATE, 10),
        (MONDAY + WEEK, 75, Need(0, 63, 0), State.DONE, 0),  # more than were asked for
        (MONDAY + 20 * WEEK, 70, Need(0, 0, None), State.DONE, 0),
    ],
)
def test_what_is_missing_each_week(today, hired, need, state, behind):
    progress = burn_down(SEVENTY, hires=[MONDAY] * hired, starts=[], today=today)

    assert (progress.need, progress.state, progress.behind) == (need, state, behind)
    assert (progress.hired, progress.remaining) == (hired, max(0, 70 - hired))


@pytest.mark.parametrize(
    ("hires", "today", "outlook"),
    [
        ([MONDAY] * 9, MONDAY + 5 * DAY, None),  # the first week has no pace yet
        ([MONDAY] * 7, MONDAY + 6 * DAY, Outlook(70, MONDAY + 10 * WEEK - DAY)),
        ([], MONDAY + 2 * WEEK - DAY, Outlook(0, None)),
        ([MONDAY + 3 * DAY] * 7, MONDAY + 2 * WEEK - DAY, Outlook(35, None)),  # half a person a day, for 8 more weeks
        ([MONDAY + 3 * DAY] * 28, MONDAY + 2 * WEEK - DAY, Outlook(140, MONDAY + 5 * WEEK - DAY)),  # two a day
        ([MONDAY] * 28, MONDAY + 5 * WEEK - DAY, Outlook(28, None)),  # nobody in the last four weeks
        ([MONDAY] * 70, MONDAY + 2 * WEEK - DAY, Outlook(350, MONDAY + 2 * WEEK - DAY)),
        ([MONDAY] * 60, MONDAY + 10 * WEEK - DAY, Outlook(60, None)),  # today is the day
        ([MONDAY] * 60, MONDAY + 12 * WEEK, Outlook(60, None)),
    ],
)
def test_if_it_goes_on_as_in_the_last_four_weeks(hires, today, outlook):
    assert burn_down(SEVENTY, hires=hires, starts=[], today=today).outlook == outlook


def test_a_week_runs_from_monday_to_sunday_and_shows_what_it_owed():
    wednesday = MONDAY + 2 * DAY
    targets = (Target(wednesday, 26, MONDAY + 4 * WEEK - DAY),)  # one a day
    hires = [MONDAY + 6 * DAY] * 2 + [MONDAY + WEEK] * 3 + [MONDAY + WEEK + 2 * DAY]

    weeks = burn_down(targets, hires=hires, starts=[MONDAY + WEEK], today=MONDAY + WEEK + 3 * DAY).weeks

    assert [(week.first.weekday(), week.last.weekday()) for week in weeks] == [(0, 6)] * 4
    assert [week.planned for week in weeks] == [5, 7, 7, 7]
    assert [week.hired for week in weeks] == [2, 4, 0, 0]
    assert [week.started for week in weeks] == [0, 1, 0, 0]
    assert [week.hired_so_far for week in weeks] == [2, 6, 6, 6]
    assert [week.missing for week in weeks] == [3, 2, None, None]
    assert [week.is_now for week in weeks] == [False, True, False, False]


def test_the_weeks_of_the_turn_of_the_year_are_whole():
    targets = (Target(date(2026, 12, 28), 20, date(2027, 1, 10)),)
    weeks = burn_down(targets, hires=[date(2027, 1, 1)], starts=[], today=date(2027, 1, 4)).weeks

    assert [(week.first, week.last) for week in weeks] == [
        (date(2026, 12, 28), date(2027, 1, 3)),
        (date(2027, 1, 4), date(2027, 1, 10)),
    ]
    assert [week.hired for week in weeks] == [1, 0]
    assert monday_of(date(2027, 1, 3)) == date(2026, 12, 28)


def test_an_order_that_is_late_keeps_its_weeks_until_everybody_is_found():
    late = burn_down(SEVENTY, hires=[MONDAY], starts=[], today=MONDAY + 12 * WEEK)
    found = burn_down(SEVENTY, hires=[MONDAY] * 70, starts=[], today=MONDAY + 12 * WEEK)

    assert (len(late.weeks), len(found.weeks)) == (13, 10)
    assert late.weeks[-1].missing == 69


def test_a_changed_order_shows_its_step_in_the_week_of_the_change():
    targets = (*SEVENTY, Target(MONDAY + 2 * WEEK + DAY, 50, MONDAY + 8 * WEEK - DAY))
    progress = burn_down(targets, hires=[], starts=[], today=MONDAY + 3 * WEEK)

    assert (progress.headcount, progress.due_on) == (50, MONDAY + 8 * WEEK - DAY)
    assert [week.headcount for week in progress.weeks[:4]] == [70, 70, 50, 50]
    assert [week.changed for week in progress.weeks] == [False, False, True, *[False] * 5]
    assert all(week.planned >= 0 for week in progress.weeks)
    assert "V" in chart_of(progress).even


def test_the_farthest_behind_stands_first_and_those_past_their_day_before_all():
    today = MONDAY + 5 * WEEK
    soon = burn_down((Target(MONDAY, 10, MONDAY + 4 * WEEK),), hires=[], starts=[], today=today)
    far = burn_down(SEVENTY, hires=[], starts=[], today=today)
    near = burn_down(SEVENTY, hires=[MONDAY] * 30, starts=[], today=today)
    done = burn_down(SEVENTY, hires=[MONDAY] * 70, starts=[], today=today)

    assert sorted([done, near, far, soon], key=trouble) == [soon, far, near, done]


def test_the_drawing_stays_in_its_box_and_small():
    year = (Target(MONDAY, 550, MONDAY + 52 * WEEK),)
    hires = [MONDAY + number * DAY for number in range(200) for _person in range(3)]
    progress = burn_down(year, hires=hires[:540], starts=[], today=MONDAY + 30 * WEEK)
    chart = chart_of(progress)

    assert len(chart.left) + len(chart.even) + len(chart.likely) < 700
    numbers = [int(part) for part in chart.left.replace("M", " ").replace("H", " ").replace("V", " ").split()]
    assert max(numbers) <= max(WIDTH, HEIGHT)
    assert min(numbers) >= 0
    assert chart.top == 550


def test_more_people_than_asked_for_do_not_leave_the_box():
    chart = chart_of(burn_down(SEVENTY, hires=[MONDAY] * 80, starts=[], today=MONDAY + WEEK))

    assert f"V{HEIGHT}" in chart.left
    assert chart.likely == ""
