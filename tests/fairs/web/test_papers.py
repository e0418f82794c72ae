"""Papers of a session: every one is a PDF whatever the names are, and names of people stay with their own centre."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, Participation, SessionSite
from nhipcau.fairs.queries import papers as queries
from nhipcau.fairs.queries.result_sheets import sheets_at
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.documents import api as documents
from tests.centres.factories import PlaceFactory, staff
from tests.fairs.factories import (
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.fairs.web.conftest import at, cost_of, opened_by
from tests.interviews.factories import DeskFactory
from tests.reference.factories import IndustryFactory

pytestmark = pytest.mark.django_db
LONG = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Quang Châu"
LONGER = (f"{LONG} " * 3).strip()[:250]
PERSON = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Thanh Phương Thảo"
OF_A_SITE = ("paper-wall", "paper-plates", "paper-enterprises", "paper-people", "paper-results")
NAMING = ("paper-people", "paper-results")
OF_A_SESSION = ("paper-letters", "announcing-poster")
Sits = Callable[..., Participation]


@pytest.fixture
def hall(session: FairSession) -> SessionSite:
    return session.sites.get(role=SessionSite.Role.HOST)


@pytest.fixture
def sits(hall: SessionSite) -> Sits:
    """An enterprise at a table of the hall, or in a room online, with one opening."""

    def seat(number: int, name: str = LONG, *, online: bool = False, openings: int = 1) -> Participation:
        one: Participation = ParticipationFactory(
            session=hall.session, site=None if online else hall, online=online, employer__name=name
        )
        place, channel = (None, "online") if online else (hall.place, "onsite")
        DeskFactory(
            occasion_kind="fair", occasion_id=hall.session_id, employer=one.employer, centre=hall.centre,
            place=place, channel=channel, number=number,
        )  # fmt: skip
        SessionVacancyFactory.create_batch(openings, participation=one, vacancy__title="Công nhân may công nghiệp")
        return one

    return seat


@pytest.fixture
def point(session: FairSession) -> SessionSite:
    """A meeting point of another centre."""
    place = PlaceFactory()
    made: SessionSite = SessionSiteFactory(session=session, centre=place.centre, place=place, role="meeting_point")
    return made


def paper(client: Client, name: str, of: int) -> bytes:
    address = reverse(f"fairs:{name}", args=[of])
    answer = client.post(address) if name in NAMING else client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    return bytes(answer.content)


@pytest.mark.parametrize("name", [*OF_A_SITE, *OF_A_SESSION])
def test_an_empty_session_has_its_papers_too(operator: Client, hall: SessionSite, name: str) -> None:
    paper(operator, name, hall.pk if name in OF_A_SITE else hall.session_id)


@pytest.mark.parametrize("name", [*OF_A_SITE, *OF_A_SESSION])
def test_long_names_break_no_paper(operator: Client, hall: SessionSite, sits: Sits, name: str) -> None:
    sits(1, LONGER, openings=8)
    RegistrationFactory(site=hall, seeker__full_name=f"{PERSON} {PERSON}")
    paper(operator, name, hall.pk if name in OF_A_SITE else hall.session_id)


def test_a_long_title_and_theme_stay_on_one_poster(operator: Client, session: FairSession) -> None:
    FairSession.objects.filter(pk=session.pk).update(title=LONG, theme=LONG)
    for size in ("a3", "a4"):
        body = operator.get(at("announcing-poster", session), {"kho": size}).content
        assert documents.pages_of(body) == 1


def test_each_table_has_its_plate_and_each_enterprise_its_letter(
    operator: Client, hall: SessionSite, sits: Sits
) -> None:
    first, _second, _online = sits(1), sits(2, "Công ty May"), sits(3, online=True)
    assert documents.pages_of(paper(operator, "paper-plates", hall.pk)) == 2
    assert documents.pages_of(paper(operator, "paper-letters", hall.session_id)) == 3
    assert documents.pages_of(paper(operator, "paper-letter", first.pk)) == 1


def test_164_enterprises_have_each_a_letter_and_a_plate(operator: Client, hall: SessionSite, sits: Sits) -> None:
    """How long the papers take is measured by `python -m bench.papers`."""
    for number in range(1, 165):
        sits(number, f"{LONG} {number}" if number % 3 else f"Công ty số {number}", openings=2)
    pages = {name: documents.pages_of(paper(operator, name, hall.pk)) for name in ("paper-wall", "paper-enterprises")}
    assert min(pages.values()) > 1
    assert documents.pages_of(paper(operator, "paper-plates", hall.pk)) == 164
    assert documents.pages_of(paper(operator, "paper-letters", hall.session_id)) == 164


def test_the_wall_names_table_room_sector_and_pay(hall: SessionSite, sits: Sits) -> None:
    sewing = sits(12, "Công ty May")
    sewing.employer.industry = IndustryFactory(name="May trang phục")
    sewing.employer.save(update_fields=["industry"])
    sits(7, "Công ty Xa", online=True)

    sectors = queries.sectors_at(hall)

    assert [sector.name for sector in sectors] == ["May trang phục", "Ngành khác"]
    line, far = sectors[0].lines[0], sectors[1].lines[0]
    assert (line.seat, line.enterprise, line.heads, line.pay) == ("Bàn 12", "Công ty May", 10, "9–12 triệu/tháng")
    assert far.seat == "Trực tuyến, phòng 7"


def test_a_linked_site_reads_rooms_and_no_tables_of_the_hall(point: SessionSite, hall: SessionSite, sits: Sits) -> None:
    both = sits(12, "Công ty Cả Hai")
    Participation.objects.filter(pk=both.pk).update(online=True)
    DeskFactory(
        occasion_kind="fair", occasion_id=hall.session_id, employer=both.employer, centre=hall.centre,
        place=None, channel="online", number=31,
    )  # fmt: skip
    sits(13, "Công ty Chỉ Ở Sảnh")

    lines = [line for sector in queries.sectors_at(point) for line in sector.lines]

    assert [(line.enterprise, line.seat) for line in lines] == [("Công ty Cả Hai", "Trực tuyến, phòng 31")]
    assert queries.seats_at(point) == []


def test_the_sheet_has_a_row_for_each_opening(operator: Client, hall: SessionSite, sits: Sits) -> None:
    sits(1, "=HYPERLINK(1)", openings=2)
    book = openpyxl.load_workbook(io.BytesIO(operator.get(reverse("fairs:paper-wall-sheet", args=[hall.pk])).content))
    rows = list(book.active.iter_rows(min_row=4, values_only=True))
    assert [row[2] for row in rows] == ["=HYPERLINK(1)"] * 2
    assert book.active.cell(4, 3).data_type == "s"
    assert [row[4] for row in rows] == [10, 10]


@pytest.mark.parametrize("many", [1, 5])
def test_rows_cost_the_same_for_one_or_many(
    hall: SessionSite, sits: Sits, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(1, many + 1):
        sits(number, f"Công ty {number}", openings=2)
        RegistrationFactory(site=hall)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        queries.sectors_at(hall)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        queries.seats_at(hall)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        queries.guests_of(hall)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        queries.letters_of(hall.session, lambda one: str(one.pk), str)


def test_the_page_costs_the_same_for_one_site_or_three(operator: Client, session: FairSession) -> None:
    one = cost_of(operator, at("papers", session))
    for _more in range(2):
        place = PlaceFactory()
        SessionSiteFactory(session=session, centre=place.centre, place=place, role="meeting_point")
    assert cost_of(operator, at("papers", session)) == one


def test_people_are_on_paper_at_their_own_site_only_and_it_is_written_down(
    operator: Client, point: SessionSite, hall: SessionSite
) -> None:
    RegistrationFactory(site=point, seeker__full_name="Người Của Nơi Khác")
    RegistrationFactory(site=hall, seeker__full_name="Người Của Sảnh")

    assert operator.post(reverse("fairs:paper-people", args=[point.pk])).status_code == 404
    assert not AuditRecord.objects.filter(action="papers.people_list").exists()
    assert [guest.name for guest in queries.guests_of(hall)] == ["Người Của Sảnh"]
    paper(operator, "paper-people", hall.pk)

    noted = AuditRecord.objects.get(action="papers.people_list")
    assert (noted.target_id, noted.details) == (str(hall.pk), {"people": 1})


def test_a_sheet_of_results_names_who_wished_for_the_table_and_is_noted(
    operator: Client, hall: SessionSite, point: SessionSite, sits: Sits
) -> None:
    opening = SessionVacancyFactory(participation=sits(3))
    for site, number, name in ((hall, 9, "Trần Văn Nam"), (hall, 4, "Nguyễn Thị Thu Hường"), (point, 5, "Người Xa")):
        ticket = RegistrationFactory(site=site, number=number, seeker__full_name=name)
        WishFactory(registration=ticket, session_vacancy=opening)

    [(_seat, people)] = sheets_at(hall)

    assert [(one.number, one.name) for one in people] == [(4, "Nguyễn Thị Thu H."), (9, "Trần Văn N.")]
    assert documents.pages_of(paper(operator, "paper-results", hall.pk)) == 1
    assert operator.post(reverse("fairs:paper-results", args=[point.pk])).status_code == 404
    assert AuditRecord.objects.get(action="papers.result_sheets").details == {"people": 2}


def test_the_host_prints_what_names_nobody_for_linked_sites(operator: Client, point: SessionSite) -> None:
    page = operator.get(at("papers", point.session))
    assert [own for _site, own, _tables in page.context["rows"]] == [True, False]
    for name in ("paper-wall", "paper-plates", "paper-enterprises"):
        paper(operator, name, point.pk)


def test_an_officer_has_the_papers_of_the_own_site_and_no_other(point: SessionSite, hall: SessionSite) -> None:
    officer = opened_by(staff(Role.SITE_OFFICER, point.centre))
    page = officer.get(at("papers", point.session))
    assert ([site.pk for site, _own, _tables in page.context["rows"]], page.context["plans"]) == ([point.pk], False)
    for name in OF_A_SITE:
        paper(officer, name, point.pk)
        address = reverse(f"fairs:{name}", args=[hall.pk])
        assert (officer.post if name in NAMING else officer.get)(address).status_code == 404
    for name in (*OF_A_SESSION, "announcing"):
        assert officer.get(at(name, point.session)).status_code == 403


@pytest.mark.parametrize("name", ["papers", "paper-letters", "announcing", "announcing-poster"])
def test_another_centre_finds_nothing(stranger: Client, session: FairSession, name: str) -> None:
    assert stranger.get(at(name, session)).status_code == 404


def test_the_front_desk_prints_nothing(desk: Client, session: FairSession) -> None:
    assert desk.get(at("papers", session)).status_code == 403


def test_papers_are_vietnamese_whatever_the_page_is(operator: Client, host: Centre, hall: SessionSite) -> None:
    operator.cookies["django_language"] = "en"
    book = openpyxl.load_workbook(io.BytesIO(operator.get(reverse("fairs:paper-wall-sheet", args=[hall.pk])).content))
    assert book.active.cell(3, 1).value == "Ngành"
    assert "Papers to print" in operator.get(at("papers", hall.session)).text
