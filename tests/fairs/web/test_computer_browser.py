"""A computer of a meeting point in a real browser: one person after another, and nothing of the former stays."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.models import Registration, Seating, SessionSite
from tests.browser import SCREENS
from tests.centres.factories import staff
from tests.fairs.factories import AttendanceFactory, FairSessionFactory, SessionSiteFactory
from tests.fairs.offline import Door
from tests.fairs.web.conftest import named

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMPUTER = reverse("fairs:computer")
LEFT_BEHIND = """async () => JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys(), document.body.innerText,
])"""


@pytest.fixture
def point() -> SessionSite:
    now = timezone.now()
    session = FairSessionFactory(running=True, starts=now, ends=now + timedelta(hours=4), opened_at=now)
    site: SessionSite = SessionSiteFactory(session=session, role=SessionSite.Role.MEETING_POINT)
    return site


@pytest.fixture
def clerk(point: SessionSite) -> User:
    return staff(Role.FRONT_DESK, point.centre)


def here(point: SessionSite, name: str, number: int) -> Registration:
    ticket = named(name, point, number=number, state="checked_in")
    AttendanceFactory(registration=ticket, site=point)
    return ticket


def shot(page: Page, name: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    if folder := os.environ.get("LOOK_FOLDER"):
        page.screenshot(path=f"{folder}/{name}.png")


def seat(staff_page: Page, point: SessionSite, typed: str) -> None:
    staff_page.goto(reverse("fairs:computers", args=[point.pk]))
    staff_page.fill("#q", typed)
    staff_page.press("#q", "Enter")
    staff_page.click("button[name=device]")


def become_computer(page: Page, point: SessionSite, number: str = "7") -> None:
    page.goto(reverse("fairs:devices", args=[point.pk]))
    page.fill("#number", number)
    page.click("form:has([name=kind]) button")
    page.wait_for_url(f"**{COMPUTER}")


def sit_down(page: Page, ticket: Registration) -> None:
    expect(page.locator("main")).to_contain_text(ticket.seeker.full_name, timeout=10_000)
    page.click("main form button")
    page.wait_for_url(f"**{day_of(ticket)}")


def day_of(ticket: Registration) -> str:
    return reverse("fairs:day", args=[ticket.pk])


def left_behind(page: Page) -> str:
    said: str = page.evaluate(LEFT_BEHIND)
    return said


def test_the_next_person_sees_nothing_of_the_former(open_page: Any, point: SessionSite, clerk: User) -> None:
    first, second = here(point, "Nguyễn Thị Thu Hường", 12), here(point, "Trần Văn Nam", 13)
    computer, desk = open_page(1280, "vi", user=clerk), open_page(1280, "vi", user=clerk)
    become_computer(computer, point)
    seat(desk, point, first.code)
    sit_down(computer, first)
    for foreign in (day_of(second), reverse("fairs:devices", args=[point.pk]), reverse("home")):
        computer.goto(foreign)
        computer.wait_for_url(f"**{day_of(first)}" if foreign != day_of(second) else f"**{foreign}")
        expect(computer.locator("body")).not_to_contain_text("Trần Văn Nam")
    computer.goto(day_of(first))
    computer.evaluate("localStorage.setItem('note', 'Hường'); sessionStorage.setItem('note', 'Hường')")

    computer.click("[data-at-computer] button")
    computer.wait_for_url(f"**{COMPUTER}")

    assert Seating.objects.get().end == "person"
    assert "Hường" not in left_behind(computer)
    assert "session" not in {cookie["name"] for cookie in computer.context.cookies()}
    computer.go_back()
    computer.wait_for_load_state()
    assert "Hường" not in left_behind(computer)
    computer.goto(day_of(first))
    assert "Hường" not in left_behind(computer)
    seat(desk, point, "Tran Van Nam")
    computer.goto(COMPUTER)
    sit_down(computer, second)
    assert "Hường" not in left_behind(computer)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_its_pages_fit_their_screen_and_axe_finds_nothing(
    open_page: Any, axe: Any, point: SessionSite, clerk: User, width: int, language: str
) -> None:
    person, size = here(point, "Nguyễn Thị Thu Hường", 12), f"{width}-{language}"
    computer, desk = open_page(width, language, user=clerk), open_page(width, language, user=clerk)
    door = Door(point)
    door.upload(door.walk_in(name="Phạm Thị Mới", born="1995", phone="0912345678"), unsent=3, now=timezone.now())
    for name in ("devices", "walk-ins"):
        desk.goto(reverse(f"fairs:{name}", args=[point.pk]))
        shot(desk, f"computer-{name}-{size}")
        assert axe(desk) == []
    become_computer(computer, point)
    shot(computer, f"computer-free-{size}")
    seat(desk, point, person.code)
    shot(desk, f"computer-seats-{size}")
    assert axe(desk) == []
    expect(computer.locator("main")).to_contain_text(person.seeker.full_name, timeout=10_000)
    shot(computer, f"computer-sit-down-{size}")
    assert axe(computer) == []
    sit_down(computer, person)
    shot(computer, f"computer-day-{size}")
    assert axe(computer) == []


def test_staff_free_a_computer_and_its_page_is_gone(open_page: Any, point: SessionSite, clerk: User) -> None:
    first = here(point, "Nguyễn Thị Thu Hường", 12)
    computer, desk = open_page(1280, "vi", user=clerk), open_page(1280, "vi", user=clerk)
    become_computer(computer, point)
    seat(desk, point, "12")
    sit_down(computer, first)

    desk.click("form[action*=dung-day] button")
    computer.reload()

    computer.wait_for_url(f"**{COMPUTER}")
    assert "Hường" not in computer.evaluate(LEFT_BEHIND)
