"""The pages where a site's people come in by a list and go out by one."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.seekers.models import PeopleSheet
from tests.centres.factories import CentreFactory, staff
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.fairs.web.conftest import cost_of, opened_by
from tests.seekers.factories import SeekerFactory
from tests.seekers.test_people_sheet import GOOD, OTHER, book


@pytest.fixture
def site(db: None) -> SessionSite:
    made: SessionSite = SessionSiteFactory(
        session=FairSessionFactory(), centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT
    )
    return made


@pytest.fixture
def officer(site: SessionSite) -> Client:
    return opened_by(staff(Role.SITE_OFFICER, site.centre))


def at(name: str, site: SessionSite, *more: int) -> str:
    return reverse(f"fairs:{name}", args=[site.pk, *more])


def upload(body: bytes) -> dict[str, SimpleUploadedFile]:
    return {"list": SimpleUploadedFile("ds.xlsx", body)}


def test_a_list_is_looked_at_before_it_is_taken(officer: Client, site: SessionSite) -> None:
    bad = ("3", "Lê Thị A", "1990", "Nữ", "", "", "", "Có")
    answer = officer.post(at("people-in", site), upload(book(GOOD, OTHER, bad)))
    page = answer.headers["Location"]

    looked = officer.get(page).content.decode()
    assert "Nguyễn Thị Thu Hường" in looked
    assert "Mới có năm sinh" in looked
    assert not Registration.objects.exists()
    taken = officer.post(page, follow=True).content.decode()

    assert Registration.objects.filter(site=site).count() == 2
    assert "Lê Thị A" in taken


def test_what_is_no_list_is_refused_beside_the_field(officer: Client, site: SessionSite) -> None:
    answer = officer.post(at("people-in", site), upload(b"%PDF-1.4 x"))
    assert (answer.status_code, PeopleSheet.objects.count()) == (422, 0)


def test_lists_of_others_and_sites_of_others_are_not_found(officer: Client, site: SessionSite) -> None:
    page = officer.post(at("people-in", site), upload(book(GOOD))).headers["Location"]
    hall = SessionSiteFactory(session=site.session)
    sheet = PeopleSheet.objects.get()
    host = opened_by(staff(Role.OPERATOR, site.session.centre))
    colleague = opened_by(staff(Role.SITE_OFFICER, site.centre))

    for client in (host, colleague):
        assert client.get(page).status_code == 404
        assert client.post(page).status_code == 404
    assert officer.get(at("people-in", hall)).status_code == 404
    assert officer.post(at("people-lines", hall, sheet.pk)).status_code == 404
    assert not Registration.objects.exists()
    assert officer.get(page).status_code == 200


def test_the_empty_list_has_headings_that_are_understood(officer: Client, site: SessionSite) -> None:
    body = officer.get(reverse("fairs:people-empty")).content
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[1]
    filled = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    officer.post(at("people-in", site), upload(book(filled[1], headings=filled[0])))
    officer.post(at("people-lines", site, PeopleSheet.objects.get().pk))
    assert Registration.objects.get().seeker.full_name == "Nguyễn Thị Thu Hường"


def test_the_manager_takes_the_list_out_for_a_purpose(site: SessionSite) -> None:
    person = SeekerFactory(full_name="=1+1 Lan", centre=site.centre)
    RegistrationFactory(site=site, seeker=person, number=1001)
    manager = opened_by(staff(Role.MANAGER, site.centre))

    assert manager.post(at("people-out", site), {"purpose": ""}).status_code == 422
    assert manager.post(at("people-out", site), {"purpose": "x"}).status_code == 422
    answer = manager.post(at("people-out", site), {"purpose": "Báo cáo Sở Nội vụ"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "Báo cáo Sở Nội vụ" in rows[0][0]
    assert rows[3][:3] == [1001, "=1+1 Lan", 1998]
    assert sheet.cell(4, 2).data_type == "s"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", [Role.SITE_OFFICER, Role.OPERATOR, Role.FRONT_DESK])
def test_others_do_not_take_it_out(site: SessionSite, role: Role) -> None:
    assert opened_by(staff(role, site.centre)).get(at("people-out", site)).status_code == 403
    host = opened_by(staff(Role.MANAGER, site.session.centre))
    assert host.get(at("people-out", site)).status_code == 404
    assert opened_by(staff(Role.MANAGER, site.centre)).get(at("people-out", site)).status_code == 200


def rows(count: int) -> list[tuple[str, ...]]:
    """So many good lines about so many people."""
    born = [date(1990, 1, 1) + timedelta(days=number) for number in range(count)]
    return [(str(day.day), "Trần Văn Tư", f"{day:%d/%m/%Y}", "Nam", "", "", "", "x") for day in born]


def test_thirty_lines_are_looked_up_with_the_queries_of_one(officer: Client, site: SessionSite) -> None:
    one = officer.post(at("people-in", site), upload(book(*rows(1)))).headers["Location"]
    thirty = officer.post(at("people-in", site), upload(book(*rows(30)))).headers["Location"]

    assert cost_of(officer, thirty) == cost_of(officer, one)


def test_fifty_lines_stand_on_a_page_and_taking_takes_all(officer: Client, site: SessionSite) -> None:
    bad = ("99", "Lê Thị A", "1990", "Nữ", "", "", "", "Có")
    sent = officer.post(at("people-in", site), upload(book(bad, *rows(60)))).headers["Location"]

    first, second = officer.get(sent), officer.get(sent, {"page": 2})

    assert [page.content.decode().count("data-row") for page in (first, second)] == [50, 11]
    for page in (first, second):
        assert "60 dòng nhận được, 1 dòng chưa" in page.content.decode()
    assert ("Lê Thị A" in first.text, "Lê Thị A" in second.text) == (True, False)
    officer.post(sent)
    assert Registration.objects.filter(site=site).count() == 60
