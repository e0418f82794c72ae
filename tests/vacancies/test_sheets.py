"""A sheet comes in whole, line by line understood, and never twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.vacancies.actions import (
    CannotDrop,
    CannotMap,
    CannotMend,
    CannotTake,
    CannotUpload,
    begin_taking,
    drop_sheet,
    map_columns,
    mend_cells,
    take_in,
    upload_sheet,
)
from nhipcau.vacancies.models import PayKind, Sheet, SheetRow, Status, Vacancy
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.reference.factories import OccupationFactory
from tests.vacancies.places import Map, small_map
from tests.vacancies.sheets import BAD, GOOD, HEADINGS, OTHER, csv, outcomes, read, uploaded

pytestmark = pytest.mark.django_db
MENDED = {"title": "Lái xe nâng", "headcount": "3", "pay": "10 triệu", "place": "Bắc Ninh"}


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


def test_a_sheet_is_kept_as_sent_and_its_columns_are_guessed(employer: Employer, by: User) -> None:
    sheet = uploaded(employer, by, GOOD, BAD)

    assert sheet.state == Sheet.State.MAPPING
    assert sheet.columns == {"title": 0, "headcount": 1, "pay": 2, "place": 3}
    assert list(sheet.rows.order_by("number").values_list("number", "cells")) == [(2, GOOD), (3, BAD)]
    assert not Vacancy.objects.exists()


def test_good_lines_come_in_and_wait_for_review(employer: Employer, by: User, here: Map) -> None:
    sheet = take(read(employer, by, GOOD, OTHER), by)

    first, second = Vacancy.objects.order_by("pk")
    assert (first.title, first.headcount, first.pay_from, first.pay_to) == ("Công nhân may", 20, 9_000_000, 12_000_000)
    assert (first.commune, first.province, first.occupation_id) == (here.nenh, here.province, "8153")
    assert (second.pay_kind, second.park) == (PayKind.AGREED, here.park)
    assert (first.status, first.employer, first.centre, first.submitted_at) == (
        Status.SUBMITTED,
        employer,
        employer.centre,
        NOON,
    )
    assert (first.contact_name, first.contact_phone) == ("Chị Lan", "0912345678")
    assert " cong nhan may " in first.search
    assert (sheet.state, sheet.taken_at) == (Sheet.State.TAKEN, NOON)
    assert list(sheet.rows.order_by("number").values_list("vacancy", flat=True)) == [first.pk, second.pk]
    assert AuditRecord.objects.get(action="sheet.take").details == {"in": 2, "left_out": 0, "repeated": 0}


def test_a_bad_line_keeps_the_whole_sheet_out_until_somebody_leaves_it_out(employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, BAD)
    assert outcomes(sheet) == ["good", "bad"]

    with pytest.raises(CannotTake):
        take(sheet, by)
    assert not Vacancy.objects.exists()
    assert Sheet.objects.get().state == Sheet.State.CHECKED

    assert outcomes(take(sheet, by, leave_bad=True)) == ["in", "left"]
    assert Vacancy.objects.count() == 1


def test_every_bad_cell_of_a_line_is_named(employer: Employer, by: User) -> None:
    row = read(employer, by, BAD).rows.get()

    assert [(one["field"], one["code"], one["said"]) for one in row.problems] == [
        ("title", "title_missing", ""),
        ("headcount", "headcount_unknown", "nhiều"),
        ("pay", "pay_foreign", "500 USD"),
        ("place", "place_unknown", "Sao Hoả"),
    ]


def test_a_mended_line_is_read_again_and_the_cells_as_sent_stay(employer: Employer, by: User) -> None:
    sheet = read(employer, by, BAD)

    row = mend_cells(row=sheet.rows.get(), cells=MENDED, by=by, now=NOON)

    assert (row.outcome, row.cells, row.mended) == ("good", BAD, MENDED)
    take(sheet, by)
    assert Vacancy.objects.get().title == "Lái xe nâng"


def test_what_was_mended_stays_when_columns_are_named_again(employer: Employer, by: User) -> None:
    sheet = read(employer, by, BAD)
    mend_cells(row=sheet.rows.get(), cells=MENDED, by=by, now=NOON)

    sheet = map_columns(sheet=sheet, columns=sheet.columns, fixed={"shift": "2 ca"}, by=by, now=NOON)

    assert outcomes(sheet) == ["good"]
    assert sheet.rows.get().reading["shift"] == "two"


def test_the_same_sheet_again_adds_nothing(employer: Employer, by: User) -> None:
    first = read(employer, by, GOOD, BAD)
    mend_cells(row=first.rows.get(number=3), cells=MENDED, by=by, now=NOON)
    take(first, by)

    again = read(employer, by, GOOD, BAD)

    assert outcomes(again) == ["repeated", "repeated"]
    take(again, by)
    assert Vacancy.objects.count() == 2


def test_the_same_file_is_known_though_its_columns_are_named_otherwise(employer: Employer, by: User) -> None:
    take(read(employer, by, GOOD), by)
    again = uploaded(employer, by, GOOD)
    fewer = {name: at for name, at in again.columns.items() if name != "headcount"}

    again = map_columns(sheet=again, columns=fewer, fixed={}, by=by, now=NOON)

    assert outcomes(again) == ["repeated"]


def test_a_line_known_from_another_sheet_comes_in_no_second_time(employer: Employer, by: User) -> None:
    take(read(employer, by, GOOD), by)

    longer = read(employer, by, OTHER, GOOD)

    assert outcomes(longer) == ["good", "repeated"]
    assert outcomes(take(longer, by)) == ["in", "repeated"]
    assert Vacancy.objects.count() == 2


def test_two_sheets_read_before_either_came_in_bring_a_line_once(employer: Employer, by: User) -> None:
    one, two = read(employer, by, GOOD), read(employer, by, GOOD, OTHER)

    take(one, by)
    take(two, by)

    assert outcomes(two) == ["repeated", "in"]
    assert Vacancy.objects.count() == 2


def test_a_line_that_stands_twice_in_a_sheet_comes_in_once(employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, OTHER, GOOD)

    assert outcomes(sheet) == ["good", "good", "repeated"]
    assert sheet.rows.get(number=4).reading["repeat"] == {"code": "line", "blanks": {"number": 2}}


def test_a_code_of_the_sheet_tells_two_like_lines_apart(employer: Employer, by: User) -> None:
    headings = [*HEADINGS, "Mã tin"]

    assert outcomes(read(employer, by, [*GOOD, "A1"], [*GOOD, "A2"], headings=headings)) == ["good", "good"]


def test_the_same_line_of_two_enterprises_is_two_openings(employer: Employer, by: User) -> None:
    take(read(employer, by, GOOD), by)
    other = EmployerFactory(centre=employer.centre)
    colleague = recruiter(other)

    take(read(other, colleague, GOOD), colleague)

    assert Vacancy.objects.count() == 2


def test_taking_in_twice_changes_nothing(employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD)

    for _twice in range(2):
        take(sheet, by)

    assert Vacancy.objects.count() == 1
    assert AuditRecord.objects.filter(action="sheet.take").count() == 1


def test_a_sheet_whose_day_has_passed_meanwhile_brings_nothing(employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, [*OTHER, "12/03/2026"], headings=[*HEADINGS, "Hạn nộp"])

    with pytest.raises(CannotTake) as refusal:
        take(sheet, by, now=NOON + timedelta(days=5))

    assert "3" in refusal.value.reasons[0]
    assert not Vacancy.objects.exists()


def test_what_every_sheet_must_say_is_asked_for_and_may_hold_for_all_lines(employer: Employer, by: User) -> None:
    sheet = uploaded(employer, by, ["Công nhân may"], headings=["Tên công việc"])
    with pytest.raises(CannotMap) as refusal:
        map_columns(sheet=sheet, columns=sheet.columns, fixed={}, by=by, now=NOON)
    assert len(refusal.value.reasons) == 2
    assert Sheet.objects.get().state == Sheet.State.MAPPING

    sheet = map_columns(
        sheet=sheet, columns=sheet.columns, fixed={"pay": "9 triệu", "place": "Bắc Ninh"}, by=by, now=NOON
    )
    assert outcomes(sheet) == ["good"]


def test_a_file_that_is_no_sheet_is_refused(employer: Employer, by: User) -> None:
    with pytest.raises(CannotUpload):
        upload_sheet(name="a.pdf", body=b"%PDF-1.7", employer=employer, centre=employer.centre, by=by, now=NOON)

    assert not Sheet.objects.exists()


def test_strangers_may_do_nothing_with_a_sheet(employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, BAD)
    row = sheet.rows.get(number=3)
    for stranger in (recruiter(), staff(Role.OPERATOR), staff(Role.FRONT_DESK, employer.centre)):
        who = {"by": stranger, "now": NOON}
        for attempt in (
            lambda who=who: uploaded(employer, who["by"], GOOD),
            lambda who=who: upload_sheet(name="a", body=csv(GOOD), employer=None, centre=employer.centre, **who),
            lambda who=who: map_columns(sheet=sheet, columns={}, fixed={}, **who),
            lambda who=who: mend_cells(row=row, cells=MENDED, **who),
            lambda who=who: take_in(sheet=sheet, leave_bad=True, **who),
            lambda who=who: begin_taking(sheet=sheet, leave_bad=True, **who),
            lambda who=who: drop_sheet(sheet=sheet, **who),
        ):
            with pytest.raises(PermissionDenied):
                attempt()

    assert outcomes(sheet) == ["good", "bad"]
    assert not Vacancy.objects.exists()
    assert Sheet.objects.count() == 1


def test_a_sheet_that_came_in_is_not_dropped_mended_or_mapped(employer: Employer, by: User) -> None:
    sheet = take(read(employer, by, GOOD, BAD), by, leave_bad=True)

    with pytest.raises(CannotDrop):
        drop_sheet(sheet=sheet, by=by, now=NOON)
    with pytest.raises(CannotMend):
        mend_cells(row=sheet.rows.get(number=3), cells=MENDED, by=by, now=NOON)
    with pytest.raises(CannotMap):
        map_columns(sheet=sheet, columns=sheet.columns, fixed={}, by=by, now=NOON)
    assert outcomes(sheet) == ["in", "left"]


def test_a_sheet_that_did_not_come_in_is_forgotten(employer: Employer, by: User) -> None:
    drop_sheet(sheet=read(employer, by, GOOD), by=by, now=NOON)

    assert not Sheet.objects.exists()
    assert not SheetRow.objects.exists()


def test_nothing_begins_where_no_line_is_ready(employer: Employer, by: User) -> None:
    with pytest.raises(CannotTake):
        begin_taking(sheet=read(employer, by, BAD), leave_bad=True, by=by, now=NOON)

    assert Sheet.objects.get().state == Sheet.State.CHECKED
