from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from nhipcau.vacancies.actions import follow_search
from nhipcau.vacancies.models import PayKind, Shift, Vacancy
from nhipcau.vacancies.queries import Board, board, understand
from nhipcau.vacancies.queries.board import words_query
from nhipcau.vacancies.queries.pages import MOST_COUNTED, PAGE_SIZE
from nhipcau.vacancies.rules import BoardSearch, Sort
from tests.conftest import NOON
from tests.reference.factories import OccupationFactory
from tests.vacancies.factories import VacancyFactory
from tests.vacancies.places import Map, small_map
from tests.vacancies.searching import search_root

__all__ = ["search_root"]

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def here() -> Map:
    return small_map()


def opening(title: str, **more: object) -> Vacancy:
    made: Vacancy = VacancyFactory(title=title, on_board=True, **more)
    return made


def page_of(search: BoardSearch, **asked: Any) -> Board:
    if settings.SEARCH_ROOT is not None:
        follow_search()
    return board(search, **asked)


def found(text: str = "", **more: object) -> list[Vacancy]:
    """As the database answers; an index, where there is one, must answer the same."""
    answer = page_of(BoardSearch(text=text, **more), day=DAY, now=NOON)  # type: ignore[arg-type]
    return [] if answer.loosened or answer.asked.meant.respelled else list(answer.page)


@pytest.fixture(autouse=True, params=["database", "index"])
def engine(request: pytest.FixtureRequest) -> str:
    """Every fact of this file is a fact of both."""
    if request.param == "index":
        request.getfixturevalue("search_root")
    return str(request.param)


def test_only_what_is_open_today_is_on_the_board() -> None:
    shown = opening("May", closes_on=DAY)
    endless = opening("Hàn", closes_on=None)
    opening("Hết hạn", closes_on=DAY - timedelta(days=1))
    VacancyFactory(title="Chờ duyệt")

    assert set(found()) == {shown, endless}


@pytest.mark.parametrize(
    "typed",
    [
        "cong nhan may viet yen",
        "công nhân may Việt Yên",
        "CÔNG NHÂN MAY huyện Việt Yên",
        "tìm việc may ở việt yên",
        "may việt yên bắc giang",
        "viet yen may",
    ],
)
def test_a_job_is_found_by_its_old_place_however_it_is_typed(here: Map, typed: str) -> None:
    meant = opening("Công nhân may", commune=here.nenh)
    opening("Công nhân may", commune=here.far)
    opening("Bảo vệ", commune=here.nenh)

    assert found(typed) == [meant]
    assert understand(BoardSearch(text=typed)).place.label.startswith("Việt Yên")  # type: ignore[union-attr]


def test_inside_the_place_comes_before_near_it_and_far_stays_out(here: Map) -> None:
    near = opening("Công nhân may", commune=here.near)
    inside = opening("Công nhân may", commune=here.bo_ha)
    opening("Công nhân may", commune=here.far)

    answer = page_of(BoardSearch(text="may viet yen"), day=DAY, now=NOON)

    assert list(answer.page) == [inside, near]
    assert answer.distances == {inside.pk: 2, near.pk: 8}


def test_a_park_is_a_place_and_its_own_openings_come_first(here: Map) -> None:
    in_park = opening("Lắp ráp", commune=here.nenh, park=here.park)
    beside = opening("Lắp ráp", commune=here.nenh)

    assert found("kcn quang chau") == [in_park, beside]


def test_a_province_of_today_holds_all_its_communes(here: Map) -> None:
    inside = opening("May", commune=here.near)
    opening("May", commune=here.far)

    assert found("may bac ninh") == [inside]


def test_an_opening_without_a_commune_is_found_by_the_words_of_its_address(here: Map) -> None:
    vague = opening("May", commune=None, province=here.province, search=" may cum viet yen bac ninh ")

    assert found("may viet yen") == [vague]


def test_the_title_comes_before_other_words_and_the_trade_before_both() -> None:
    sewing = OccupationFactory(code="8153", name="Thợ vận hành máy may")
    opening("Tạp vụ", search=" tap vu cong ty may song cau ")
    title = opening("Phụ may")
    trade = opening("Vắt sổ áo", occupation=sewing)
    both = opening("Công nhân may", occupation=sewing)

    assert found("may") == [both, trade, title]


def test_spelt_alike_comes_before_only_folded_alike_and_the_index_shows_nothing_else(engine: str) -> None:
    machine = opening("Vận hành máy")
    sewing = opening("Thợ may áo")

    assert found("máy") == ([machine] if engine == "index" else [machine, sewing])
    assert set(found("mảy")) == {machine, sewing}


def test_words_that_no_opening_has_together_are_loosened_and_said_so() -> None:
    welder = opening("Thợ hàn tàu biển")

    answer = page_of(BoardSearch(text="thợ hàn bảo ôn"), day=DAY, now=NOON)

    assert (list(answer.page), answer.loosened) == ([welder], True)
    assert page_of(BoardSearch(text="tàu biển"), day=DAY, now=NOON).loosened is False


def test_words_that_say_nothing_together_find_nothing() -> None:
    opening("Thợ hàn sao biển")
    opening("Gia công hoa văn")

    assert page_of(BoardSearch(text="phi hành gia sao hoả"), day=DAY, now=NOON).total == 0
    assert page_of(BoardSearch(text="công ty samsung"), day=DAY, now=NOON).total == 0
    assert page_of(BoardSearch(text="hoa văn gia bảo"), day=DAY, now=NOON).loosened


