"""What people type, and what it is understood as, with the official lists."""

import unicodedata
from typing import Any

import pytest

from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import means_any_work, place_reader, without
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.queries import Understood, understand
from nhipcau.vacancies.queries.respelled import speller
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.asking import FILTERS
from tests.reference.loaded import official_lists

__all__ = ["official_lists"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_lists")]
M = 1_000_000
Said = tuple[str, str, str, dict[str, Any]]


def said(asked: Understood) -> Said:
    """The words, the place, the occupation, the filters."""
    labels = {part.kind: str(part.value) for part in asked.parts if part.kind in ("words", "place")}
    filters = {name: value for name in FILTERS if (value := getattr(asked.search, name))}
    code = asked.trade.code if asked.trade else ""
    return labels.get("words", ""), labels.get("place", ""), code, filters


TABLE: list[tuple[str, Said]] = [
    ("cn may viet yen", ("công nhân may", "Việt Yên", "8153", {})),
    ("công nhân may việt yên", ("công nhân may", "Việt Yên", "8153", {})),
    ("nv kho", ("nhân viên kho", "", "4321", {})),
    ("nv kho quang châu", ("nhân viên kho", "Quang Châu", "4321", {})),
    ("thu kho", ("thủ kho", "", "4321", {})),
    ("tb 8tr", ("", "", "", {"pay_from": 8 * M})),
    ("lđpt", ("", "", "", {})),
    ("ldpt bn", ("", "Bắc Ninh", "", {})),
    ("lao dong pho thong bac ninh", ("", "Bắc Ninh", "", {})),
    ("may tren 8tr", ("may", "", "8153", {"pay_from": 8 * M})),
    ("may tu 8 trieu", ("may", "", "8153", {"pay_from": 8 * M})),
    ("may 8-10tr", ("may", "", "8153", {"pay_from": 8 * M})),
    ("may 8 - 10 triệu", ("may", "", "8153", {"pay_from": 8 * M})),
    ("may 8tr-10tr", ("may", "", "8153", {"pay_from": 8 * M})),
    ("may 8.5 trieu", ("may", "", "8153", {"pay_from": 8.5 * M})),
    ("hàn 8tr5", ("hàn", "", "7212", {"pay_from": 8.5 * M})),
    ("8000000 may", ("may", "", "8153", {"pay_from": 8 * M})),
    ("8.000.000đ may", ("may", "", "8153", {"pay_from": 8 * M})),
    ("thợ hàn lương 12tr", ("thợ hàn", "", "7212", {"pay_from": 12 * M})),
    ("kế toán 10 triệu trở lên", ("kế toán", "", "3313", {"pay_from": 10 * M})),
    ("ke toan luong 10", ("kế toán", "", "3313", {"pay_from": 10 * M})),
    ("duoi 10tr kế toán", ("kế toán", "", "3313", {"pay_to": 10 * M})),
    ("may 8 củ", ("may", "", "8153", {"pay_from": 8 * M})),
    ("bao ve ca dem", ("bảo vệ", "", "5401", {"shift": Shift.NIGHT})),
    ("bv ban dem", ("bảo vệ", "", "5401", {"shift": Shift.NIGHT})),
    ("hanh chinh may", ("may", "", "8153", {"shift": Shift.DAY})),
    ("giờ hành chính", ("", "", "", {"shift": Shift.DAY})),
    ("may hc", ("may", "", "8153", {"shift": Shift.DAY})),
    ("2 ca may", ("may", "", "8153", {"shift": Shift.TWO})),
    ("3 ca 4 kip", ("", "", "", {"shift": Shift.THREE})),
    ("linh hoat phuc vu", ("phục vụ", "", "5131", {"shift": Shift.FLEXIBLE})),
    ("part time", ("", "", "", {"shift": Shift.FLEXIBLE})),
    ("khong can bang cap", ("", "", "", {"no_degree": True})),
    ("ko can bang cap", ("", "", "", {"no_degree": True})),
    ("không yêu cầu bằng cấp", ("", "", "", {"no_degree": True})),
    ("k can kn", ("", "", "", {"no_experience": True})),
    ("khong yeu cau kinh nghiem", ("", "", "", {"no_experience": True})),
    ("chua co kinh nghiem", ("", "", "", {"no_experience": True})),
    ("co xe dua don", ("", "", "", {"bus": True})),
    ("có xe đưa đón công nhân", ("", "", "", {"bus": True})),
    ("may cong nghiep co xe", ("may công nghiệp", "", "8153", {"bus": True})),
    ("co ktx", ("", "", "", {"dormitory": True})),
    ("bao an o", ("", "", "", {"dormitory": True})),
    ("co ky tuc xa mien phi", ("", "", "", {"dormitory": True})),
    ("nhan tren 40 tuoi", ("", "", "", {"age": 40})),
    ("nhan tren 35 tuoi", ("", "", "", {"over_35": True})),
    ("u50", ("", "", "", {"age": 50})),
    ("kcn quang chau", ("", "KCN Quang Châu", "", {})),
    ("KCN Quang Chau may", ("may", "KCN Quang Châu", "8153", {})),
    ("tìm việc may ở việt yên", ("may", "Việt Yên", "8153", {})),
    ("tim viec lam o bac giang", ("", "Bắc Giang", "", {})),
    ("lai xe tai", ("lái xe tải", "", "8332", {})),
    ("lái xe tải hn", ("lái xe tải", "Hà Nội", "8332", {})),
    ("lai xe b2", ("lái xe b2", "", "8322", {})),
    ("nhan vien ban hang", ("nhân viên bán hàng", "", "5223", {})),
    ("nhân viên ban hàng", ("nhân viên bán hàng", "", "5223", {})),
    ("nvbh hcm", ("nhân viên bán hàng", "Hồ Chí Minh", "5223", {})),
    ("dien tu samsung", ("dien tu samsung", "", "8202", {})),
    ("máy", ("máy", "", "", {})),
    ("thợ máy", ("thợ máy", "", "7233", {})),
    ("kỹ sư cơ khí", ("kỹ sư cơ khí", "", "2144", {})),
    ("ks co khi", ("kỹ sư cơ khí", "", "2144", {})),
    ("phu bep tp bac ninh", ("phụ bếp", "Bắc Ninh", "9402", {})),
    ("giup viec ha noi", ("giúp việc", "Hà Nội", "9111", {})),
    ("quan son dong", ("", "Sơn Động", "", {})),
    ("lạng giang", ("", "Lạng Giang", "", {})),
    ("hiep hoa may", ("may", "Hiệp Hòa", "8153", {})),
    ("nhan vien hanh chinh", ("nhân viên hành chính", "", "4110", {})),
    ("tho tien", ("thợ tiện", "", "7223", {})),
    ("tap vu tien lu", ("tạp vụ", "Tiên Lữ", "9112", {})),
    ("cong nhan dien tu tan lac", ("công nhân điện tử", "Tân Lạc", "8202", {})),
    ("tạp vụ", ("tạp vụ", "", "9112", {})),
    ("lai xe buyt", ("lái xe buýt", "", "8331", {})),
    ("lai xe dua don cong nhan", ("lái xe đưa đón công nhân", "", "8331", {})),
    ("phụ hồ", ("phụ hồ", "", "9313", {})),
    ("phụ hồ bắc ninh", ("phụ hồ", "Bắc Ninh", "9313", {})),
    ("lai xe hang c", ("lái xe hạng c", "", "8332", {})),
    ("khu cong nghiep quang chau", ("", "KCN Quang Châu", "", {})),
    ("khu cong nghiep van trung", ("", "KCN Vân Trung", "", {})),
    ("may khu công nghiệp quang châu", ("may", "KCN Quang Châu", "8153", {})),
    ("viec o lang giang", ("", "Lạng Giang", "", {})),
    ("co viec gi o bac giang khong", ("", "Bắc Giang", "", {})),
    ("công việc nhẹ nhàng", ("", "", "", {})),
    ("samsung yen phong", ("", "KCN Samsung Yên Phong", "", {})),
    ("lam 2 ca ngay dem", ("", "", "", {"shift": Shift.TWO})),
    ("khong lam ca dem", ("", "", "", {"shift": Shift.DAY})),
    ("trên 50 tuổi", ("", "", "", {"age": 50})),
    ("em 19 tuoi tim viec bac ninh", ("", "Bắc Ninh", "", {"age": 19})),
    ("duoi 8 trieu", ("", "", "", {"pay_to": 8 * M})),
    ("không phải may", ("", "", "", {})),
    ("nghi cn", ("", "", "", {})),
    ("may nghi cn", ("may", "", "8153", {})),
    ("tiếng hàn", ("tiếng hàn", "", "2643", {})),
    ("phien dich tieng han", ("phiên dịch tiếng hàn", "", "2643", {})),
    ("cơ khí", ("cơ khí", "", "7223", {})),
    ("thợ hàn, cơ khí", ("thợ hàn, cơ khí", "", "7212", {})),
    ("giup viec cho nguoi gia", ("giup viec nguoi gia", "", "9111", {})),
    (
        "cong nhan dien tu khong can kinh nghiem tu 9 trieu co ky tuc xa",
        ("công nhân điện tử", "", "8202", {"pay_from": 9 * M, "dormitory": True, "no_experience": True}),
    ),
    (
        "may viet yen 8tr ca hanh chinh khong can bang cap co xe dua don",
        ("may", "Việt Yên", "8153", {"pay_from": 8 * M, "shift": Shift.DAY, "bus": True, "no_degree": True}),
    ),
]


@pytest.mark.parametrize(("typed", "meant"), TABLE, ids=[typed for typed, _meant in TABLE])
def test_what_people_type_is_understood(typed: str, meant: Said) -> None:
    assert said(understand(BoardSearch(text=typed))) == meant


@pytest.mark.parametrize("typed", [typed for typed, _meant in TABLE])
def test_it_is_the_same_when_typed_on_a_mac(typed: str) -> None:
    assert said(understand(BoardSearch(text=unicodedata.normalize("NFD", typed)))) == said(
        understand(BoardSearch(text=typed))
    )


TOLD_APART = {"máy", "thợ máy", "nv kho quang châu"}  # may, máy; Quang Châu, Quảng Châu


@pytest.mark.parametrize("typed", [typed for typed, _meant in TABLE if typed not in TOLD_APART])
def test_without_accents_the_same_is_asked_for(typed: str) -> None:
    plain, accented = (understand(BoardSearch(text=text)) for text in (fold(typed), typed))

    assert said(plain)[1:] == said(accented)[1:]
    assert plain.words == accented.words


@pytest.mark.parametrize("typed", [typed for typed, _meant in TABLE])
def test_every_part_can_be_taken_away_alone(typed: str) -> None:
    asked = understand(BoardSearch(text=typed))
    for part in asked.parts:
        rest = understand(BoardSearch(text=without(typed, part)))
        assert part.kind not in {left.kind for left in rest.parts}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cong nhan mya", "cong nhan may"),
        ("mayj viet yen", "may viet yen"),
        ("coong nhaan may", "cong nhan may"),
        ("bao vee", "bao ve"),
        ("may viet yem", "may viet yen"),
        ("lai ze tai", "lai xe tai"),
        ("ke taon", "ke toan"),
        ("tho hna", "tho han"),
        ("cong nhan may bac nonh", "cong nhan may bac ninh"),
        ("thu kgo", "thu kho"),
        ("ca dme may", "ca dem may"),
        ("ddieenj tuwr", "dien tu"),
        ("công nhân mya", "cong nhan may"),
    ],
)
def test_a_slip_of_the_finger_is_read_as_the_known_words_next_to_it(typed: str, meant: str) -> None:
    new = speller(place_reader(), None).respell(understand(BoardSearch(text=typed)).meant)

    assert new is not None
    assert (new.text, new.respelled) == (meant, True)
    assert new.typed_between(0, len(new.typed)) == typed


