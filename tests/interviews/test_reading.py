"""What people write for a result, a reason and a day, as tables."""

from datetime import date

import pytest

from nhipcau.interviews.models import Reason, Stage
from nhipcau.interviews.reading.days import day_of
from nhipcau.interviews.reading.words import reason_of, stage_of

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("đạt", "offer_accepted"), ("Đạt", "offer_accepted"), ("ĐẠT", "offer_accepted"), ("dat", "offer_accepted"),
        ("Đạt ", "offer_accepted"), ("trúng tuyển", "offer_accepted"), ("Trung tuyen", "offer_accepted"),
        ("TRÚNG TUYỂN!", "offer_accepted"), ("Nhận việc", "offer_accepted"), ("nhận", "offer_accepted"),
        ("tuyển", "offer_accepted"), ("đỗ", "offer_accepted"), ("OK", "offer_accepted"), ("pass", "offer_accepted"),
        ("4. Nhận việc", "offer_accepted"), ("Accepted the job", "offer_accepted"),
        ("không đạt", "not_suitable"), ("Không  đạt", "not_suitable"), ("khong dat", "not_suitable"),
        ("k đạt", "not_suitable"), ("ko đạt", "not_suitable"), ("trượt", "not_suitable"), ("loại", "not_suitable"),
        ("Không phù hợp", "not_suitable"), ("không trúng tuyển", "not_suitable"), ("chưa đạt", "not_suitable"),
        ("không tuyển", "not_suitable"), ("Rớt", "not_suitable"), ("Not suitable", "not_suitable"),
        ("hẹn PV lần 2", "second_interview"), ("Hẹn phỏng vấn lần 2", "second_interview"),
        ("hẹn pv", "second_interview"), ("PV vòng 2", "second_interview"), ("vòng 2", "second_interview"),
        ("Mời phỏng vấn trực tiếp", "second_interview"), ("đạt sơ tuyển", "second_interview"),
        ("Lưu hồ sơ, xem xét sau", "pool"), ("Lưu hồ sơ – xem xét sau", "pool"), ("lưu HS", "pool"),
        ("dự bị", "pool"), ("xem xét sau", "pool"),
        ("Đề nghị nhận việc", "offer"), ("mời làm việc", "offer"), ("mời nhận việc", "offer"),
        ("từ chối", "offer_declined"), ("Ứng viên từ chối", "offer_declined"), ("NLĐ từ chối", "offer_declined"),
        ("không đi làm", "offer_declined"), ("Từ chối nhận việc", "offer_declined"),
        ("Đã gặp", "met"), ("chờ kết quả", "met"), ("đã PV", "met"),
        ("Đa\u0323t", "offer_accepted"),  # as some keyboards write it: letter and tone apart
    ],
)  # fmt: skip
def test_many_words_name_one_result(typed: str, stage: str) -> None:
    assert stage_of(typed) == stage


@pytest.mark.parametrize("typed", ["", "   ", "xuất sắc", "đạt hay không đạt", "1", "?", "Bắt đầu đi làm", "có"])
def test_what_could_mean_anything_means_nothing(typed: str) -> None:
    assert stage_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Chưa đủ tay nghề", "skill"), ("thiếu kỹ năng", "skill"), ("Kinh nghiệm", "experience"),
        ("chưa có kinh nghiệm", "experience"), ("ca đêm", "shift"), ("Ca làm không phù hợp", "shift"),
        ("lương thấp", "pay"), ("Lương", "pay"), ("xa nhà", "place"), ("Quá xa", "place"), ("sức khoẻ", "health"),
        ("cận thị", "health"), ("thiếu giấy tờ", "papers"), ("đã có việc", "other_job"), ("khác", "other"),
    ],
)  # fmt: skip
def test_many_words_name_one_reason(typed: str, reason: str) -> None:
    assert reason_of(typed) == reason


def test_every_word_of_the_lists_is_read_back_in_both_languages() -> None:
    for language in ("vi", "en"):
        from django.utils.translation import override

        with override(language):
            for stage in list(Stage)[:7]:
                assert stage_of(str(stage.label)) == stage
            for reason in Reason:
                assert reason_of(str(reason.label)) == reason


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/11", date(2026, 11, 25)), ("25-11", date(2026, 11, 25)), ("25.11.2026", date(2026, 11, 25)),
        ("25/11/26", date(2026, 11, 25)), ("2026-11-25", date(2026, 11, 25)), ("13/3", date(2026, 3, 13)),
        ("10/3", date(2026, 3, 10)), ("9/3", date(2027, 3, 9)), ("5/1", date(2027, 1, 5)),
        ("25/11/2026 08:00", date(2026, 11, 25)), ("2026-11-25T00:00:00", date(2026, 11, 25)),
        (" 1/4 ", date(2026, 4, 1)), ("9/3/2026", date(2026, 3, 9)),
    ],
)  # fmt: skip
def test_days_as_people_type_them(typed: str, day: date) -> None:
    assert day_of(typed, today=TODAY) == day


@pytest.mark.parametrize("typed", ["", "mai", "31/2", "13/13", "25/11/20266", "0/0", "thứ Năm", "29/2/2026"])
def test_what_is_no_day(typed: str) -> None:
    assert day_of(typed, today=TODAY) is None
