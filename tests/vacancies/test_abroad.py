"""Work abroad: which papers it names, that it lies in no province, and how it is found and shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from nhipcau.centres.models import Role
from nhipcau.reference.api import ANYWHERE
from nhipcau.reference.models import Country
from nhipcau.vacancies.actions import (
    CannotKeep,
    CannotPublish,
    edit_vacancy,
    publish_vacancy,
    rebuild_search,
    submit_vacancy,
)
from nhipcau.vacancies.api import place_said, where_said
from nhipcau.vacancies.models import Status, Vacancy
from nhipcau.vacancies.queries import board
from nhipcau.vacancies.rules import BoardSearch, VacancyData, data_of, understand_wishes, warnings_about
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.reference.factories import CommuneFactory, IndustrialParkFactory
from tests.vacancies.factories import VacancyFactory
from tests.vacancies.searching import search_root

__all__ = ["search_root"]
pytestmark = pytest.mark.django_db
TODAY = NOON.date()
JAPAN = VacancyData(
    title="Hộ lý", pay_from=27_000_000, country="JP", abroad_papers=" GP  12/LĐTBXH ", workplace="Osaka"
)


def test_an_opening_abroad_lies_in_no_province_whatever_else_was_typed() -> None:
    employer, park = EmployerFactory(), IndustrialParkFactory()
    made = submit_vacancy(employer=employer, data=replace(JAPAN, park=park), by=recruiter(employer), now=NOON)
    made.refresh_from_db()
    assert (made.country, made.abroad_papers, made.workplace) == ("JP", "GP 12/LĐTBXH", "Osaka")
    assert (made.province, made.commune, made.park) == (None, None, None)
    shown = publish_vacancy(vacancy=made, by=staff(Role.COUNSELLOR, made.centre), now=NOON)
    assert shown.status == Status.OPEN


@pytest.mark.parametrize("more", [{"abroad_papers": " "}, {"country": "ZZ"}, {"musts": ("looks",)}])
def test_it_names_its_papers_and_a_country_that_there_is(more: dict[str, object]) -> None:
    employer = EmployerFactory()
    with pytest.raises(CannotKeep):
        submit_vacancy(employer=employer, data=replace(JAPAN, **more), by=recruiter(employer), now=NOON)
    assert not Vacancy.objects.exists()
    submit_vacancy(employer=employer, data=JAPAN, by=recruiter(employer), now=NOON)


def test_without_its_papers_it_is_not_published() -> None:
    waits = VacancyFactory(abroad=True, abroad_papers="")
    with pytest.raises(CannotPublish) as refusal:
        publish_vacancy(vacancy=waits, by=staff(Role.COUNSELLOR, waits.centre), now=NOON)
    assert len(refusal.value.reasons) == 1
    waits.refresh_from_db()
    assert waits.status == Status.SUBMITTED


@pytest.mark.parametrize("wrong", [{"abroad_papers": ""}, {"commune": CommuneFactory.build}])
def test_the_database_keeps_neither_a_province_abroad_nor_an_open_one_without_papers(wrong: dict[str, object]) -> None:
    said = {name: CommuneFactory() if callable(value) else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        VacancyFactory(on_board=True, abroad=True, **said)
    VacancyFactory(on_board=True, abroad=True)


def test_a_change_of_the_country_is_reviewed_again() -> None:
    row = VacancyFactory(on_board=True, abroad=True)
    data = replace(data_of(row), country="KR")
    edited = edit_vacancy(vacancy=row, data=data, edition=1, by=recruiter(row.employer), now=NOON)
    assert (edited.country, edited.status) == ("KR", Status.SUBMITTED)


def test_back_at_home_no_papers_are_kept() -> None:
    row = VacancyFactory(abroad=True)
    data = replace(data_of(row), country="", commune=CommuneFactory())
    edited = edit_vacancy(vacancy=row, data=data, edition=1, by=recruiter(row.employer), now=NOON)
    assert (edited.country, edited.abroad_papers, edited.province) == ("", "", edited.commune.province)


def test_the_reviewer_is_told_to_check_the_papers_and_people_read_the_country() -> None:
    row = VacancyFactory(abroad=True)
    with override("vi"):
        assert [one for one in warnings_about(row) if "Nhật Bản" in one and "GP 12/LĐTBXH" in one]
        assert (place_said(row), where_said(row)) == ("Nhật Bản", "Nhật Bản")
        assert warnings_about(VacancyFactory()) == []


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("di nhat", "JP"),
        ("đi Nhật Bản", "JP"),
        ("xkld nhat", "JP"),
        ("xklđ hàn quốc", "KR"),
        ("lam viec o han quoc", "KR"),
        ("di dai loan", "TW"),
        ("xuất khẩu lao động Đức", "DE"),
        ("đi làm việc ở nước ngoài", ANYWHERE),
        ("xuất khẩu lao động", ANYWHERE),
        ("xkld", ANYWHERE),
    ],
)
def test_going_abroad_is_understood(typed: str, country: str) -> None:
    taken = understand_wishes(typed)
    assert [(part.kind, part.value) for part in taken.parts] == [("country", country)]
    assert taken.words == ()


@pytest.mark.parametrize(
    "typed",
    [
        "lam han",
        "thợ hàn",
        "luong cao nhat",
        "cong ty nhat ban",
        "phien dich tieng han",
        "o nhat tan",
        "di duc hoa",
        "o my dinh",
        "nhân viên xuất nhập khẩu",
        "công ty nước ngoài",
    ],
)
def test_a_trade_a_language_and_a_place_at_home_are_no_country(typed: str) -> None:
    assert not [part for part in understand_wishes(typed).parts if part.kind == "country"]


@pytest.mark.parametrize("typed", ["di nhat", "xkld nhat", "xuất khẩu lao động", "hộ lý Nhật Bản"])
def test_the_board_finds_it_with_the_index_and_without(search_root: Path, settings: object, typed: str) -> None:
    there = VacancyFactory(on_board=True, abroad=True, title="Hộ lý tại viện dưỡng lão")
    VacancyFactory(on_board=True, abroad=True, country="KR", title="Công nhân Incheon")
    VacancyFactory(on_board=True, title="Hộ lý bệnh viện")
    rebuild_search()
    indexed = board(BoardSearch(text=typed), day=TODAY, now=NOON)
    settings.SEARCH_ROOT = None  # type: ignore[attr-defined]
    plain = board(BoardSearch(text=typed), day=TODAY, now=NOON)
    for found in (indexed, plain):
        assert there.pk in {row.pk for row in found.page}
        assert {row.country for row in found.page} <= {"JP", "KR"}
        if typed != "xuất khẩu lao động":
            assert [row.pk for row in found.page] == [there.pk]


def test_an_opening_that_names_its_country_only_in_words_is_found_where_no_other_is(search_root: Path) -> None:
    written = VacancyFactory(on_board=True, title="Đi Nhật làm nông nghiệp")
    rebuild_search()
    found = board(BoardSearch(text="di nhat"), day=TODAY, now=NOON)
    assert [row.pk for row in found.page] == [written.pk]
    VacancyFactory(on_board=True, abroad=True, title="Hộ lý")
    rebuild_search()
    assert written.pk not in {row.pk for row in board(BoardSearch(text="di nhat"), day=TODAY, now=NOON).page}


def test_every_country_can_be_asked_for_by_its_filter() -> None:
    rows = {code: VacancyFactory(on_board=True, abroad=True, country=code) for code in Country.values}
    VacancyFactory(on_board=True)
    for code, row in rows.items():
        assert [one.pk for one in board(BoardSearch(country=code), day=TODAY, now=NOON).page] == [row.pk]
    assert board(BoardSearch(country=ANYWHERE), day=TODAY, now=NOON).total == len(rows)
