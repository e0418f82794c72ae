"""The pages, the PDF and the Excel file of a centre's own report."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.interviews.models import Stage
from nhipcau.statistics import api as statistics
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.web.conftest import cost_of
from tests.reference.factories import ProvinceFactory
from tests.statistics.test_centre_reports import met_at

PAGES = ("own-report", "own-report-pdf", "own-report-sheet")
OWN = "/bao-cao/diem/"
LONG = (
    "Trung tâm Dịch vụ việc làm và Giáo dục nghề nghiệp thường xuyên tỉnh Bà Rịa – Vũng Tàu (cơ sở 2, huyện Xuyên Mộc)"
)


@pytest.fixture
def partner(db: None) -> Centre:
    made: Centre = CentreFactory(
        name=LONG, superior="Sở Nội vụ tỉnh Bà Rịa – Vũng Tàu", document_sign="TTDVVL", signatory="Vàng Thị Mỷ",
        signatory_title="Giám đốc", province=ProvinceFactory(name="Hồ Chí Minh"),
    )  # fmt: skip
    return made


@pytest.fixture
def site(partner: Centre) -> SessionSite:
    session = SessionSiteFactory(session=FairSessionFactory(closed=True)).session
    made: SessionSite = SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    met_at(made, Stage.OFFER_ACCEPTED)
    return made


def page(name: str, site: SessionSite) -> str:
    return reverse(f"statistics:{name}", args=[site.session_id, site.centre_id])


@pytest.mark.parametrize("role", [Role.SITE_OFFICER, Role.OPERATOR, Role.MANAGER])
def test_the_centre_reads_its_own_report_under_its_own_name(site: SessionSite, role: Role) -> None:
    client = sign_in(Client(), staff(role, site.centre))

    listed = client.get(reverse("statistics:own-reports"))
    shown = client.get(page("own-report", site))

    assert page("own-report", site) in listed.content.decode()
    assert LONG in shown.content.decode()
    assert [one.number for one in shown.context["paper"].figures] == ["1", "1", "1", "0", "0"]


@pytest.mark.parametrize("name", PAGES)
def test_neither_the_host_nor_a_third_centre_reads_it(site: SessionSite, name: str) -> None:
    for stranger in (staff(Role.MANAGER, site.session.centre), staff(Role.MANAGER)):
        assert sign_in(Client(), stranger).get(page(name, site)).status_code == 404
    own = sign_in(Client(), staff(Role.MANAGER, site.centre))
    assert own.get(page(name, site)).status_code == 200
    host = reverse(f"statistics:{name}", args=[site.session_id, site.session.centre_id])
    assert own.get(host).status_code == 404


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.COUNSELLOR, Role.ARCHIVE])
def test_other_roles_of_the_centre_do_not_read_it(site: SessionSite, role: Role) -> None:
    assert sign_in(Client(), staff(role, site.centre)).get(page("own-report", site)).status_code == 403


def test_the_pdf_is_one_and_the_sheet_carries_the_same_figures(site: SessionSite) -> None:
    statistics.freeze_report(session=site.session, by=None, now=NOON)
    client = sign_in(Client(), staff(Role.MANAGER, site.centre))

    pdf = client.get(page("own-report-pdf", site))
    book = openpyxl.load_workbook(io.BytesIO(client.get(page("own-report-sheet", site)).content))

    assert pdf.content.startswith(b"%PDF-")
    assert [row[1].value for row in book.worksheets[0].iter_rows(min_row=4, max_row=8)] == [1, 1, 1, 0, 0]


def test_the_list_costs_the_same_for_one_and_three_sessions(partner: Centre) -> None:
    client = sign_in(Client(), staff(Role.MANAGER, partner))

    def joins() -> None:
        session: FairSession = FairSessionFactory(closed=True)
        SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)

    joins()
    one = cost_of(client, reverse("statistics:own-reports"))
    joins()
    joins()
    assert cost_of(client, reverse("statistics:own-reports")) == one


def test_a_centre_with_two_sites_has_one_line_and_one_report(site: SessionSite) -> None:
    SessionSiteFactory(session=site.session, centre=site.centre, role=SessionSite.Role.MEETING_POINT)
    client = sign_in(Client(), staff(Role.MANAGER, site.centre))
    assert len(client.get(reverse("statistics:own-reports")).context["page"].object_list) == 1


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.MANAGER])
def test_a_linked_centre_finds_its_report_from_the_desk_and_from_the_reports(site: SessionSite, role: Role) -> None:
    client = sign_in(Client(), staff(role, site.centre))

    tasks = {task.url for task in client.get(reverse("desk")).context["tasks"]}
    reports = client.get(reverse("statistics:reports")).text

    assert OWN in tasks
    assert f'href="{OWN}"' in reports
    assert "nằm ở báo cáo các điểm của mình" in reports


def test_who_hosts_sessions_too_finds_both_lists(site: SessionSite) -> None:
    hosted = FairSessionFactory(centre=site.centre, closed=True)
    client = sign_in(Client(), staff(Role.OPERATOR, site.centre))

    page = client.get(reverse("statistics:reports"))

    assert page.context["sessions"] == [hosted]
    assert f'href="{OWN}"' in page.text


@pytest.mark.parametrize("role", [Role.SITE_OFFICER, Role.OPERATOR, Role.MANAGER])
def test_without_any_report_of_its_own_nothing_leads_to_them(partner: Centre, role: Role) -> None:
    client = sign_in(Client(), staff(role, partner))

    assert OWN not in {task.url for task in client.get(reverse("desk")).context["tasks"]}
    if role != Role.SITE_OFFICER:
        assert OWN not in client.get(reverse("statistics:reports")).text
