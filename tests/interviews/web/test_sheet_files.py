"""Results from a sheet: downloaded, filled in, looked at, taken in whole, once."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.foundation.sheets.api import read_table
from nhipcau.interviews.actions import CannotRead, CannotTake, send_results, take_results
from nhipcau.interviews.models import Desk, Interview, Outcome, ResultSheet
from nhipcau.interviews.reading.lines import key_of
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory

HEADINGS = ("Mã dòng (không sửa)", "Số", "Họ tên", "Vị trí", "Kết quả", "Lý do", "Ngày (ví dụ 25/11)", "Ghi chú")
Said = tuple[str, str, str, str]  # result, reason, day, note


@pytest.fixture
def talks(table: Desk) -> list[Interview]:
    return [InterviewFactory(desk=table, done=True) for _person in range(3)]


def filled(lines: Sequence[tuple[str, Said]], headings: Sequence[str] = HEADINGS) -> bytes:
    """As a person saves it: keys, who it is, and what they wrote."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Kết quả")
        sheet.write_row(0, 0, headings)
        for at, (key, said) in enumerate(lines, 1):
            sheet.write_row(at, 0, [key, at, "Ai Đó", "May", *said])
    return stream.getvalue()


def keyed(talks: Sequence[Interview], *said: Said) -> list[tuple[str, Said]]:
    return [(key_of(talk.pk), words) for talk, words in zip(talks, said, strict=True)]


def send(desk: Desk, by: User, body: bytes) -> ResultSheet:
    return send_results(desk=desk, name="ket-qua.xlsx", body=body, by=by, now=NOON)


def take(sheet: ResultSheet, by: User, *, leave_bad: bool = False) -> ResultSheet:
    return take_results(sheet=sheet, leave_bad=leave_bad, by=by, now=NOON)


GOOD: tuple[Said, Said, Said] = (
    ("Trúng tuyển", "", "", ""),
    ("không đạt", "Ca đêm", "", "Con nhỏ"),
    ("hẹn PV lần 2", "", "13/3", ""),
)


def test_plain_words_come_in_and_nothing_before_the_button(table: Desk, lan: User, talks: list[Interview]) -> None:
    sheet = send(table, lan, filled(keyed(talks, *GOOD)))
    assert not Outcome.objects.exists()

    assert take(sheet, lan).added == 3

    kept = Outcome.objects.order_by("interview").values_list("stage", "reason", "date", "note")
    assert list(kept) == [
        ("offer_accepted", "", None, ""),
        ("not_suitable", "shift", None, "Con nhỏ"),
        ("second_interview", "", date(2026, 3, 13), ""),
    ]


def test_the_same_file_twice_adds_nothing_even_after_a_correction_by_hand(
    table: Desk, lan: User, talks: list[Interview]
) -> None:
    body = filled(keyed(talks, *GOOD))
    take(send(table, lan, body), lan)
    OutcomeFactory(interview=talks[0], stage="offer_declined", reason="pay", by=lan)

    again = send(table, lan, body)

    with pytest.raises(CannotTake):
        take(again, lan)
    assert take(ResultSheet.objects.get(taken_at__isnull=False), lan).added == 3  # the button again
    assert Outcome.objects.count() == 4


def test_another_file_with_the_same_words_adds_nothing(table: Desk, lan: User, talks: list[Interview]) -> None:
    take(send(table, lan, filled(keyed(talks, *GOOD))), lan)
    other = send(table, lan, filled(list(reversed(keyed(talks, *GOOD)))))

    assert [line["same"] for line in other.lines] == [True] * 3
    assert take(other, lan).added == 0
    assert Outcome.objects.count() == 3


@pytest.mark.promise("R44")
@pytest.mark.parametrize("which", ["forged", "number", "foreign", "other_day", "empty"])
def test_keys_that_are_not_theirs_are_refused_alike(table: Desk, lan: User, talks: list[Interview], which: str) -> None:
    foreign = InterviewFactory(done=True)
    other_day = InterviewFactory(desk=DeskFactory(employer=table.employer, occasion_id=2), done=True)
    keys = {
        "forged": "0" * 24,
        "number": str(talks[0].pk),
        "foreign": key_of(foreign.pk),
        "other_day": key_of(other_day.pk),
        "empty": "",
    }
    good = keyed(talks[:1], GOOD[0])

    sheet = send(table, lan, filled([*good, (keys[which], GOOD[0])]))

    assert [line["problems"] for line in sheet.lines] == [
        [], ["Dòng này không thuộc cuộc phỏng vấn nào của bạn: mã dòng bị sửa hoặc lấy từ tờ khác."],
    ]  # fmt: skip
    assert sheet.lines[1]["interview"] is None
    with pytest.raises(CannotTake):
        take(sheet, lan)
    assert take(sheet, lan, leave_bad=True).added == 1
    assert Outcome.objects.get().interview == talks[0]


BAD: list[Said] = [
    ("xuất sắc", "", "", ""),
    ("không đạt", "", "", ""),
    ("không đạt", "không thích", "", ""),
    ("hẹn PV lần 2", "", "", ""),
    ("hẹn PV lần 2", "", "31/2", ""),
    ("hẹn PV lần 2", "", "9/3/2026", ""),
    ("", "", "", "Giỏi"),
    ("đạt", "", "", "x" * 301),
]


