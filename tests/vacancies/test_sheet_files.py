"""The file of a sheet, as it was sent."""

import pytest

from nhipcau.foundation.files import api as files
from nhipcau.vacancies.actions import drop_sheet, upload_sheet
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.vacancies.places import small_map
from tests.vacancies.sheets import GOOD, csv


@pytest.fixture(autouse=True)
def here(db: None) -> None:
    small_map()


def test_the_file_itself_is_kept_for_those_who_may_see_its_lines(db: None) -> None:
    employer = EmployerFactory()
    body = csv(GOOD)
    sheet = upload_sheet(
        name="a.csv", body=body, employer=employer, centre=employer.centre, by=recruiter(employer), now=NOON
    )

    assert files.read(sheet.file) == body
    assert files.may_open(recruiter(employer), sheet.file)
    assert not files.may_open(recruiter(), sheet.file)


def test_a_dropped_sheet_takes_its_file_along(db: None) -> None:
    employer = EmployerFactory()
    by = recruiter(employer)
    sheet = upload_sheet(name="a.csv", body=csv(GOOD), employer=employer, centre=employer.centre, by=by, now=NOON)

    drop_sheet(sheet=sheet, by=by, now=NOON)

    assert not files.StoredFile.objects.exists()
