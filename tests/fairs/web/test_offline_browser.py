"""The door in a real browser, with the network cut: it goes on, and what it did arrives once."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.models import Attendance, Device, Registration, ScanEvent, SessionSite, WalkIn
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.seekers.models import Seeker
from tests.browser import PHONE, SCREENS
from tests.centres.factories import staff
from tests.fairs.factories import FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.fairs.timetabling.fair import booked, table
from tests.fairs.web.conftest import named
from tests.seekers.factories import SeekerFactory

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
CONTROLLED = """() => navigator.serviceWorker.controller ||
    new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", () => done(true)))"""
EVERYTHING_KEPT = """async () => {
    const base = await new Promise(done => { const asked = indexedDB.open("nhipcau-door"); asked.onsuccess = () => done(asked.result); });
    const parts = [...base.objectStoreNames].map(part => new Promise(done => {
        const asked = base.transaction(part).objectStore(part).getAll();
        asked.onsuccess = () => done([part, asked.result]);
    }));
    return JSON.stringify([await Promise.all(parts), { ...localStorage }, { ...sessionStorage }, document.cookie]);
}"""
HOW_MANY = """async () => {
    const base = await new Promise(done => { const asked = indexedDB.open("nhipcau-door"); asked.onsuccess = () => done(asked.result); });
    return Promise.all(["people", "seen", "events"].map(part => new Promise(done => {
        const asked = base.transaction(part).objectStore(part).count();
        asked.onsuccess = () => done(asked.result);
    })));
}"""
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


@pytest.fixture
def open_door(open_page: Any) -> Iterator[Any]:
    """Pages that ask by themselves are quiet before the tables are emptied."""
    pages = []
    yield lambda *said, **more: pages.append(open_page(*said, **more)) or pages[-1]
    for page in pages:
        page.context.set_offline(True)
    time.sleep(0.3)


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
    page.evaluate(CONTROLLED)
    expect(page.locator("[data-linked=true]")).to_be_visible()
    return page


def ready(page: Page) -> None:
    page.wait_for_selector("[data-door][data-ready]")


def shot(page: Page, name: str, wanted: Any = None) -> None:
    if wanted is not None:
        expect(wanted).to_be_visible()
    if folder := os.environ.get("LOOK_FOLDER"):
        page.screenshot(path=f"{folder}/{name}.png")


def answer(page: Page, kind: str) -> Any:
    block = page.locator(f'[data-kind="{kind}"]')
    expect(block).to_be_visible()
    return block


def test_four_hours_without_network_lose_nobody(open_door: Any, hall: SessionSite, clerk: User) -> None:
    """200 scans and a walk-in while the network is cut; the tab is killed; four hours later everything is there once."""
    people = crowd(hall, 200)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    expect(page.locator("[data-people]")).to_have_text("200")
    context = page.context
    context.set_offline(True)

    page.evaluate(SCAN, people[0].code)
    expect(answer(page, "welcome").locator("[data-say=number]").first).to_have_text("1000")
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


def told_a_time(ticket: Registration) -> str:
    """At half past one, as the server's noon is what a door believes; the enterprise's name, as the answer shows it."""
    brought = table(ticket.site)
    booked(ticket, brought, timezone.localtime(ticket.session.starts).replace(hour=13, minute=30))
    return str(brought.participation.employer.name)


def give_a_number(page: Page, size: str) -> None:
    page.click(".thumb-bar [data-opens=walk-in]")
    page.fill("#full_name", "Phạm Thị Mới")
    page.fill("#born", "31/2/1990")
    page.click("[data-part=walk-in] button[type=submit]")
    expect(page.locator("[data-wrong=born]")).to_contain_text("31/2/1990")
    shot(page, f"door-6-walk-in-{size}")
    page.fill("#born", "2/9/1995")
    page.check("[name=sex][value=female]")
    page.check("[name=agreed]")
    page.click("[data-part=walk-in] button[type=submit]")
    door = Device.objects.get()
    expect(answer(page, "number").locator(".sign [data-say=number]")).to_have_text(str(door.first_number))
    expect(answer(page, "number")).to_contain_text("A-001")
    shot(page, f"door-7-number-{size}")