def test_a_trade_with_words_that_nobody_has_is_the_trade() -> None:
    OccupationFactory(code="8332")
    driver = opening("Lái xe tải", occupation_id="8332")
    opening("Vệ sinh xe")

    answer = page_of(BoardSearch(text="lái xe tải bằng C"), day=DAY, now=NOON)

    assert (list(answer.page), answer.loosened) == ([driver], True)


def test_the_last_word_may_be_half_typed() -> None:
    driver = opening("Lái xe nâng")

    assert found("lai xe na") == [driver]
    assert found("la xe nang") == []


@pytest.mark.parametrize("typed", ["'", "a & b | !c", "may:*", "<->", "\\", "%", "   ", "(((", "ở ở ở"])
def test_odd_signs_are_words_or_nothing_and_never_an_error(typed: str) -> None:
    opening("May")

    assert len(found(typed)) <= 1


@pytest.mark.parametrize(
    ("wish", "fits", "fits_not"),
    [
        ({"pay_from": 10_000_000}, {"pay_to": 10_000_000}, {"pay_to": 9_900_000}),
        (
            {"pay_from": 10_000_000},
            {"pay_kind": PayKind.DAY, "pay_from": 400_000, "pay_to": None},
            {"pay_kind": PayKind.DAY, "pay_from": 300_000, "pay_to": None},
        ),
        (
            {"pay_from": 8_000_000},
            {"pay_to": 8_000_000},
            {"pay_kind": PayKind.AGREED, "pay_from": None, "pay_to": None},
        ),
        ({"shift": Shift.DAY}, {"shift": Shift.DAY}, {"shift": Shift.THREE}),
        ({"bus": True}, {"has_bus": True}, {}),
        ({"dormitory": True}, {"has_dormitory": True}, {}),
        ({"no_experience": True}, {"experience": "none"}, {"experience": "2_5"}),
        ({"no_degree": True}, {"education": "primary"}, {"education": "upper"}),
        ({"age": 50}, {"age_from": 18, "age_to": 55, "age_reason": "x"}, {"age_to": 49, "age_reason": "x"}),
        ({"age": 17}, {}, {"age_from": 18, "age_reason": "x"}),
        ({"pay_to": 8_000_000}, {"pay_from": 8_000_000}, {"pay_from": 8_100_000}),
        (
            {"pay_to": 8_000_000},
            {"pay_kind": PayKind.DAY, "pay_from": 300_000, "pay_to": None},
            {"pay_kind": PayKind.AGREED, "pay_from": None, "pay_to": None},
        ),
        ({"over_35": True}, {"age_to": 45, "age_reason": "x"}, {"age_to": 35, "age_reason": "x"}),
        (
            {"online": True},
            {"online_until": NOON + timedelta(hours=1)},
            {"online_until": NOON - timedelta(hours=1)},
        ),
    ],
)
def test_each_wish_narrows_the_board(wish: dict, fits: dict, fits_not: dict) -> None:
    meant = opening("May", **fits)
    opening("May", **fits_not)

    assert found(**wish) == [meant]


def test_filters_set_by_hand_narrow_the_board(here: Map) -> None:
    OccupationFactory(code="8153")
    OccupationFactory(code="7212")
    meant = opening("May", occupation_id="8153", commune=here.nenh)
    opening("Hàn", occupation_id="7212", commune=here.far)

    assert found(group="815") == [meant]
    assert found(province=here.province.pk) == [meant]
    assert found(commune=here.nenh.pk) == [meant]
    assert found(employer=meant.employer_id) == [meant]
    assert found("khong phai han") == [meant]


def test_wishes_are_understood_among_the_words(here: Map) -> None:
    meant = opening("Công nhân may", commune=here.nenh, has_dormitory=True, pay_to=12_000_000)
    opening("Công nhân may", commune=here.nenh)

    assert found("may viet yen co ky tuc xa tren 10 trieu") == [meant]


def test_the_board_can_be_sorted_by_pay_by_day_and_by_age() -> None:
    rich = opening("May", pay_to=20_000_000, closes_on=date(2026, 4, 30))
    soon = opening("May", pay_to=9_000_000, closes_on=date(2026, 3, 12))
    daily = opening("May", pay_kind=PayKind.DAY, pay_from=500_000, pay_to=None, closes_on=None)

    assert found(sort=Sort.PAY) == [rich, daily, soon]
    assert found(sort=Sort.CLOSING) == [soon, rich, daily]
    assert found(sort=Sort.NEWEST) == [daily, soon, rich]


def test_the_pages_together_show_everything_once_and_the_count_has_an_end() -> None:
    plain = VacancyFactory(on_board=True)
    left_out = {"id", "vector"}
    said = {
        field.attname: getattr(plain, field.attname)
        for field in Vacancy._meta.concrete_fields
        if field.attname not in left_out
    }
    Vacancy.objects.bulk_create(Vacancy(**said) for _one in range(MOST_COUNTED + 5))

    first = page_of(BoardSearch(), day=DAY, now=NOON, page=1)
    second = page_of(BoardSearch(), day=DAY, now=NOON, page=2)

    assert first.capped
    assert first.page.paginator.count == MOST_COUNTED
    assert len({row.pk for row in [*first.page, *second.page]}) == 2 * PAGE_SIZE


def test_words_are_looked_up_in_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Vacancy.objects.filter(vector=words_query(("lai", "xe"))).explain()

    assert "vacancy_words" in plan
