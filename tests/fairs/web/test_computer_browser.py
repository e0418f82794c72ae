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


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_next_person_sees_nothing_of_the_former(
    open_page: Any, axe: Any, point: SessionSite, clerk: User, width: int, language: str
) -> None:
    first, second = here(point, "Nguyễn Thị Thu Hường", 12), here(point, "Trần Văn Nam", 13)
    size = f"{width}-{language}"
    computer, desk = open_page(width, language, user=clerk), open_page(width, language, user=clerk)
    computer.goto(reverse("fairs:devices", args=[point.pk]))
    shot(computer, f"computer-1-devices-{size}")
    assert axe(computer) == []
    computer.fill("#number", "7")
    computer.click("form:has([name=kind]) button")
    computer.wait_for_url(f"**{COMPUTER}")
    shot(computer, f"computer-2-free-{size}")

    seat(desk, point, first.code)
    shot(desk, f"computer-3-seats-{size}")
    assert axe(desk) == []
    expect(computer.locator("main")).to_contain_text("Nguyễn Thị Thu Hường", timeout=10_000)
    shot(computer, f"computer-4-sit-down-{size}")
    assert axe(computer) == []
    computer.click("main form button")
    computer.wait_for_url(f"**{reverse('fairs:day', args=[first.pk])}")
    shot(computer, f"computer-5-day-{size}")
    assert axe(computer) == []
    for foreign in (reverse("fairs:day", args=[second.pk]), reverse("fairs:devices", args=[point.pk])):
        computer.goto(foreign)
        expect(computer.locator("body")).not_to_contain_text("Trần Văn Nam")
    computer.goto(reverse("home"))
    computer.wait_for_url(f"**{reverse('fairs:day', args=[first.pk])}")
    computer.evaluate("localStorage.setItem('note', 'Hường'); sessionStorage.setItem('note', 'Hường')")

    computer.click("[data-at-computer] button")
    computer.wait_for_url(f"**{COMPUTER}")
    assert Seating.objects.get().end == "person"
    assert "Hường" not in computer.evaluate(LEFT_BEHIND)
    cookies = {cookie["name"] for cookie in computer.context.cookies()}
    assert "session" not in cookies
    computer.go_back()
    computer.wait_for_load_state()
    assert "Hường" not in computer.evaluate(LEFT_BEHIND)
    computer.goto(reverse("fairs:day", args=[first.pk]))
    assert "Hường" not in computer.evaluate(LEFT_BEHIND)

    seat(desk, point, "Tran Van Nam")
    computer.goto(COMPUTER)
    computer.click("main form button")
    expect(computer.locator("main")).not_to_contain_text("Hường")
    computer.wait_for_url(f"**{reverse('fairs:day', args=[second.pk])}")


def test_staff_free_a_computer_and_its_page_is_gone(open_page: Any, point: SessionSite, clerk: User) -> None:
    first = here(point, "Nguyễn Thị Thu Hường", 12)
    computer, desk = open_page(1280, "vi", user=clerk), open_page(1280, "vi", user=clerk)
    computer.goto(reverse("fairs:devices", args=[point.pk]))
    computer.fill("#number", "7")
    computer.click("form:has([name=kind]) button")
    seat(desk, point, "12")
    computer.goto(COMPUTER)
    computer.click("main form button")
    computer.wait_for_url(f"**{reverse('fairs:day', args=[first.pk])}")

    desk.click("form[action*=dung-day] button")
    computer.reload()

    computer.wait_for_url(f"**{COMPUTER}")
    assert "Hường" not in computer.evaluate(LEFT_BEHIND)
