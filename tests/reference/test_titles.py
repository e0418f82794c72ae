import pytest

from nhipcau.reference.api import occupation_code_of_title, occupation_of_title
from nhipcau.reference.models import Occupation
from nhipcau.reference.reading.titles import TradeWords
from tests.reference.factories import OccupationFactory


@pytest.mark.parametrize(
    "title, code",
    [
        ("Công nhân may (đi làm ngay)", "8153"),
        ("cong nhan may", "8153"),
        ("Tuyển 200 công nhân lắp ráp điện tử ca ngày", "8202"),
        ("THỢ HÀN TIG/MIG", "7212"),
        ("Lái xe nâng kho", "8344"),
        ("Nhân viên kho", "4321"),
        ("Lao động phổ thông", "9329"),
        ("Nhân Viên Phiên Dịch Tiếng Trung Tại An Khánh", "2643"),
        ("Nhân viên QC", "7543"),
        ("Chuyền trưởng may", "3122"),
        ("Bảo vệ nhà máy", "5401"),
        ("Kế Toán Kho", "4321"),
        ("Công nhân máy", "9329"),
        ("Phi hành gia", None),
        ("", None),
    ],
)
def test_a_title_names_its_trade(title: str, code: str | None) -> None:
    assert occupation_code_of_title(title) == code


def test_the_longest_words_decide_and_accents_are_taken_seriously() -> None:
    words = TradeWords.of({"may": "1", "máy": "2", "công nhân may": "3"})
    assert [words.occupation(title) for title in ("may", "Máy", "công nhân may", "công nhân máy")] == [
        *("1", "2", "3", "2")
    ]


def test_a_title_gives_the_occupation_itself(db: None) -> None:
    sewing = OccupationFactory(code="8153")
    assert occupation_of_title("Thợ may công nghiệp") == sewing
    assert occupation_of_title("Phi hành gia") is None
    assert Occupation.objects.count() == 1
