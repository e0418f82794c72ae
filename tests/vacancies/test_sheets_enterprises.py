"""A centre sends a sheet of several enterprises."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer, State
from nhipcau.vacancies.actions import (
    CannotPublish,
    publish_vacancy,
    take_in,
)
from nhipcau.vacancies.models import Sheet, Vacancy
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter, tax_code
from tests.reference.factories import OccupationFactory
from tests.vacancies.places import Map, small_map
from tests.vacancies.sheets import GOOD, HEADINGS, OTHER, outcomes, read, uploaded

pytestmark = pytest.mark.django_db
WITH_NAMES = [*HEADINGS, "Tên doanh nghiệp", "Mã số thuế"]


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


def test_a_centre_sends_a_sheet_of_several_enterprises(employer: Employer, operator: User) -> None:
    known, branch = tax_code(5000), tax_code(5001)
    coded = EmployerFactory(centre=employer.centre, tax_code=known)
    rows = [
        [*GOOD, employer.name.upper(), ""],
        [*OTHER, "Tên gì cũng được", known],
        [*GOOD, "Công ty Mới", branch],
        [*OTHER, "công ty mới", branch],
    ]

    sheet = read(employer, operator, *rows, headings=WITH_NAMES, several=True)
    take(sheet, operator)

    new = Employer.objects.get(tax_code=branch)
    assert (new.name, new.state, new.centre) == ("Công ty Mới", State.WAITING, employer.centre)
    assert list(Vacancy.objects.order_by("pk").values_list("employer", flat=True)) == [
        employer.pk,
        coded.pk,
        new.pk,
        new.pk,
    ]
    with pytest.raises(CannotPublish):
        publish_vacancy(vacancy=Vacancy.objects.filter(employer=new)[0], by=operator, now=NOON)


def test_a_new_enterprise_is_known_when_its_sheet_comes_again(employer: Employer, operator: User) -> None:
    row = [*GOOD, "Công ty Mới", ""]
    take(read(employer, operator, row, headings=WITH_NAMES, several=True), operator)

    again = read(employer, operator, row, [*OTHER, "CÔNG TY MỚI", ""], headings=WITH_NAMES, several=True)

    assert outcomes(again) == ["repeated", "good"]
    take(again, operator)
    assert Employer.objects.filter(name__iexact="công ty mới").count() == 1


def test_an_enterprise_that_cannot_be_told_is_a_problem_of_the_line(employer: Employer, operator: User) -> None:
    for _twice in range(2):
        EmployerFactory(centre=employer.centre, name="Công ty Trùng Tên")
    elsewhere = EmployerFactory()
    rows = [
        [*GOOD, "Công ty Trùng Tên", ""],
        [*GOOD, "", ""],
        [*GOOD, "Công ty X", "123"],
        [*GOOD, elsewhere.name, elsewhere.tax_code],
    ]

    sheet = read(employer, operator, *rows, headings=WITH_NAMES, several=True)

    codes = [row.problems[0]["code"] for row in sheet.rows.order_by("number")]
    assert codes == ["employer_two", "employer_missing", "tax_code_wrong", "employer_other"]


def test_who_may_not_open_files_asks_a_colleague(employer: Employer) -> None:
    counsellor = staff(Role.COUNSELLOR, employer.centre)

    sheet = read(employer, counsellor, [*GOOD, "Công ty Mới", ""], headings=WITH_NAMES, several=True)

    assert sheet.rows.get().problems[0]["code"] == "employer_unknown"
    assert Employer.objects.count() == 1


def test_a_recruiter_may_not_send_for_the_whole_centre(employer: Employer, by: User) -> None:
    with pytest.raises(PermissionDenied):
        uploaded(employer, by, GOOD, several=True)


def test_centres_keep_apart(employer: Employer, operator: User) -> None:
    """A name known at another centre is not this centre's enterprise."""
    EmployerFactory(name="Công ty Bên Kia", centre=CentreFactory())

    sheet = read(employer, operator, [*GOOD, "Công ty Bên Kia", ""], headings=WITH_NAMES, several=True)

    assert "id" not in sheet.rows.get().reading["whose"]


def test_a_new_enterprise_named_with_and_without_its_tax_code_is_one(employer: Employer, operator: User) -> None:
    rows = [[*GOOD, "Công ty Mới", ""], [*OTHER, "CÔNG TY MỚI", tax_code(5002)]]

    take(read(employer, operator, *rows, headings=WITH_NAMES, several=True), operator)

    new = Employer.objects.get(tax_code=tax_code(5002))
    assert set(Vacancy.objects.values_list("employer", flat=True)) == {new.pk}
