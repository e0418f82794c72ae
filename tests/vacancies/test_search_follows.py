"""What is in the index is what is open: after every use case, every way around them, and every loss."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.search.api import Folder, Word, Writing
from nhipcau.vacancies.actions import (
    Followed,
    close_vacancy,
    edit_vacancy,
    follow_search,
    follow_soon,
    publish_vacancy,
    rebuild_search,
    return_vacancy,
)
from nhipcau.vacancies.models import SearchMark, SearchOrigin, Vacancy
from nhipcau.vacancies.rules import data_of
from nhipcau.vacancies.rules.indexed import OPENINGS
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.vacancies.factories import VacancyFactory
from tests.vacancies.searching import index_in, keys_in, search_root

__all__ = ["search_root"]
pytestmark = pytest.mark.django_db


def waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name="search.follow", status="todo").count()


@pytest.fixture
def boss() -> Any:
    return UserFactory(is_superuser=True)


def test_publishing_changing_and_closing_are_followed(search_root: Path, boss: Any) -> None:
    vacancy = VacancyFactory(title="Thợ hàn", employer__verified_at=NOON, employer__state="verified")
    publish_vacancy(vacancy=vacancy, by=boss, now=NOON)
    outbox.deliver_waiting()
    assert waiting() == 1
    assert follow_search() == Followed(openings=1)
    assert keys_in(search_root) == {vacancy.pk}

    vacancy.refresh_from_db()
    changed = data_of(vacancy).__class__(**{**data_of(vacancy).__dict__, "title": "Thợ tiện"})
    edit_vacancy(vacancy=vacancy, data=changed, edition=vacancy.edition, by=boss, now=NOON)
    outbox.deliver_waiting()
    follow_search()
    assert index_in(search_root).find(Word("title", "tien")).keys == (vacancy.pk,)
    assert index_in(search_root).find(Word("title", "han")).keys == ()

    close_vacancy(vacancy=vacancy, by=boss, now=NOON)
    follow_search()
    assert keys_in(search_root) == set()


def test_what_is_sent_back_leaves_the_index(search_root: Path, boss: Any) -> None:
    vacancy = VacancyFactory(on_board=True)
    follow_search()
    assert keys_in(search_root) == {vacancy.pk}

    return_vacancy(vacancy=vacancy, note="Thiếu lương", by=boss, now=NOON)
    follow_search()

    assert keys_in(search_root) == set()


def test_a_change_that_no_use_case_made_is_marked_by_the_database(search_root: Path) -> None:
    kept, gone = VacancyFactory.create_batch(2, on_board=True)
    follow_search()
    Vacancy.objects.filter(pk=kept.pk).update(title="Đổi thẳng")
    Vacancy.objects.filter(pk=gone.pk).delete()

    follow_search()

    assert keys_in(search_root) == {kept.pk}
    assert index_in(search_root).find(Word("title", "doi")).keys == (kept.pk,)


def test_a_burst_of_changes_waits_as_one_job(search_root: Path) -> None:
    for _change in range(5):
        follow_soon()

    assert waiting() == 1


def test_nothing_new_writes_nothing(search_root: Path) -> None:
    VacancyFactory(on_board=True)
    follow_search()
    stamp = index_in(search_root).stamp()

    assert follow_search() == Followed()
    assert index_in(search_root).stamp() == stamp


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_late_is_not_passed_over(search_root: Path) -> None:
    slow, quick = VacancyFactory.create_batch(2, on_board=True)
    follow_search()
    other = connection.copy()
    try:
        with other.cursor() as late:
            late.execute("BEGIN")
            late.execute("UPDATE vacancies_vacancy SET title = 'Muộn' WHERE id = %s", [slow.pk])
            Vacancy.objects.filter(pk=quick.pk).update(title="Sớm")
            assert follow_search() == Followed(openings=1)
            assert follow_search() == Followed()
            late.execute("COMMIT")
    finally:
        other.close()

    assert follow_search() == Followed(openings=1)
    assert index_in(search_root).find(Word("title", "muon")).keys == (slow.pk,)


@pytest.mark.parametrize("trouble", ["lost", "broken", "other database", "forgotten", "fewer", "restored"])
def test_an_index_that_cannot_be_trusted_is_built_anew(search_root: Path, trouble: str) -> None:
    vacancies = VacancyFactory.create_batch(3, on_board=True)
    follow_search()
    folder = Folder(search_root, "openings")
    build = folder.current()
    assert build is not None
    state = folder.state(build)
    assert state is not None
    if trouble == "lost":
        shutil.rmtree(search_root / "openings")
    elif trouble == "broken":
        folder.broken.touch()
    elif trouble == "other database":
        SearchOrigin.objects.all().delete()
    elif trouble == "forgotten":
        SearchOrigin.objects.update(forgotten=state.cursor + 1)
    elif trouble == "fewer":
        with folder.writing():
            Writing(folder, OPENINGS).update([], [vacancies[0].pk], state)
    else:
        folder.keep_state(build, state.__class__(**{**state.__dict__, "cursor": 2**60}))

    followed = follow_search()

    assert followed.rebuilt
    assert keys_in(search_root) == set(Vacancy.objects.filter(status="open").values_list("pk", flat=True))


def test_old_marks_are_forgotten_and_an_index_from_before_is_not_trusted(search_root: Path) -> None:
    VacancyFactory(on_board=True)
    SearchMark.objects.update(made_at=NOON - timedelta(days=8))

    assert follow_search() == Followed(openings=1)
    assert not SearchMark.objects.exists()
    assert SearchOrigin.objects.get().forgotten > 0


def test_without_a_place_for_it_there_is_no_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_ROOT = None
    VacancyFactory(on_board=True, closes_on=date(2026, 4, 1))

    assert rebuild_search() == follow_search() == Followed()
