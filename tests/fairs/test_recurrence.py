from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.fairs import recurrence
from nhipcau.fairs.queries.series import holiday_on

EVERY_THURSDAY = recurrence.weekly([3])
FIRST = date(2026, 11, 26)


def test_every_thursday_is_every_thursday() -> None:
    days = recurrence.days_of(EVERY_THURSDAY, first=FIRST, since=FIRST, until=date(2026, 12, 17))

    assert days == [date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 17)]


def test_nothing_happens_before_the_first_day() -> None:
    assert recurrence.days_of(EVERY_THURSDAY, first=FIRST, since=date(2026, 1, 1), until=date(2026, 11, 25)) == []


def test_tet_2027_is_asked_about_and_not_decided() -> None:
    """The lunar New Year falls on Saturday 6 February 2027: the Thursdays on both sides of it are in Tết."""
    days = recurrence.days_of(EVERY_THURSDAY, first=FIRST, since=date(2027, 1, 21), until=date(2027, 2, 25))

    plan = recurrence.plan_of(days, skipped=[], kept=[], holiday_on=holiday_on)

    assert plan.held == [date(2027, 1, 21), date(2027, 1, 28), date(2027, 2, 18), date(2027, 2, 25)]
    assert list(plan.asked) == [date(2027, 2, 4), date(2027, 2, 11)]
    assert all(plan.asked.values())


def test_a_person_decides_each_holiday() -> None:
    tet, after = date(2027, 2, 4), date(2027, 2, 11)

    plan = recurrence.plan_of([tet, after], skipped=[tet], kept=[after], holiday_on=holiday_on)

    assert (plan.held, plan.skipped, plan.asked) == ([after], [tet], {})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "Thứ Năm hằng tuần"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2 tuần một lần: Thứ Hai, Thứ Năm"),
        ("FREQ=MONTHLY;BYDAY=1FR", "FREQ=MONTHLY;BYDAY=1FR"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert recurrence.in_words(rule) == words


@pytest.mark.parametrize("rule", ["", "every Thursday", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=7,9", "FREQ=WEEKLY;BYDAY=XX"])
def test_a_rule_that_cannot_be_read_is_refused_in_words(rule: str) -> None:
    assert len(recurrence.reasons_against_rule(rule)) == 1


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    interval=st.integers(1, 4),
    first=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    weeks=st.integers(0, 20),
)
def test_the_days_of_a_weekly_rule_fall_on_its_weekdays_and_in_its_weeks(
    weekdays: set[int], interval: int, first: date, weeks: int
) -> None:
    rule = recurrence.weekly(sorted(weekdays), interval=interval)
    until = first + timedelta(weeks=weeks)

    days = recurrence.days_of(rule, first=first, since=first, until=until)

    monday = first - timedelta(days=first.weekday())
    expected = [
        day
        for day in (first + timedelta(days=n) for n in range((until - first).days + 1))
        if day.weekday() in weekdays and (day - monday).days // 7 % interval == 0
    ]
    assert days == expected
    assert recurrence.reasons_against_rule(rule) == []
