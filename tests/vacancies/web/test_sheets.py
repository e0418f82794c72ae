"""The pages of uploaded sheets: sent, named, mended, taken in; with scripts and without."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.live.api import may_watch
from nhipcau.vacancies.actions import sheets
from nhipcau.vacancies.actions.sheets_reading import read_waiting
from nhipcau.vacancies.models import Sheet, Vacancy
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory, RecruiterFactory, recruiter
from tests.vacancies.places import small_map
from tests.vacancies.sheets import BAD, GOOD, HEADINGS, OTHER, csv, outcomes, read, uploaded

pytestmark = pytest.mark.django_db
SHEETS = reverse("vacancies:sheets")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def employer() -> Employer:
    small_map()
    return EmployerFactory()


@pytest.fixture
def by(employer: Employer) -> User:
    return recruiter(employer)


@pytest.fixture
def desk(client: Client, by: User) -> Client:
    return sign_in(client, by)


def url(name: str, sheet: Sheet) -> str:
    return reverse(f"vacancies:{name}", args=[sheet.pk])


def sent(body: bytes, name: str = "viec.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, body)}


def named(sheet: Sheet, **more: str) -> dict[str, str]:
    return {f"cot-{name}": str(at) for name, at in sheet.columns.items()} | more


def test_a_sheet_goes_from_the_file_to_the_review_desk(desk: Client, employer: Employer) -> None:
    answer = desk.post(SHEETS, sent(csv(GOOD, OTHER)))
    sheet = Sheet.objects.get()
    assert answer.url == url("sheet-columns", sheet)
    assert "9-12 triệu" in desk.get(answer.url).text

    answer = desk.post(url("sheet-columns", sheet), named(sheet))
    assert answer.url == url("sheet", sheet)
    assert "Công nhân may" in desk.get(answer.url).text

    desk.post(url("sheet-take", sheet))
    assert Vacancy.objects.filter(employer=employer).count() == 2
    assert reverse("vacancies:mine") in desk.get(url("sheet", sheet)).text


def test_a_file_that_is_no_sheet_says_so_beside_the_field(desk: Client) -> None:
    answer = desk.post(SHEETS, sent(b"%PDF-1.7", "a.pdf"))

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Sheet.objects.exists()


def test_a_file_that_is_too_large_is_not_even_read(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nhipcau.vacancies.web.sheets_forms.MOST_BYTES", 10)

    assert desk.post(SHEETS, sent(csv(GOOD))).context["form"].errors["file"]
    assert not Sheet.objects.exists()


def test_who_recruits_for_two_says_for_which_and_not_for_a_third(desk: Client, by: User, employer: Employer) -> None:
    second = RecruiterFactory(user=by).employer
    stranger = EmployerFactory()

    assert desk.post(SHEETS, sent(csv(GOOD))).context["form"].errors["for_whom"]
    assert desk.post(SHEETS, sent(csv(GOOD)) | {"for_whom": f"dn-{stranger.pk}"}).status_code == 422
    assert desk.post(SHEETS, sent(csv(GOOD)) | {"for_whom": f"tt-{employer.centre_id}"}).status_code == 422
    assert not Sheet.objects.exists()

    desk.post(SHEETS, sent(csv(GOOD)) | {"for_whom": f"dn-{second.pk}"})
    assert Sheet.objects.get().employer == second


def test_staff_send_a_sheet_that_names_its_enterprises(client: Client, employer: Employer) -> None:
    operator = staff(Role.OPERATOR, employer.centre)
    sign_in(client, operator)

    client.post(SHEETS, sent(csv([*GOOD, employer.name], headings=[*HEADINGS, "Doanh nghiệp"])))

    sheet = Sheet.objects.get()
    assert (sheet.employer, sheet.centre, sheet.columns["employer"]) == (None, employer.centre, 4)
    client.post(url("sheet-columns", sheet), named(sheet))
    assert employer.name in client.get(url("sheet", sheet)).text


def test_a_column_that_must_be_named_is_asked_for_and_nothing_chosen_is_lost(
    desk: Client, employer: Employer, by: User
) -> None:
    sheet = uploaded(employer, by, ["May", "9"], headings=["Tên công việc", "Cột lạ"])

    answer = desk.post(url("sheet-columns", sheet), {"cot-title": "0", "cot-pay": "", "chung-place": "Bắc Ninh"})

    assert answer.status_code == 422
    fields = {one.name: one for one in answer.context["front"]}
    assert fields["pay"].wrong
    assert fields["place"].fixed == "Bắc Ninh"

    answer = desk.post(url("sheet-columns", sheet), {"cot-title": "0", "cot-pay": "1", "chung-place": "Bắc Ninh"})
    assert answer.url == url("sheet", sheet)
    assert outcomes(sheet) == ["good"]


def test_odd_choices_of_columns_are_left_out(desk: Client, employer: Employer, by: User) -> None:
    sheet = uploaded(employer, by, GOOD)

    desk.post(url("sheet-columns", sheet), named(sheet, **{"cot-shift": "99", "cot-headcount": "x", "cot-hack": "1"}))

    sheet.refresh_from_db()
    assert sheet.columns == {"title": 0, "pay": 2, "place": 3}


def test_bad_cells_are_marked_with_words_and_mended_where_they_stand(
    desk: Client, employer: Employer, by: User
) -> None:
    sheet = read(employer, by, GOOD, BAD)

    page = desk.get(url("sheet", sheet))
    assert 'name="d3-pay"' in page.text
    assert 'value="500 USD"' in page.text
    assert 'name="d2-pay"' not in page.text

    answer = desk.post(
        url("sheet-mend", sheet),
        {
            "d3-title": "Lái xe",
            "d3-headcount": "2",
            "d3-pay": "10 triệu",
            "d3-place": "Bắc Ninh",
            "dong": "3",
            "xem": "sai",
        },
    )
    assert answer.status_code == 302
    assert outcomes(sheet) == ["good", "good"]


def test_htmx_gets_the_line_and_the_new_counts(desk: Client, employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, BAD)

    answer = desk.post(
        url("sheet-mend", sheet),
        {"d3-title": "Lái xe", "d3-headcount": "2", "d3-pay": "10 triệu", "d3-place": "Bắc Ninh", "dong": "3"},
        headers=HTMX,
    )

    assert answer.status_code == 200
    assert 'id="dong-3"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert answer.context["counts"].good == 2


def test_typed_and_unsaved_cells_are_saved_before_anything_comes_in(desk: Client, employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, BAD)

    desk.post(url("sheet-take", sheet), {"d3-title": "Lái xe", "d3-pay": "500 USD", "de-lai": "1"})

    assert not Vacancy.objects.exists()
    assert sheet.rows.get(number=3).mended == {"title": "Lái xe"}

    desk.post(url("sheet-take", sheet), {"d3-title": "Lái xe", "d3-pay": "500 USD", "de-lai": "1"})
    assert Vacancy.objects.count() == 1


def test_bad_lines_are_left_out_only_when_the_box_is_ticked(desk: Client, employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, BAD)

    desk.post(url("sheet-take", sheet))
    assert not Vacancy.objects.exists()

    desk.post(url("sheet-take", sheet), {"de-lai": "1"})
    assert outcomes(sheet) == ["in", "left"]


def test_while_a_job_reads_the_page_says_how_far_it_is(
    desk: Client, employer: Employer, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 0)
    sheet = read(employer, by, GOOD)

    page = desk.get(url("sheet", sheet))
    assert f"sheet:{sheet.pk}" in page.text
    assert "<progress" in desk.get(url("sheet", sheet), headers=HTMX).text
    assert may_watch(by, f"sheet:{sheet.pk}")
    assert not may_watch(recruiter(), f"sheet:{sheet.pk}")

    read_waiting(sheet=sheet, by=by, now=NOON)
    assert desk.get(url("sheet", sheet), headers=HTMX)["HX-Refresh"] == "true"

    desk.post(url("sheet-take", sheet))
    assert "<progress" in desk.get(url("sheet", sheet)).text
    assert desk.get(url("sheet-columns", sheet)).url == url("sheet", sheet)


def test_a_line_cannot_be_mended_once_it_came_in(desk: Client, employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD)
    desk.post(url("sheet-take", sheet))

    desk.post(url("sheet-mend", sheet), {"d2-title": "Khác"})

    assert Vacancy.objects.get().title == "Công nhân may"
    assert sheet.rows.get().mended == {}


def test_a_sheet_is_forgotten_unless_it_came_in(desk: Client, employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD)
    desk.post(url("sheet-drop", sheet))
    assert not Sheet.objects.exists()

    sheet = read(employer, by, GOOD)
    desk.post(url("sheet-take", sheet))
    desk.post(url("sheet-drop", sheet))
    assert Sheet.objects.get() == sheet


def test_nobody_elses_sheet_is_there(client: Client, employer: Employer, by: User) -> None:
    sheet = read(employer, by, GOOD, BAD)
    for stranger in (recruiter(), staff(Role.OPERATOR)):
        sign_in(client, stranger)
        assert sheet.name not in client.get(SHEETS).text
        for name in ("sheet", "sheet-columns", "sheet-rest"):
            assert client.get(url(name, sheet)).status_code == 404
        for name in ("sheet-columns", "sheet-mend", "sheet-take", "sheet-drop"):
            assert client.post(url(name, sheet), {"d3-title": "x", "de-lai": "1"}).status_code == 404
    sign_in(client, staff(Role.FRONT_DESK, employer.centre))
    assert client.get(SHEETS).status_code == 403
    assert outcomes(sheet) == ["good", "bad"]
    assert not Vacancy.objects.exists()


def test_more_sheets_and_more_lines_cost_no_more_queries(desk: Client, employer: Employer, by: User) -> None:
    one = read(employer, by, GOOD)
    few = queries_of(desk, SHEETS), queries_of(desk, url("sheet", one))

    many = read(employer, by, *([f"Công nhân {n}", *GOOD[1:]] for n in range(3)))
    uploaded(employer, by, GOOD)

    assert (queries_of(desk, SHEETS), queries_of(desk, url("sheet", many))) == few
