"""The pages of the fairs before a real browser: phone and desk, both languages, real-length names, axe."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.foundation.text.api import search_text
from tests.browser import DESK, PHONE
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.employers.factories import EmployerFactory, recruiter
from tests.fairs.factories import (
    STARTS,
    FairSeriesFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.interviews.factories import DeskFactory, QueueTicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"
Fair = dict[str, str | User]


@pytest.fixture
def fair() -> Fair:
    """A running session with two sites; one enterprise is busy, one is late, one asks to take part."""
    centre = CentreFactory(name="Trung tâm Dịch vụ việc làm (mẫu)", short_name="DVVL (mẫu)", phone="02043555777")
    session = FairSessionFactory(centre=centre, running=True, title="Phiên giao dịch việc làm định kỳ thứ Năm")
    hall = SessionSiteFactory(session=session, place=PlaceFactory(centre=centre, name="Sảnh tầng 1"), opened_at=STARTS)
    SessionSiteFactory(session=session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
    employer = EmployerFactory(name=LONG, search=search_text(LONG), contact_phone="0912345678", centre=centre)
    busy = _takes_part(session, hall, employer=employer, state="present")
    QueueTicketFactory.create_batch(3, desk=busy)
    _takes_part(session, hall, state="approved")
    asks = ParticipationFactory(session=session, site=hall, state="applied", online=True)
    SessionVacancyFactory(participation=asks)
    RegistrationFactory(site=hall, seeker__full_name="Nguyễn Thị Thu Hường")
    series = FairSeriesFactory(centre=centre)
    operator, hirer = staff(Role.OPERATOR, centre), recruiter(employer)
    return _addresses(centre, session, hall, series.pk, session.participations.get(employer=employer).pk) | {
        "operator": operator,
        "hirer": hirer,
    }


def _takes_part(session: FairSession, hall: SessionSite, **said: object) -> object:
    participation = ParticipationFactory(session=session, site=hall, **said)
    SessionVacancyFactory(participation=participation, headcount=550, vacancy__title="Lắp ráp linh kiện điện tử")
    return DeskFactory(occasion_id=session.pk, employer=participation.employer, centre=session.centre, place=hall.place)


def _addresses(centre: Centre, session: FairSession, hall: SessionSite, series: int, participation: int) -> Fair:
    coming = SessionSiteFactory(session=FairSessionFactory(centre=centre)).session
    pages = {name: reverse(f"fairs:{name}", args=[session.pk]) for name in ("session", "openings", "plan", "sites")}
    pages |= {name: reverse(f"fairs:{name}", args=[session.pk]) for name in ("enterprises", "readiness", "cockpit")}
    pages |= {"public": reverse("fairs:public"), "sessions": reverse("fairs:sessions")}
    pages |= {"series": reverse("fairs:series", args=[series]), "plan-series": reverse("fairs:plan-series")}
    pages |= {"create": reverse("fairs:create-session"), "site": reverse("fairs:site", args=[hall.pk])}
    pages |= {"for-recruiters": reverse("fairs:for-recruiters"), "apply": reverse("fairs:apply", args=[coming.pk])}
    pages |= {"participation": reverse("fairs:participation", args=[participation])}
    return pages


SEEN = {
    None: ("public", "session", "openings"),
    "operator": (
        *("sessions", "series", "plan-series", "create", "plan", "sites"),
        *("enterprises", "readiness", "cockpit", "site"),
    ),
    "hirer": ("for-recruiters", "apply", "participation"),
}


@pytest.mark.parametrize("who", SEEN)
@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "en")])
def test_pages_fit_their_screen_and_axe_finds_nothing(
    open_page: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    fair: Fair,
    who: str | None,
    width: int,
    language: str,
) -> None:
    page = open_page(width, language, user=fair[who] if who else None)
    for name in SEEN[who]:
        page.goto(str(fair[name]))
        assert page.locator("h1").count() == 1, name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert axe(page) == [], name


def test_the_cockpit_takes_no_word_from_under_the_operators_hands(open_page: Callable[..., Page], fair: Fair) -> None:
    page = open_page(1280, "vi", user=fair["operator"])
    page.goto(str(fair["cockpit"]))
    topic = page.locator("body").get_attribute("data-live")
    news = f"document.body.dispatchEvent(new CustomEvent('live:{topic}', {{bubbles: true}}))"
    page.evaluate("document.querySelector('#board').insertAdjacentHTML('afterbegin', '<input id=reason>')")
    reason = page.locator("#reason")
    reason.fill("Xe hỏng")

    page.evaluate(news)
    page.wait_for_timeout(500)
    expect(reason).to_have_value("Xe hỏng")

    reason.evaluate("one => one.blur()")
    with page.expect_response(lambda answer: "/dieu-hanh/" in answer.url):
        page.evaluate(news)


def test_the_operator_closes_a_fair_without_scripts(open_page: Callable[..., Page], fair: Fair) -> None:
    page = open_page(360, "vi", user=fair["operator"], scripts=False)
    page.goto(str(fair["cockpit"]))

    page.locator("summary", has_text="Ngừng gọi, chuẩn bị đóng").click()
    page.get_by_role("button", name="Ngừng gọi").click()
    page.get_by_text("Đóng phiên").first.click()
    page.get_by_role("button", name="Đóng phiên").click()

    page.get_by_text("Phiên đã đóng.").first.wait_for()
