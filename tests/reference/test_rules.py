from datetime import date

import pytest

from nhipcau.reference.api import (
    distance_km,
    is_holiday,
    is_tet_week,
    is_working_day,
    lunar_new_year,
    public_holidays,
    working_days_after,
)
from nhipcau.reference.models import QUALIFICATION_ORDER, SCHOOLING_ORDER, Commune


def test_tet_2027_begins_on_6_february() -> None:
    assert lunar_new_year(2027) == date(2027, 2, 6)
    days = public_holidays(2027)
    assert [day for day, name in days.items() if day.month == 2] == [
        date(2027, 2, day) for day in (4, 5, 6, 7, 8, 9, 10)
    ]
    assert days[date(2027, 2, 6)] == "Tết Nguyên Đán"
    assert public_holidays(2027, language="en")[date(2027, 2, 6)] == "Lunar New Year"


def test_the_thursdays_around_tet_2027_are_no_fair_days() -> None:
    thursdays = [date(2027, 1, 28), date(2027, 2, 4), date(2027, 2, 11), date(2027, 2, 18)]
    assert [is_tet_week(day) for day in thursdays] == [False, True, True, False]


def test_callers_cannot_spoil_the_list_of_days() -> None:
    public_holidays(2027).clear()
    assert is_holiday(date(2027, 9, 2))


def test_days_off_and_weekends_do_not_count_as_working_days() -> None:
    assert working_days_after(date(2027, 2, 3), 1) == date(2027, 2, 11)
    assert working_days_after(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert working_days_after(date(2026, 3, 9), 5) == date(2026, 3, 16)
    assert working_days_after(date(2026, 3, 8), 0) == date(2026, 3, 8)
    assert not is_working_day(date(2026, 3, 8))


@pytest.mark.parametrize(
    "here, there, km",
    [((21.234, 106.123), (21.234, 106.123), 0), ((21.234, 106.123), (21.039, 105.838), 37)],
)
def test_distances_are_as_the_crow_flies(here: tuple[float, float], there: tuple[float, float], km: int) -> None:
    nenh = Commune(latitude=here[0], longitude=here[1])
    ba_dinh = Commune(latitude=there[0], longitude=there[1])
    assert round(distance_km(nenh, ba_dinh)) == round(distance_km(ba_dinh, nenh)) == km


def test_both_scales_of_education_have_an_order() -> None:
    assert sorted(SCHOOLING_ORDER, key=SCHOOLING_ORDER.__getitem__) == [
        *("never", "some_primary", "primary", "lower", "upper")
    ]
    assert QUALIFICATION_ORDER["none"] < QUALIFICATION_ORDER["short"] < QUALIFICATION_ORDER["university"]
