"""Papers for eyes: each page of a PDF is one picture."""

import pytest

from nhipcau.fairs.papers import slip
from nhipcau.foundation.documents import api as documents

PERSON = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Thanh Phương Thảo"


@pytest.mark.parametrize("people", [0, 10, 11, 31])
def test_each_page_of_a_paper_is_a_picture(people: int) -> None:
    rows = [(number, PERSON, "0123456789ABCDEF", []) for number in range(1, people + 1)]
    paper = slip.badges_for("Phiên giao dịch việc làm", "Thứ Năm, 16/11", "Sảnh tầng 1", rows)

    pictures = documents.pictures(slip.BADGES, paper)

    assert len(pictures) == documents.pages_of(documents.pdf(slip.BADGES, paper)) == max(1, -(-people // 10))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
