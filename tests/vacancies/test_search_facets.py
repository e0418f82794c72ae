"""Counts beside the ways to narrow down are what the database counts; completions; what is lost is not shown."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from nhipcau.vacancies.actions import follow_search
from nhipcau.vacancies.models import Shift, Status, Vacancy
from nhipcau.vacancies.queries import board, completions, understand
from nhipcau.vacancies.queries.board import filtered, matching
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.indexed import SHIFTS, code_number
from tests.conftest import NOON
from tests.employers.counting import queries_of
from tests.reference.factories import CommuneFactory, OccupationFactory, ProvinceFactory
from tests.vacancies.factories import VacancyFactory
from tests.vacancies.places import small_map
from tests.vacancies.searching import search_root

__all__ = ["search_root"]
pytestmark = pytest.mark.django_db
DAY, BOARD = date(2026, 3, 10), reverse("vacancies:board")


@pytest.fixture
def market(search_root: Path) -> None:
    trades = [OccupationFactory(code=code, name=code) for code in ("8153", "7212")]
    for code in ("815", "721"):
        OccupationFactory(code=code, name=code, level=3)
    communes = [CommuneFactory(province=ProvinceFactory()) for _one in range(2)]
    for number in range(24):
        VacancyFactory(
            title=("Công nhân may", "Thợ hàn")[number % 2],
            occupation=trades[number % 2],
            commune=communes[number % 3 == 0],
            shift=Shift.values[number % 5],
            has_bus=number % 4 == 0,
            pay_to=(7 + number % 9) * 1_000_000,
            pay_from=6_000_000,
            on_board=True,
        )
    follow_search()


@pytest.mark.parametrize("text", ["", "may", "cong nhan may co xe dua don", "tho han tu 9 trieu", "may ca dem"])
def test_counts_are_those_of_the_database(market: None, text: str) -> None:
    answer = board(BoardSearch(text=text), day=DAY, now=NOON)
    asked = understand(BoardSearch(text=text))

    def counted(by: str, without: str) -> dict[str, int]:
        free = asked.__class__(
            **{**asked.__dict__, "search": asked.search.__class__(**{**asked.search.__dict__, **FREE[without]})}
        )
        rows = matching(filtered(DAY, free, NOON), free)
        return dict(rows.order_by().values_list(by).annotate(n=Count("pk")))

    provinces = {code_number(code): n for code, n in counted("province_id", "province").items()}
    shifts = {SHIFTS[shift]: n for shift, n in counted("shift", "shift").items()}
    assert answer.facets["province"] == provinces
    assert answer.facets["shift"] == shifts
    assert answer.facets["bus"].get(1, 0) == counted("has_bus", "bus").get(True, 0)  # type: ignore[call-overload]
    assert answer.page.paginator.count == matching(filtered(DAY, asked, NOON), asked).count()


FREE = {"province": {"province": ""}, "shift": {"shift": ""}, "bus": {"bus": False}}


def test_each_way_to_narrow_down_leaves_as_many_as_it_says(market: None, client: Client) -> None:
    page = client.get(BOARD, {"q": "may"})

    facets = page.context["facets"]
    assert len(facets) == 3
    for facet in facets:
        for chip in facet.chips:
            assert client.get(chip.url).context["page"].paginator.count == chip.count
    assert "8 triệu" in page.text or "8 million" in page.text


def test_the_board_with_counts_costs_the_same_for_few_and_many(market: None, client: Client) -> None:
    cost = queries_of(client, BOARD + "?q=may")
    VacancyFactory.create_batch(30, title="Công nhân may", on_board=True)
    follow_search()

    assert queries_of(client, BOARD + "?q=may") == cost


def test_what_is_typed_is_completed_from_titles_and_enterprises(search_root: Path, client: Client) -> None:
    VacancyFactory.create_batch(
        2, title="Thợ hàn 3G (lương cao)", employer__name="Công ty TNHH Hàn Việt", on_board=True
    )
    follow_search()

    text = client.get(reverse("vacancies:complete"), {"q": "han"}).text

    assert text.count('role="option"') == 2
    assert 'data-label="Thợ hàn 3G"' in text
    assert 'data-label="Hàn Việt"' in text
    assert client.get(reverse("vacancies:complete"), {"q": "\x00 -"}).text.strip() == ""


def test_the_last_words_are_completed_as_a_place_behind_the_others(search_root: Path, client: Client) -> None:
    small_map()

    def completed(typed: str) -> list[str]:
        return [line.text for line in completions(typed)]

    assert completed("viet y") == completed("Việt Y") == ["Việt Yên"]
    assert completed("thợ hàn viet y") == ["thợ hàn Việt Yên"]
    assert completed("may kcn qu") == ["may KCN Quang Châu"]
    assert completed("thợ hàn vi") == completed("may " * 13 + "viet y") == []


def test_where_nothing_fits_each_wish_alone_stands_in_the_way_of_so_many(search_root: Path, client: Client) -> None:
    here = small_map()
    OccupationFactory(code="721", name="Thợ kim loại", level=3)
    VacancyFactory.create_batch(2, title="Thợ hàn", commune=here.far, on_board=True)
    VacancyFactory(title="Bảo vệ", commune=here.nenh, has_dormitory=True, on_board=True)
    VacancyFactory(title="Thợ nguội", occupation=OccupationFactory(code="7211"), commune=here.nenh, on_board=True)
    follow_search()

    ways = client.get(BOARD, {"q": "tho han viet yen"}).context["ways"]

    assert [(chip.label.partition("“")[0], chip.count) for chip in ways] == [
        ("bỏ ", 2),
        ("bỏ ", 2),
        ("Thợ kim loại", 1),
    ]
    for chip in ways:
        assert client.get(chip.url).context["page"].paginator.count == chip.count
    alone = client.get(BOARD, {"q": "phi cong viet yen tren 50tr"}).context["ways"]
    assert [(chip.label, chip.count) for chip in alone] == [("chỉ “quanh Việt Yên”", 2)]


def test_a_wish_that_was_typed_is_on_and_taken_out_of_the_words(market: None, client: Client) -> None:
    page = client.get(BOARD, {"q": "may co xe dua don ca ngay"})

    off = {chip.label: chip.url for chip in page.context["quick"] if chip.on}
    assert list(off.values()) == [f"{BOARD}?q=may+co+xe+dua+don", f"{BOARD}?q=may+ca+ngay"]


def test_a_slip_is_answered_and_said(search_root: Path, client: Client) -> None:
    VacancyFactory(title="Đầu bếp nhà hàng", on_board=True)
    follow_search()

    page = client.get(BOARD, {"q": "nha hagn"})

    assert page.context["page"].paginator.count == 1
    assert "nha hang" in page.text


def test_a_lost_index_is_no_concern_of_the_visitor(
    search_root: Path, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    VacancyFactory(title="Thợ hàn", on_board=True)
    shutil.rmtree(search_root / "openings")

    page = client.get(BOARD, {"q": "tho han"})

    assert page.context["page"].paginator.count == 1
    assert page.context["facets"] == []
    assert [record.name for record in caplog.records] == ["nhipcau.foundation.search.reading"]
    assert client.get(reverse("vacancies:complete"), {"q": "han"}).text.strip() == ""


def test_what_was_closed_a_moment_ago_is_not_shown_though_the_index_still_has_it(
    search_root: Path, client: Client
) -> None:
    shown, closed = VacancyFactory.create_batch(2, title="Thợ hàn", on_board=True)
    follow_search()
    Vacancy.objects.filter(pk=closed.pk).update(status=Status.CLOSED)

    assert list(client.get(BOARD, {"q": "tho han"}).context["page"]) == [shown]