def find_by_name(page: Page, size: str) -> None:
    page.click("[data-with-pin]")
    page.fill("#pin", "sai-mat-khau")
    page.click("[data-pin] button")
    expect(page.locator("[data-pin] [data-wrong]")).to_be_visible()
    page.fill("#pin", "chim-lac-2026")
    page.click("[data-pin] button")
    page.fill("#q", "huong nguyen")
    shot(page, f"door-8-names-{size}", page.locator("[data-found] li"))
    page.click("[data-found] button")
    expect(answer(page, "already").locator("[data-say=times]")).to_contain_text("13:30")


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_every_answer_of_the_door(
    open_door: Any, axe: Any, hall: SessionSite, clerk: User, width: int, language: str
) -> None:
    """With network, then with a server that does not answer: nobody presses anything in between."""
    ticket, second = named("Nguyễn Thị Thu Hường", hall, number=12), named("Trần Văn Nam", hall, number=13)
    other = named("Lê Thị Hoa", SessionSiteFactory(), number=5)
    brought = told_a_time(ticket)
    page = become_door(open_door(width, language, user=clerk), hall, pin="chim-lac-2026")
    shot(page, f"door-1-ready-{width}-{language}")

    page.evaluate(SCAN, ticket.code)
    expect(answer(page, "welcome").locator("[data-say=name]")).to_have_text("Nguyễn Thị Thu Hường")
    expect(answer(page, "welcome").locator("[data-say=times]")).to_contain_text(brought)
    shot(page, f"door-2-welcome-{width}-{language}")
    page.evaluate(SCAN, other.code)
    shot(page, f"door-3-other-{width}-{language}", answer(page, "other"))
    page.click("[data-transfer-now]")
    expect(answer(page, "welcome").locator("[data-say=name]")).to_have_text("Lê Thị Hoa")
    assert Registration.objects.get(session=hall.session, seeker=other.seeker).state == "checked_in"

    page.route("**/cua-offline/**", lambda route: None)  # neither an answer nor an error: the worst of networks
    began = page.evaluate("performance.now()")
    page.evaluate(SCAN, second.code)
    expect(answer(page, "welcome").locator("[data-say=name]")).to_have_text("Trần Văn Nam")
    assert page.evaluate("performance.now()") - began < 2000
    page.evaluate(SCAN, ticket.code)
    shot(page, f"door-4-already-{width}-{language}", answer(page, "already"))
    page.evaluate(SCAN, new_code())
    shot(page, f"door-5-unknown-{width}-{language}", answer(page, "unknown"))
    expect(page.locator(UNSENT)).to_have_text("3")

    give_a_number(page, f"{width}-{language}")
    find_by_name(page, f"{width}-{language}")
    assert axe(page) == []
    door = Device.objects.get()
    page.unroute("**/cua-offline/**")
    expect(page.locator(UNSENT)).to_have_text("0", timeout=30_000)
    assert WalkIn.objects.get().registration.number == door.first_number
    assert ScanEvent.objects.filter(device=door, registration=second).count() == 1
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_browser_that_is_no_door_is_told_how_to_become_one(open_door: Any, axe: Any, db: None) -> None:
    page = open_door(PHONE, "vi")
    page.goto(DOOR)
    expect(page.locator("[data-stranger]")).to_be_visible()
    shot(page, "door-0-stranger-360-vi")
    assert axe(page) == []


def test_a_scanner_types_wherever_the_focus_was_left(open_door: Any, hall: SessionSite, clerk: User) -> None:
    """A burst of keys ending in Enter is a ticket; what stood in the field before stays."""
    ticket = named("Nguyễn Thị Thu Hường", hall)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    page.click(".thumb-bar [data-opens=walk-in]")
    page.fill("#full_name", "Phạm Văn Dở")
    page.focus("#full_name")

    page.keyboard.type(ticket.code, delay=0)
    page.keyboard.press("Enter")

    answer(page, "welcome")
    assert page.input_value("#full_name") == "Phạm Văn Dở"
    expect(page.locator("#full_name")).to_be_visible()
    assert ScanEvent.objects.get().registration == ticket


def test_a_lost_tablet_shows_nothing(open_door: Any, hall: SessionSite, clerk: User) -> None:
    """All that the browser holds, read as text: no name, no ticket code, no phone."""
    ticket = named("Nguyễn Thị Thu Hường", hall)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall, pin="chim-lac-2026")
    page.context.set_offline(True)
    page.evaluate(SCAN, ticket.code)
    answer(page, "welcome")
    page.click(".thumb-bar [data-opens=walk-in]")
    page.fill("#full_name", "Phạm Thị Mới")
    page.fill("#born", "1995")
    page.fill("#phone", "0912345678")
    page.click("[data-part=walk-in] button[type=submit]")
    answer(page, "number")

    held = page.evaluate(EVERYTHING_KEPT)

    assert "lookup" in held
    assert not [word for word in ("Hường", "Nguy", "Phạm", "0912345678", ticket.code) if word in held]


def test_an_ended_door_forgets_people_and_keeps_what_is_unsent(open_door: Any, hall: SessionSite, clerk: User) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    page.context.set_offline(True)
    page.evaluate(SCAN, ticket.code)
    answer(page, "welcome")
    Device.objects.update(ended_at=timezone.now())

    page.context.set_offline(False)
    expect(page.locator("[data-ended]")).to_be_visible(timeout=15_000)
    with page.expect_download() as saving:
        page.click("[data-save]")
    assert page.evaluate(HOW_MANY) == [0, 0, 1]
    page.goto(reverse("fairs:devices", args=[hall.pk]))
    page.click("details.more summary")
    page.set_input_files("input[type=file]", saving.value.path())
    page.click("details.more button")

    expect(page.locator("main")).to_contain_text("1 lượt")
    assert ScanEvent.objects.get().registration == ticket
