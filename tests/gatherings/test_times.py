"""One moment by two clocks, also where the hour is moved in spring."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nhipcau.gatherings.rules.times import ZONES, both, clocks, reasons_against_zone

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=HERE)


def test_nine_here_is_eleven_in_japan() -> None:
    assert both(at(11, 24, 9), "Asia/Tokyo") == "09:00 Vietnam time · 11:00 Japan time"


def test_without_a_partner_one_clock_is_enough() -> None:
    assert both(at(11, 24, 9)) == "09:00 Vietnam time"


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Berlin", (3, 28, "09:00"), (3, 30, "10:00")),  # summer time begins on 29 March 2026
        ("Europe/Berlin", (10, 24, "10:00"), (10, 26, "09:00")),  # and ends on 25 October
        ("Australia/Sydney", (4, 4, "19:00"), (4, 6, "18:00")),  # there it ends on 5 April
        ("Asia/Tokyo", (3, 28, "17:00"), (3, 30, "17:00")),  # where no hour is ever moved
    ],
)
def test_three_in_the_afternoon_here_follows_the_summer_time_there(
    zone: str, before: tuple[int, int, str], after: tuple[int, int, str]
) -> None:
    for month, day, clock in (before, after):
        assert clocks(at(month, day, 15), zone)[1].clock == clock


def test_an_hour_that_exists_twice_there_is_one_moment_each_here() -> None:
    """On 25 October 2026 the clocks of Berlin show 02:30 twice: at 07:30 and at 08:30 of Vietnam."""
    shown = [clocks(datetime(2026, 10, 25, hour, 30, tzinfo=HERE), "Europe/Berlin") for hour in (7, 8)]
    assert [[one.clock for one in both_clocks] for both_clocks in shown] == [["07:30", "02:30"], ["08:30", "02:30"]]


def test_another_day_there_is_said() -> None:
    assert both(at(11, 24, 3), "Europe/Berlin") == "03:00 Vietnam time · 21:00 Germany time, Monday 23/11"
    assert clocks(at(11, 24, 9), "Europe/Berlin")[1].day is None


def test_every_zone_of_the_list_is_known_to_the_system_and_no_other_is_taken() -> None:
    assert all(ZoneInfo(zone) for zone in ZONES)
    assert reasons_against_zone("Asia/Tokyo") == reasons_against_zone("") == []
    assert reasons_against_zone("../../etc/passwd") == ["This time zone is not on the list."]
