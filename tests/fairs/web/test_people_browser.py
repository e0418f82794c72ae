"""What people and the front desk do at a fair, before a real browser: phone and desk, both languages, axe."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.consents.models import ConsentText, Purpose
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.foundation.text.api import search_text
from nhipcau.interviews.models import QueueTicket
from tests.browser import DESK, PHONE
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.fairs.factories import (
    STARTS,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"
NAME = "Nguyễn Thị Thu Hường"
SPEAKER = """
    window.said = [];
    speechSynthesis.speak = (one) => {
        document.documentElement.dataset.said = window.said.push([one.lang, one.text]);
        setTimeout(() => one.onend(), 50);
    };
"""
OpenPage = Callable[..., Page]
Axe = Callable[[Page], list[str]]


@pytest.fixture
def hall(first_texts: None) -> SessionSite:
    """A running fair: a hall with a table that has called somebody, a linked site, and online."""
    centre = CentreFactory(name="Trung tâm Dịch vụ việc làm (mẫu)", short_name="DVVL (mẫu)", phone="02043555777")
    session = FairSessionFactory(centre=centre, running=True, title="Phiên giao dịch việc làm định kỳ thứ Năm")
    hall = SessionSiteFactory(session=session, place=PlaceFactory(centre=centre, name="Sảnh tầng 1"), opened_at=STARTS)
    SessionSiteFactory(session=session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
    SessionSiteFactory(session=session, online=True)
    employer = EmployerFactory(name=LONG, search=search_text(LONG), centre=centre)
    there = ParticipationFactory(session=session, site=hall, employer=employer, online=True, state="present")
    for title in ("May công nghiệp", "Lắp ráp linh kiện điện tử"):
        SessionVacancyFactory(participation=there, vacancy__title=title)
    desk = DeskFactory(occasion_id=session.pk, employer=employer, centre=centre, place=hall.place, number=12)
    InterviewFactory(desk=desk, ticket__number=41)
    return hall


@pytest.fixture
def first_texts(transactional_db: None) -> None:
    """The words of the consents, which a test that keeps its rows has swept away."""
    for purpose in Purpose:
        words = {"version": 1, "text_vi": f"Tôi đồng ý: {purpose.label}.", "text_en": f"I agree: {purpose.label}."}
        ConsentText.objects.get_or_create(
            purpose=purpose, defaults=words | {"in_force_from": NOON.date().replace(month=1)}
        )


@pytest.fixture
def me(hall: SessionSite) -> User:
    return seeker_user(SeekerFactory(full_name=NAME, search=search_text(NAME), with_account=True, centre=hall.centre))


@pytest.fixture
def clerk(hall: SessionSite) -> User:
    return staff(Role.FRONT_DESK, hall.centre)


def looked_at(page: Page, width: int, axe: Axe) -> None:
    assert page.locator("h1").count() == 1, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert axe(page) == [], page.url


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "en")])
def test_a_person_registers_and_follows_the_morning(
    open_page: OpenPage, axe: Axe, hall: SessionSite, me: User, width: int, language: str
) -> None:
    page = open_page(width, language, user=me)
    page.goto(reverse("fairs:register", args=[hall.session_id]))
    looked_at(page, width, axe)
    page.get_by_label("Trực tuyến, tại nhà" if language == "vi" else "Online, at home").check()
    page.locator("main form button").click()

    page.locator("input[type=search]").fill("may cong nghiep")
    page.locator("input[type=search]").press("Enter")
    expect(page.locator("button[value=add]")).to_have_count(1)
    page.locator("button[value=add]").click()
    expect(page.locator("button[value=off]")).to_have_count(1)
    looked_at(page, width, axe)
    page.locator(".thumb-bar a").click()
    looked_at(page, width, axe)
    page.locator("main form button").click()
    looked_at(page, width, axe)

    page.goto(reverse("fairs:my-day"))
    looked_at(page, width, axe)
    page.locator("form[action*='san-sang'] button").click()
    expect(page.locator(".timeline li")).to_have_count(3)
    looked_at(page, width, axe)
    page.goto(reverse("fairs:mine"))
    looked_at(page, width, axe)
    page.goto(reverse("fairs:ticket-paper", args=[Registration.objects.get().pk]))
    looked_at(page, width, axe)


@pytest.mark.parametrize(("width", "language"), [(PHONE, "en"), (DESK, "vi")])
def test_the_desk_registers_a_walk_in_and_checks_them_in(
    open_page: OpenPage, axe: Axe, hall: SessionSite, clerk: User, width: int, language: str
) -> None:
    page = open_page(width, language, user=clerk)
    page.goto(reverse("fairs:door", args=[hall.session_id]))
    looked_at(page, width, axe)
    page.goto(reverse("fairs:walk-in", args=[hall.session_id]))
    looked_at(page, width, axe)
    page.locator("[name=full_name]").fill("Giàng Thị Mỷ")
    page.locator("[name=birth_date]").fill("20051998")
    page.locator("[name=sex][value=female]").check()
    page.locator("[name=purposes][value=counselling]").check()
    page.locator("[name=wish_1]").press_sequentially("lap rap")
    page.locator("[role=option]").first.click()
    page.locator("main form button.btn-primary").click()

    page.locator(".door-ok").wait_for()
    looked_at(page, width, axe)
    ticket = Registration.objects.get(seeker__full_name="Giàng Thị Mỷ")
    assert (ticket.state, ticket.wishes.count()) == ("checked_in", 1)
    page.goto(reverse("fairs:people", args=[hall.pk]))
    looked_at(page, width, axe)


def test_a_scanner_types_into_the_door_wherever_the_focus_is(
    open_page: OpenPage, axe: Axe, hall: SessionSite, clerk: User
) -> None:
    ticket = RegistrationFactory(site=hall, code=new_code(), seeker__full_name=NAME)
    page = open_page(DESK, "vi", user=clerk)
    page.goto(reverse("fairs:door", args=[hall.session_id]))

    for looks, words in (("door-ok", "CHÀO MỪNG"), ("door-again", "Đã vào")):
        page.locator("h1").click()
        page.evaluate("document.activeElement.blur()")
        page.keyboard.type(ticket.code)
        page.keyboard.press("Enter")
        expect(page.locator(f".{looks}")).to_contain_text(words)
        expect(page.locator(f".{looks}")).to_contain_text(NAME)
        expect(page.locator("#code")).to_have_value("")
        assert axe(page) == []

    assert ticket.scans.count() == 2


def test_a_refused_scan_and_a_name(open_page: OpenPage, axe: Axe, hall: SessionSite, clerk: User) -> None:
    person = SeekerFactory(full_name=NAME, search=search_text(NAME), centre=hall.centre)
    ticket = RegistrationFactory(site=hall, seeker=person)
    page = open_page(PHONE, "vi", user=clerk)
    page.goto(reverse("fairs:door", args=[hall.session_id]))
    page.locator("#code").fill("XXXX")
    page.locator("#code").press("Enter")
    page.locator(".door-no").wait_for()
    assert axe(page) == []

    page.locator("#q").fill("thu huong")
    page.locator("#q").press("Enter")
    page.locator("#found li button").click()

    expect(page.locator(".door-ok")).to_contain_text(NAME)
    ticket.refresh_from_db()
    assert ticket.state == "checked_in"


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "en"), (1920, "vi")])
def test_the_board_fits_its_screen_and_speaks_each_call_once(
    open_page: OpenPage, axe: Axe, hall: SessionSite, width: int, language: str
) -> None:
    page = open_page(width, language)
    page.add_init_script(SPEAKER)
    page.goto(reverse("fairs:board", args=[hall.session_id]))
    looked_at(page, width, axe)
    if width > PHONE:
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")

    page.locator("[data-speaker]").click()
    assert page.evaluate("said") == [["vi-VN", "Mời số 41 đến bàn 12."]]
    other = DeskFactory(occasion_id=hall.session_id, place=hall.place, number=3)
    InterviewFactory(desk=other, ticket__number=58)
    page.evaluate(f"document.body.dispatchEvent(new CustomEvent('live:fair:{hall.session_id}'))")

    expect(page.locator("html")).to_have_attribute("data-said", "2")
    expect(page.locator("[data-call]")).to_have_count(2)
    assert page.evaluate("said") == [["vi-VN", "Mời số 41 đến bàn 12."], ["vi-VN", "Mời số 58 đến bàn 3."]]


def test_a_call_reaches_the_page_of_the_person(open_page: OpenPage, axe: Axe, hall: SessionSite, me: User) -> None:
    person = me.seekers.get()
    ticket = RegistrationFactory(site=hall, seeker=person, code=new_code())
    there = hall.session.participations.get()
    fairs.change_wishes(registration=ticket, wishes=[there.vacancies.first()], by=me, now=STARTS)
    by = staff(Role.FRONT_DESK, hall.centre)
    fairs.check_in(session=hall.session, site=hall, code=ticket.code, by=by, now=STARTS)
    page = open_page(PHONE, "vi", user=me)
    page.goto(reverse("fairs:day", args=[ticket.pk]))
    looked_at(page, PHONE, axe)

    queue = QueueTicket.objects.get(seeker=person)
    queue.state, queue.called_at = "called", STARTS
    queue.save()
    desk = DeskFactory(occasion_id=hall.session_id, employer=queue.employer, place=hall.place, number=13)
    InterviewFactory(ticket=queue, desk=desk)
    page.evaluate(f"document.body.dispatchEvent(new CustomEvent('live:seeker:{person.pk}'))")

    page.get_by_role("heading", name="Bạn được gọi vào bàn 13").wait_for()
    looked_at(page, PHONE, axe)
