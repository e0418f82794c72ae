"""The slip on paper: one page each, with long names too, on A5 and on the roll; the QR opens the page of the code."""

import re
from typing import Any

import pytest
from django.utils.translation import override

from nhipcau.foundation.crypto.codes import grouped
from nhipcau.matching.api import SIZES, Referral, Where, slips_pdf
from nhipcau.matching.models import Why
from nhipcau.matching.papers import words_of
from tests.conftest import NOON
from tests.matching.factories import ReferralFactory
from tests.seekers.factories import SeekerFactory

LONG = "Nguyễn Hoàng Thị Phương Thảo Ngọc Quỳnh Anh"
ENTERPRISE = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất và Thương mại Điện tử Quang Châu Việt Nam"
TITLE = "Công nhân vận hành máy gắn linh kiện bề mặt, kiểm tra ngoại quan và đóng gói thành phẩm"
STRAIGHT = Where(code_url="https://vieclam.example.vn/gioi-thieu/0123456789ABCDEF/")
AT_TABLES = Where(
    code_url=STRAIGHT.code_url,
    fair="Phiên giao dịch việc làm kết nối 9 tỉnh, Thứ Năm, 16/11",
    place="Sảnh giao dịch tầng 1",
    tables=(12, 13),
    rooms=(4,),
)
PAGE = re.compile(rb"/Type ?/Page\b")


def referral(**more: Any) -> Referral:
    made: Referral = ReferralFactory(
        seeker=SeekerFactory(full_name=LONG, phone="0912345678"),
        vacancy__employer__name=ENTERPRISE,
        vacancy__title=TITLE,
        vacancy__employer__contact_name="Chị Nguyễn Thị Thu Hường",
        vacancy__employer__contact_phone="0912888777",
        why=list(Why.values)[:6],
        note="Đã làm may ba năm, hỏi kỹ về xe đưa đón từ Tân Yên và chỗ ở cho hai vợ chồng.",
        **more,
    )
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("size", SIZES)
def test_each_slip_with_long_names_stays_on_one_page(size: str) -> None:
    made = referral()
    pdf = slips_pdf([(made, STRAIGHT), (made, AT_TABLES), (made, AT_TABLES)], size=size)

    assert pdf.startswith(b"%PDF")
    assert len(PAGE.findall(pdf)) == 3


@pytest.mark.django_db
def test_the_slip_says_who_where_and_why_and_masks_the_phone() -> None:
    made = referral()
    with override("en"):  # the officer reads English, the person gets Vietnamese
        assert slips_pdf([(made, AT_TABLES)])
    words = words_of(made, AT_TABLES)

    assert words["title"] == "Phiếu giới thiệu việc làm"
    assert words["number"] == f"Số: {made.written}"
    lines = dict(words["lines"])
    assert [lines[name] for name in ("Ông/bà", "Năm sinh", "Điện thoại")] == [LONG, "1998", "••• 678"]
    assert [lines[name] for name in ("Doanh nghiệp", "Vị trí", "Tại")] == [ENTERPRISE, TITLE, AT_TABLES.fair]
    assert words["where"] == ["Bàn 12, 13", "Phòng trực tuyến 4", "Sảnh giao dịch tầng 1"]
    assert words["why"][:2] == ["Đúng việc mong muốn", "Gần nơi ở"]
    assert (words["by"], words["code"], words["void"]) == ("Chị Hoà", grouped(made.code), "")
    assert words["day"].endswith("ngày 10 tháng 3 năm 2026")


@pytest.mark.django_db
def test_straight_to_the_enterprise_the_slip_says_whom_to_ask_for() -> None:
    words = words_of(referral(withdrawn_at=NOON), STRAIGHT)

    assert words["where"] == ["Gặp Chị Nguyễn Thị Thu Hường", "0912 888 777"]
    assert words["void"] == "ĐÃ THU HỒI"
