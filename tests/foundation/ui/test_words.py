from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from nhipcau.foundation.ui import words
from tests.conftest import NOON

MORNING = datetime(2026, 11, 19, 1, 15, tzinfo=UTC)  # a quarter past eight here


@pytest.mark.parametrize(
    ("low", "high", "vietnamese", "english"),
    [
        (9_000_000, 12_000_000, "9–12 triệu/tháng", "9–12 million VND/month"),
        (7_500_000, 7_500_000, "7,5 triệu/tháng", "7.5 million VND/month"),
        (7_250_000, None, "từ 7,25 triệu/tháng", "from 7.25 million VND/month"),
        (None, 30_000_000, "đến 30 triệu/tháng", "up to 30 million VND/month"),
        (None, None, "Thỏa thuận", "By agreement"),
    ],
)
def test_pay_is_said_in_millions_a_month(low, high, vietnamese, english):
    assert words.pay_words(low, high) == vietnamese
    with translation.override("en"):
        assert words.pay_words(low, high) == english


@pytest.mark.parametrize(
    ("low", "high", "vietnamese", "english"),
    [
        (
            9_000_000,
            12_000_000,
            "9.000.000 đến 12.000.000 đồng mỗi tháng",
            "9,000,000 to 12,000,000 dong a month",
        ),
        (9_000_000, 9_000_000, "9.000.000 đồng mỗi tháng", "9,000,000 dong a month"),
        (9_000_000, None, "từ 9.000.000 đồng mỗi tháng", "from 9,000,000 dong a month"),
        (None, 9_000_000, "đến 9.000.000 đồng mỗi tháng", "up to 9,000,000 dong a month"),
        (None, None, "Lương thỏa thuận khi phỏng vấn", "Pay is agreed at the interview"),
    ],
)
def test_pay_has_a_long_form_for_reading_aloud(low, high, vietnamese, english):
    assert words.pay_in_full(low, high) == vietnamese
    with translation.override("en"):
        assert words.pay_in_full(low, high) == english


def test_a_day_carries_its_weekday():
    assert words.day_words(date(2026, 11, 19)) == "Thứ Năm, 19/11"
    with translation.override("en"):
        assert words.day_words(date(2026, 11, 19)) == "Thursday 19/11"


def test_a_day_of_another_year_says_its_year():
    assert words.day_words(date(2023, 11, 16)) == "Thứ Năm, 16/11/2023"


def test_a_moment_is_told_in_the_time_of_this_country():
    assert words.time_words(MORNING) == "8:15"
    assert words.moment_words(MORNING) == "8:15, Thứ Năm, 19/11"
    assert words.day_words(datetime(2026, 11, 18, 23, 0, tzinfo=UTC)) == "Thứ Năm, 19/11"


def test_a_span_names_both_ends():
    assert words.span_words(time(7, 30), time(11, 30)) == "7:30–11:30"


@pytest.mark.parametrize(
    ("passed", "vietnamese", "english"),
    [
        (timedelta(seconds=20), "vừa xong", "just now"),
        (timedelta(minutes=1), "1 phút trước", "1 minute ago"),
        (timedelta(minutes=59), "59 phút trước", "59 minutes ago"),
        (timedelta(hours=3), "3 giờ trước", "3 hours ago"),
        (timedelta(days=1), "Thứ Hai, 9/3", "Monday 9/3"),
    ],
)
def test_age_is_told_roughly(passed, vietnamese, english):
    assert words.ago_words(NOON - passed, NOON) == vietnamese
    with translation.override("en"):
        assert words.ago_words(NOON - passed, NOON) == english


def test_a_wait_is_a_range_when_it_is_not_sure():
    assert words.wait_words(10, 18) == "khoảng 10–18 phút"
    assert words.wait_words(10, 10) == "khoảng 10 phút"
    with translation.override("en"):
        assert words.wait_words(10, 18) == "about 10–18 minutes"
        assert words.wait_words(1) == "about 1 minute"


def test_numbers_are_grouped_as_each_language_does():
    assert words.count_words(15_312) == "15.312"
    with translation.override("en"):
        assert words.count_words(15_312) == "15,312"


@pytest.mark.parametrize(
    ("phone", "written"),
    [("0912345678", "0912 345 678"), ("+84912345678", "0912 345 678"), ("1800 1234", "1800 1234"), ("", "")],
)
def test_phones_are_written_in_threes(phone, written):
    assert words.phone_words(phone) == written


def test_initials_are_of_the_names_a_person_is_called_by():
    assert words.initials("Nguyễn Thị Thu Hường") == "TH"
    assert words.initials("Đạt") == "Đ"
    assert words.initials("") == ""
