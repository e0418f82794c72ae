"""What is said of a session: within the length of each network, nothing that is not known, never without day and link."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from nhipcau.fairs.papers import poster, texts
from nhipcau.fairs.papers.texts import Facts, Job

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LINK = "https://vieclam.bacninh.gov.vn/m/abcdefghjk/"
LONG = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Quang Châu"
JOBS = [
    Job("Công nhân lắp ráp linh kiện điện tử", 1200, 8_000_000, 12_000_000),
    Job("Công nhân may công nghiệp", 800, 9_000_000, 9_000_000),
    Job("Phiên dịch", 1, None, None),
]
FACTS = Facts(
    centre="Trung tâm Dịch vụ việc làm Bắc Ninh số 1",
    centre_short="TTDVVL Bắc Ninh 1",
    title="Phiên giao dịch việc làm kết nối 9 tỉnh",
    theme="",
    starts=datetime(2026, 3, 12, 7, 30, tzinfo=HANOI),
    ends=datetime(2026, 3, 12, 11, 30, tzinfo=HANOI),
    place="Sảnh giao dịch tầng 1, đường Mẫu, phường Bắc Giang, tỉnh Bắc Ninh",
    other_places=["Điểm cầu Cao Bằng, phường Thục Phán, tỉnh Cao Bằng"],
    online=True,
    enterprises=164,
    openings=15_980,
    provinces=2,
    jobs=JOBS,
    hotline="02043123456",
)
BARE = replace(
    FACTS, place="", other_places=[], online=False, enterprises=0, openings=0, provinces=1, jobs=[], hotline=""
)
FULL = replace(
    FACTS, title=LONG, theme=LONG, place=f"{LONG}, {LONG}", other_places=[f"{LONG} {n}" for n in range(40)],
    jobs=[Job(f"{LONG} {n}", 5, 8_000_000, 9_000_000) for n in range(5)], note=LONG * 2, centre=LONG * 2,
)  # fmt: skip
BOUNDED = [
    (texts.zalo_short, 500),
    (texts.zalo_long, 2000),
    (texts.facebook_short, 500),
    (texts.facebook_long, 2000),
    (texts.sms, 160),
]


@pytest.fixture(autouse=True)
def vietnamese():
    with override("vi"):
        yield


@pytest.mark.parametrize("facts", [BARE, FACTS, FULL], ids=["bare", "usual", "full"])
@pytest.mark.parametrize(("write", "most"), BOUNDED)
def test_each_text_keeps_its_length_and_never_loses_day_and_link(write, most: int, facts: Facts) -> None:
    said = write(facts, LINK)
    assert len(said) <= most
    assert said.count(LINK) == 1
    assert "12/3" in said


def test_the_usual_fair_is_told_whole() -> None:
    assert texts.zalo_short(FACTS, LINK).splitlines() == [
        "Phiên giao dịch việc làm kết nối 9 tỉnh",
        "Thứ Năm, ngày 12/3/2026, 7:30–11:30",
        "Địa điểm: Sảnh giao dịch tầng 1, đường Mẫu, phường Bắc Giang, tỉnh Bắc Ninh",
        "Hoặc phỏng vấn trực tuyến ngay tại nhà.",
        "164 doanh nghiệp cần tuyển 15.980 người.",
        "Việc cần nhiều người: Công nhân lắp ráp linh kiện điện tử 8–12 triệu/tháng; "
        "Công nhân may công nghiệp 9 triệu/tháng; Phiên dịch.",
        f"Miễn phí. Đăng ký: {LINK}",
        "Hỏi thêm: 0204 3123 456",
    ]


@pytest.mark.parametrize("write", [texts.zalo_short, texts.zalo_long, texts.facebook_long, texts.press_note, texts.sms])
def test_nothing_is_said_of_what_is_not_known(write) -> None:
    said = write(BARE, LINK).lower()
    assert [word for word in ("doanh nghiệp cần", "doanh nghiep can", " 0 ", "địa điểm", "trực tuyến ngay", "hỏi thêm", "none") if word in said] == []  # fmt: skip


def test_a_text_message_has_plain_letters_only() -> None:
    said = texts.sms(FACTS, LINK)
    assert said.isascii()
    assert said.startswith("TTDVVL Bac Ninh 1: Phien giao dich viec lam 7:30-11:30 12/3, Sanh giao dich tang 1.")


def test_the_loudspeaker_says_hours_as_they_are_spoken_and_no_link() -> None:
    said = texts.loudspeaker(replace(FACTS, ends=datetime(2026, 3, 12, 11, tzinfo=HANOI)))
    assert "Từ 7 giờ 30 phút đến 11 giờ, Thứ Năm, ngày 12/3/2026" in said
    assert "http" not in said
    assert "0204 3123 456" in said


def test_a_fair_in_the_afternoon_is_not_called_a_morning() -> None:
    later = replace(FACTS, starts=datetime(2026, 3, 12, 13, tzinfo=HANOI), ends=datetime(2026, 3, 12, 17, tzinfo=HANOI))
    assert "buổi sáng" in texts.facebook_long(FACTS, LINK)
    assert "buổi sáng" not in texts.facebook_long(later, LINK)


def test_the_note_to_the_press_carries_the_figures_of_now() -> None:
    said = texts.press_note(FACTS, LINK)
    assert "Đến nay có 164 doanh nghiệp đăng ký tham gia, cần tuyển 15.980 người." in said
    assert "- Phiên dịch: 1 người\n" not in said.replace("- Phiên dịch: 1 người", "", 1)
    assert said.splitlines()[0] == FACTS.title


def test_what_matters_most_is_kept_and_no_heading_stands_alone() -> None:
    crowded = replace(FACTS, jobs=[Job(LONG * 4, 5, None, None)], other_places=[LONG * 4] * 9)
    said = texts.zalo_long(crowded, LINK)
    assert "164 doanh nghiệp cần tuyển 15.980 người." in said
    assert "Hỏi thêm: 0204 3123 456" in said
    assert all(line.startswith("- ") for above, line in pairwise(said.splitlines()) if above.endswith(":"))


def test_a_poster_leaves_out_what_is_zero() -> None:
    data = poster.data_of(BARE, address=LINK, qr="<svg/>", paper="a4")
    assert (data["figures"], data["jobs"], data["hotline"]) == ([], [], "")
    assert data["address"] == "vieclam.bacninh.gov.vn/m/abcdefghjk"
    full = poster.data_of(FACTS, address=LINK, qr="<svg/>", paper="a4")
    assert [figure["number"] for figure in full["figures"]] == ["164", "15.980", "2"]


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("Phiên giao dịch việc làm tháng 11", ["Phiên", "giao dịch", "việc làm", "tháng 11"]),
        ("NGÀY HỘI VIỆC LÀM", ["NGÀY HỘI", "VIỆC LÀM"]),
        ("Sàn việc làm thành phố Thủ Đức", ["Sàn", "việc làm", "thành phố", "Thủ Đức"]),
        ("Chọn nghề nghiêng-ngả-nghiêng-ngả", ["Chọn", "nghề", "nghiêng-ngả-nghiêng-ngả"]),
        ("Kết nối 5 tỉnh phía Bắc năm 2026", ["Kết nối", "5 tỉnh", "phía", "Bắc", "năm 2026"]),
        ("Job", ["Job"]),
    ],
)
def test_no_line_of_a_posters_headline_ends_inside_a_word(title: str, pieces: list[str]) -> None:
    held = poster.headline(title)
    assert held.replace("\u00a0", " ") == title
    assert [piece.replace("\u00a0", " ") for piece in held.split(" ")] == pieces