@pytest.mark.parametrize("said", BAD)
def test_a_bad_line_says_what_is_wrong_and_nothing_comes_in(
    table: Desk, lan: User, talks: list[Interview], said: Said
) -> None:
    sheet = send(table, lan, filled(keyed(talks, GOOD[0], said, GOOD[0])))

    assert [len(line["problems"]) for line in sheet.lines] == [0, 1, 0]
    with pytest.raises(CannotTake):
        take(sheet, lan)
    assert not Outcome.objects.exists()


def test_a_person_who_stands_there_twice_is_taken_from_neither_without_being_told(
    table: Desk, lan: User, talks: list[Interview]
) -> None:
    sheet = send(table, lan, filled(keyed([talks[0], talks[0]], GOOD[0], GOOD[1])))

    assert [bool(line["problems"]) for line in sheet.lines] == [False, True]


def test_lines_without_a_result_are_passed_over(table: Desk, lan: User, talks: list[Interview]) -> None:
    sheet = send(table, lan, filled(keyed(talks, ("", "", "", ""), GOOD[0], ("", "", "", ""))))

    assert len(sheet.lines) == 1


def test_what_changed_between_looking_and_taking_stops_the_whole_batch(
    table: Desk, lan: User, talks: list[Interview]
) -> None:
    sheet = send(table, lan, filled(keyed(talks, *GOOD)))
    OutcomeFactory(interview=talks[2], stage="pool", by=lan)

    with pytest.raises(CannotTake):
        take(sheet, lan)
    assert Outcome.objects.count() == 1
    assert ResultSheet.objects.get().taken_at is None


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4", filled([], ("A", "B")), filled([("x", GOOD[0])], ("A", "Kết quả"))])
def test_another_file_is_refused_with_words(table: Desk, lan: User, body: bytes) -> None:
    with pytest.raises(CannotRead):
        send(table, lan, body)
    assert not ResultSheet.objects.exists()


def test_staff_may_send_it_for_the_recruiter(table: Desk, operator: User, talks: list[Interview]) -> None:
    take(send(table, operator, filled(keyed(talks, *GOOD))), operator)

    assert set(Outcome.objects.values_list("for_recruiter", flat=True)) == {True}


def test_strangers_neither_send_nor_take(table: Desk, lan: User, talks: list[Interview]) -> None:
    stranger = recruiter(DeskFactory().employer)
    sheet = send(table, lan, filled(keyed(talks, *GOOD)))

    with pytest.raises(PermissionDenied):
        send(table, stranger, filled(keyed(talks, *GOOD)))
    with pytest.raises(PermissionDenied):
        take(sheet, stranger)
    assert not Outcome.objects.exists()


def test_the_file_goes_home_and_comes_back_through_the_pages(
    at_desk: Client, table: Desk, talks: list[Interview]
) -> None:
    OutcomeFactory(interview=talks[0], stage="pool", note="=1+1")
    got = at_desk.get(reverse("interviews:sheet-download", args=[table.pk]))
    grid = read_table("ket-qua.xlsx", got.content)
    assert (got.headers["Content-Type"].split(".")[-1], len(grid.rows)) == ("sheet", 3)
    assert grid.headings == HEADINGS
    assert [row.cells[0] for row in grid.rows] == [key_of(talk.pk) for talk in (*talks[1:], talks[0])]
    assert grid.rows[2].cells[4] == "Lưu hồ sơ – xem xét sau"
    assert grid.rows[2].cells[7] == "=1+1"

    body = filled(keyed(talks, ("Lưu hồ sơ – xem xét sau", "", "", "=1+1"), GOOD[0], GOOD[1]))
    sent: Any = BytesIO(body)
    sent.name = "ket-qua.xlsx"
    seen = at_desk.post(reverse("interviews:sheet-file", args=[table.pk]), {"file": sent}, follow=True)
    assert seen.context["counts"] == {"bad": 0, "same": 1, "good": 2}
    taken = at_desk.post(seen.request["PATH_INFO"])

    assert taken.headers["Location"] == reverse("interviews:sheet", args=[table.pk])
    assert Outcome.objects.count() == 3


def test_a_file_that_cannot_be_read_and_a_foreign_sheet_open_nothing(at_desk: Client, table: Desk, lan: User) -> None:
    sent: Any = BytesIO(b"%PDF-1.4")
    sent.name = "cv.pdf"
    assert at_desk.post(reverse("interviews:sheet-file", args=[table.pk]), {"file": sent}).status_code == 422
    talk = InterviewFactory(desk=table, done=True)
    made = send(table, lan, filled(keyed([talk], ("đạt", "", "", "Bí mật"))))
    stranger = sign_in(Client(), recruiter(DeskFactory().employer))
    for method in (stranger.get, stranger.post):
        assert method(reverse("interviews:result-sheet", args=[made.pk])).status_code == 404
    assert not Outcome.objects.exists()


def test_a_sheet_costs_the_same_for_one_line_or_three(at_desk: Client, table: Desk, lan: User, cost: Any) -> None:
    talks = [InterviewFactory(desk=table, done=True) for _person in range(3)]
    one = send(table, lan, filled(keyed(talks[:1], GOOD[0])))
    three = send(table, lan, filled(keyed(talks, *GOOD)))
    pages = [reverse("interviews:result-sheet", args=[sheet.pk]) for sheet in (one, three)]

    assert cost(at_desk, pages[0]) == cost(at_desk, pages[1])
