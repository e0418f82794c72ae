"""The door in a real browser, with the network cut: it goes on, and what it did arrives once."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.models import Attendance, Device, Registration, ScanEvent, SessionSite, WalkIn
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.seekers.models import Seeker
from tests.browser import DESK, PHONE
from tests.centres.factories import staff
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.fairs.web.conftest import named
from tests.seekers.factories import SeekerFactory
from django.utils import timezone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOOR = reverse("fairs:offline-door")
SCAN = """code => {
    for (const key of [...code, "Enter"]) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""
SCAN_ALL = """async codes => {
    for (const code of codes) {
        for (const key of [...code, "Enter"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        await new Promise(done => setTimeout(done, 0));
    }
}"""
FOUR_HOURS = timedelta(hours=4)
UNSENT = "[data-unsent-box] [data-unsent]"


@pytest.fixture
def hall() -> SessionSite:
    """A fair that began an hour ago."""
    now = timezone.now()
    starts = {"starts": now - timedelta(hours=1), "ends": now + timedelta(hours=3), "opened_at": now}
    site: SessionSite = SessionSiteFactory(session=FairSessionFactory(running=True, **starts))
    return site


@pytest.fixture
def clerk(hall: SessionSite) -> User:
    return staff(Role.FRONT_DESK, hall.centre)


def crowd(hall: SessionSite, count: int) -> list[Registration]:
    people = Seeker.objects.bulk_create(SeekerFactory.build_batch(count, centre=hall.centre, citizen_index=None))
    build = RegistrationFactory.build
    keys = {"site": hall, "session": hall.session, "centre": hall.centre}
    rows = [build(**keys, seeker=one, code=new_code(), number=n) for n, one in enumerate(people, 1000)]
    return Registration.objects.bulk_create(rows)


def become_door(page: Page, hall: SessionSite, *, pin: str = "") -> Page:
    page.goto(reverse("fairs:devices", args=[hall.pk]))
    page.fill("#name", "Cửa 1")
    page.fill("#pin", pin)
    page.click("form[data-enrol] button")
    page.wait_for_url(f"**{DOOR}")
    ready(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    expect(page.locator("[data-linked=true]")).to_be_visible()
    return page


def ready(page: Page) -> None:
    page.wait_for_selector("[data-door][data-ready]")


def answer(page: Page, kind: str) -> Any:
    block = page.locator(f'[data-kind="{kind}"]')
    expect(block).to_be_visible()
    return block


def test_four_hours_without_network_lose_nobody(open_page: Any, hall: SessionSite, clerk: User) -> None:
    """200 scans and a walk-in while the network is cut; the tab is killed; four hours later everything is there once."""
    people = crowd(hall, 200)
    page = become_door(open_page(PHONE, "vi", user=clerk), hall)
    expect(page.locator("[data-people]")).to_have_text("200")
    context = page.context
    context.set_offline(True)

    page.evaluate(SCAN, people[0].code)
    expect(answer(page, "welcome").locator("[data-say=number]")).to_have_text("1000")
    page.evaluate(SCAN_ALL, [one.code for one in people[1:]])
    expect(page.locator(UNSENT)).to_have_text("200", timeout=20_000)
    page.evaluate(SCAN, people[5].code)
    expect(answer(page, "already")).to_contain_text("Cửa 1")
    later = page.evaluate("Date.now()") / 1000 + FOUR_HOURS.total_seconds()
    page.close()

    page = context.new_page()
    page.clock.install(time=later)
    page.goto(DOOR)
    ready(page)
    expect(page.locator(UNSENT)).to_have_text("201")
    page.evaluate(SCAN, people[7].code)
    answer(page, "already")
    assert not ScanEvent.objects.exists()

    context.set_offline(False)
    page.clock.run_for(15_000)
    expect(page.locator(UNSENT)).to_have_text("0", timeout=30_000)
    assert ScanEvent.objects.count() == 202
    assert Attendance.objects.count() == 200
    assert set(Registration.objects.values_list("state", flat=True)) == {"checked_in"}
    late = Attendance.objects.get(registration=people[7])
    assert FOUR_HOURS <= late.last_at - late.first_at < FOUR_HOURS + timedelta(minutes=2)
    assert Device.objects.get().unsent == 0
