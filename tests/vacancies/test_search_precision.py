"""What a search must not find, and that there is always a way on; with the official lists and an index."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.foundation.text.api import fold
from nhipcau.reference.models import Commune, Occupation
from nhipcau.vacancies.actions import follow_search
from nhipcau.vacancies.models import Vacancy
from nhipcau.vacancies.queries import Board, board
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.data import fill_search
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.reference.loaded import official_lists
from tests.vacancies.factories import VacancyFactory
from tests.vacancies.searching import search_root

__all__ = ["official_lists", "search_root"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_lists", "search_root")]
BOARD = reverse("vacancies:board")


def commune(name: str) -> Commune:
    """Of that name the one in Bắc Ninh, where there is one."""
    return min(Commune.objects.filter(name=name), key=lambda one: (one.province_id != "24", one.pk))


def opening(title: str, trade: str = "", at: str = "Nếnh", firm: str = "Hoàng Gia", **more: object) -> Vacancy:
    row: Vacancy = VacancyFactory.build(
        title=title,
        employer=EmployerFactory(name=f"Công ty TNHH {firm}"),
        occupation=Occupation.objects.get(pk=trade) if trade else None,
        commune=commune(at),
        on_board=True,
        **more,
    )
    row.centre, row.province = row.employer.centre, row.commune and row.commune.province
    fill_search(row)
    row.save()
    return row


def asked(text: str) -> Board:
    return board(BoardSearch(text=text), day=date(2026, 3, 10), now=NOON)


def titles(text: str) -> set[str]:
    return {row.title for row in asked(text).page}


@pytest.fixture(autouse=True)
def market(search_root: Path) -> None:
    opening("Thợ hàn CO2", "7212")
    opening("Hàn tàu", firm="Đóng Tàu")
    opening("Nhân viên bán hàng", "5223")
    opening("Nhân viên hành chính", "4110", firm="Hành Trình")
    opening("Công nhân cắt vải", "7532", firm="Ý Tá")
    opening("Công nhân may", "8153", at="Tân An", firm="May Tre Việt")
    opening("Thợ sơn tường", "7131")
    opening("Công nhân đóng gói tại Sơn Động", "9321", at="Sơn Động")
    opening("Phụ hồ", "9313", at="Yên Phong")
    opening("Lao động phổ thông", "9329", at="Lạng Giang")
    follow_search()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thợ hàn", {"Thợ hàn CO2", "Hàn tàu"}),
        ("y tá", set()),
        ("thợ sơn", {"Thợ sơn tường"}),
        ("sơn tĩnh điện", set()),
        ("trông trẻ", set()),
        ("lễ tân", set()),
        ("phụ hồ", {"Phụ hồ"}),
        ("bán hàng", {"Nhân viên bán hàng"}),
        ("công nhân may", {"Công nhân may"}),
    ],
)
@pytest.mark.parametrize("spelling", ["accents", "plain"])
def test_a_trade_is_not_found_by_words_of_addresses_and_enterprises(typed: str, meant: set[str], spelling: str) -> None:
    assert titles(typed if spelling == "accents" else fold(typed)) == meant


def test_an_enterprise_is_found_by_its_name_with_or_without_accents() -> None:
    for typed in ("hoàng gia", "hoang gia", "công ty hoàng gia"):
        assert asked(typed).total == 6
    assert titles("may tre viet") == {"Công nhân may"}
    assert titles("May Tre Việt") == {"Công nhân may"}


def test_other_accents_are_found_only_where_the_right_ones_are_nowhere() -> None:
    assert titles("hành trình") == {"Nhân viên hành chính"}
    assert titles("hanh trinh") == {"Nhân viên hành chính"}
    assert titles("hãnh trình") == {"Nhân viên hành chính"}


def test_a_word_is_finished_unless_nothing_is_found() -> None:
    assert titles("thợ hàn tà") == {"Hàn tàu"}
    assert "Nhân viên hành chính" not in titles("hàn")


@pytest.mark.parametrize("typed", ["viec o lang giang", "co viec gi o lang giang khong", "tìm việc làm ở lạng giang ạ"])
def test_words_that_say_nothing_are_not_asked_for(typed: str) -> None:
    assert "Lao động phổ thông" in titles(typed)


def test_an_enterprise_that_is_not_there_is_said_and_the_place_is_answered() -> None:
    answer = asked("foxlink yen phong")

    assert [row.title for row in answer.page] == ["Phụ hồ"]
    assert answer.missing == "foxlink"


def test_whoever_takes_any_work_sees_everything_and_labour_first() -> None:
    answer = asked("việc gì cũng được")

    assert answer.total == 10
    assert {row.title for row in list(answer.page)[:2]} == {"Lao động phổ thông", "Phụ hồ"}


def test_work_that_is_not_meant_is_left_out() -> None:
    answer = asked("không phải may")

    assert answer.total == 9
    assert "Công nhân may" not in {row.title for row in answer.page}


def test_openings_that_say_it_come_before_those_that_say_nothing() -> None:
    says = opening("Công nhân may", "8153", experience="none", published_at=NOON.replace(year=2025))
    opening("Công nhân may", "8153", experience="2_5")
    follow_search()

    rows = list(asked("không cần kinh nghiệm").page)
    assert (rows[0], len(rows)) == (says, 11)


def test_the_nearest_openings_come_first() -> None:
    far = opening("Công nhân may", "8153", at="Phù Lãng")
    near = opening("Công nhân may", "8153", at="Quế Võ", published_at=NOON.replace(year=2025))
    opening("Công nhân may", "8153", at="Lục Ngạn")
    follow_search()

    rows = list(asked("may quế võ").page)
    assert rows[:2] == [near, far]
    assert {row.commune.name for row in rows} == {"Quế Võ", "Phù Lãng"}  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["khủng long bạo chúa", "lễ tân lạng giang", "thợ lặn từ 90 triệu"])
def test_where_nothing_fits_there_is_a_way_on_with_its_count(client: Client, typed: str) -> None:
    page = client.get(BOARD, {"q": typed})

    assert page.context["page"].paginator.count == 0
    ways = page.context["ways"]
    assert ways
    for way in ways:
        assert client.get(way.url).context["page"].paginator.count == way.count


@pytest.mark.parametrize("odd", ["中文中", "٠٠٠", "€€€", "8\u03055", "中文", "中文中文中", "99999"])
@pytest.mark.parametrize("key", ["nghe", "tinh", "xa", "dn", "luong", "page"])
def test_an_odd_address_breaks_nothing(client: Client, search_root: Path, key: str, odd: str) -> None:
    place = {"tinh": "24"} if key == "xa" else {}

    assert client.get(BOARD, {"q": "may", **place, key: odd}).status_code == 200
    assert not (search_root / "openings" / "broken").exists()
    assert asked("may").facets