@pytest.mark.parametrize("typed", ["phụ hồ bắc ninh", "lai xe hang c", "tho han quang chau"])
def test_words_of_a_trade_are_not_respelled(typed: str) -> None:
    assert speller(place_reader(), None).respell(understand(BoardSearch(text=typed)).meant) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("việc phổ thông", "lao động phổ thông", "phổ thông", "việc gì cũng được", "việc gì gần nhà cũng được"),
        *("gì cũng làm", "cong nhan pho thong", "lam gi cung duoc", "bất kỳ việc gì", "việc nào cũng được", "lđpt"),
    ],
)
def test_whoever_takes_any_work_is_understood(typed: str) -> None:
    asked = understand(BoardSearch(text=typed))

    assert means_any_work(typed)
    assert (asked.any_work, asked.trade, asked.strong) == (True, None, ())
    assert [part.kind for part in asked.parts] == ["any_work"]


@pytest.mark.parametrize(
    "typed", ["may", "giáo viên trung học phổ thông", "gì", "việc", "", "may mặc, gì cũng được không"]
)
def test_other_words_do_not_mean_any_work(typed: str) -> None:
    assert not means_any_work(typed)


def test_what_is_not_meant_is_understood_and_can_be_taken_away() -> None:
    asked = understand(BoardSearch(text="không phải may, ở bắc ninh"))

    assert [trade.code for trade in asked.unwanted] == ["8153"]
    assert {part.kind: part.value for part in asked.parts} == {"unwanted": "may", "place": "Bắc Ninh"}
    assert not understand(BoardSearch(text="không phải ở bắc ninh")).unwanted


@pytest.mark.parametrize("typed", ["may", "cong nhan may viet yen", "co ktx", "ke toan 10 trieu"])
def test_what_is_spelt_right_is_left_alone(typed: str) -> None:
    assert speller(place_reader(), None).respell(understand(BoardSearch(text=typed)).meant) is None
