"""Long sheets are read and taken in by jobs."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.vacancies.actions import (
    begin_taking,
    map_columns,
    sheets,
    sheets_jobs,
    take_in,
)
from nhipcau.vacancies.models import Sheet, Vacancy
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.reference.factories import OccupationFactory
from tests.vacancies.places import Map, small_map
from tests.vacancies.sheets import GOOD, OTHER, outcomes, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here() -> Map:
    OccupationFactory(code="8153")
    return small_map()


@pytest.fixture
def employer() -> Employer:
    return EmployerFactory(contact_name="Chị Lan", contact_phone="0912345678")


@pytest.fixture
def by(employer: Employer) -> User:
    return recruiter(employer)


@pytest.fixture
def operator(employer: Employer) -> User:
    return staff(Role.OPERATOR, employer.centre)


def take(sheet: Sheet, by: User, *, leave_bad: bool = False, now: Any = NOON) -> Sheet:
    return take_in(sheet=sheet, leave_bad=leave_bad, by=by, now=now)


def test_a_long_sheet_is_read_and_taken_in_by_jobs(
    employer: Employer, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 2)
    monkeypatch.setattr("nhipcau.vacancies.actions.sheets_reading.AT_A_TIME", 2)
    rows = [[f"Công nhân may chuyền {n}", *GOOD[1:]] for n in range(5)]

    sheet = read(employer, by, *rows)
    assert (sheet.state, outcomes(sheet)) == (Sheet.State.READING, [""] * 5)
    run_job()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.done, outcomes(sheet)) == (Sheet.State.CHECKED, 5, ["good"] * 5)

    sheet = begin_taking(sheet=sheet, leave_bad=False, by=by, now=NOON)
    assert sheet.state == Sheet.State.TAKING
    run_job()
    sheet.refresh_from_db()
    assert (sheet.state, Vacancy.objects.count()) == (Sheet.State.TAKEN, 5)


def test_columns_named_again_stop_an_older_reading(
    employer: Employer, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 0)
    sheet = read(employer, by, GOOD)
    old = sheet.round
    map_columns(sheet=sheet, columns=sheet.columns, fixed={"shift": "2 ca"}, by=by, now=NOON)

    sheets_jobs.read_sheet(sheet_id=sheet.pk, round_=old, by_id=by.pk)
    assert outcomes(sheet) == [""]

    sheets_jobs.read_sheet(sheet_id=sheet.pk, round_=old + 1, by_id=by.pk)
    assert sheet.rows.get().reading["shift"] == "two"


def test_a_job_that_may_not_take_in_gives_the_sheet_back_with_its_reason(
    employer: Employer, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 1)
    sheet = read(employer, by, GOOD, OTHER)
    run_job()
    sheet.refresh_from_db()
    begin_taking(sheet=sheet, leave_bad=False, by=by, now=NOON)
    sheet.rows.filter(number=3).update(outcome="bad")

    run_job()

    sheet.refresh_from_db()
    assert sheet.state == Sheet.State.CHECKED
    assert sheet.trouble
    assert not Vacancy.objects.exists()


def run_job() -> None:
    """What the worker does with the newest job of sheets."""
    work = {"sheets.read": sheets_jobs.read_sheet, "sheets.take": sheets_jobs.take_sheet}
    job = ProcrastinateJob.objects.filter(task_name__in=work).latest("pk")
    work[job.task_name](**job.args)


@pytest.mark.django_db(transaction=True)
def test_two_sheets_taken_in_at_the_same_moment_bring_a_line_once(employer: Employer, by: User) -> None:
    both = [read(employer, by, GOOD), read(employer, by, GOOD, OTHER)]

    def take_one(sheet: Sheet) -> None:
        try:
            take(sheet, by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(take_one, both))

    assert Vacancy.objects.count() == 2
