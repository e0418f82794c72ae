"""Without network the door lets in who is registered at another site, shows their times there and asks: stay, or go over?"""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.models import Appointment, Registration, ScanEvent, SessionSite
from tests.browser import SCREENS
from tests.centres.factories import staff
from tests.fairs.timetabling.fair import booked, other_site, table
from tests.fairs.web.conftest import named
from tests.fairs.web.test_offline_browser import SCAN, UNSENT, answer, become_door, clerk, hall, open_door, shot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["clerk", "hall", "open_door"]
SAYS = {"stays": ("withdrawn", False), "goes": ("confirmed", True)}


def from_elsewhere(hall: SessionSite, name: str, number: int) -> Registration:
    """Registered at another site, with a confirmed time at a table there."""
    there = other_site(hall, computers=2)
    ticket = named(name, there, number=number)
    booked(ticket, table(there), hall.session.starts + timedelta(hours=2))
    confirm(registration=ticket, by=staff(Role.FRONT_DESK, there.centre), now=hall.session.starts)
    return ticket


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_who_comes_from_another_site_is_let_in_and_asked_without_network(
    open_door: Any, axe: Any, hall: SessionSite, clerk: User, width: int, language: str
) -> None:
    people = [from_elsewhere(hall, "Nguyễn Thị Thu Hường", 12), from_elsewhere(hall, "Lò Văn Pành", 13)]
    ours = named("Trần Văn Nam", hall, number=14)
    page = become_door(open_door(width, language, user=clerk), hall)
    expect(page.locator("[data-people]")).to_have_text("3")
    page.context.set_offline(True)

    for says, ticket in zip(SAYS, people, strict=True):
        page.evaluate(SCAN, ticket.code)
        block = answer(page, "welcome")
        expect(block.locator("[data-say=elsewhere]")).to_contain_text(str(ticket.site.place))
        axe(page)
        shot(page, f"door-elsewhere-{says}-1-{language}-{width}")
        block.locator(f"[data-says={says}]").click()
        expect(block.locator(f"[data-noted={says}]")).to_be_visible()
        expect(block.locator("[data-choice]")).to_be_hidden()
        shot(page, f"door-elsewhere-{says}-2-{language}-{width}")
    page.evaluate(SCAN, people[0].code)
    expect(answer(page, "already").locator("[data-says=stays]")).to_be_hidden()
    page.evaluate(SCAN, ours.code)
    expect(answer(page, "welcome").locator("[data-choice]")).to_be_hidden()
    expect(page.locator(UNSENT)).to_have_text("6")
    assert not ScanEvent.objects.exists()

    page.context.set_offline(False)
    expect(page.locator(UNSENT)).to_have_text("0", timeout=30_000)
    for says, ticket in zip(SAYS, people, strict=True):
        ticket.refresh_from_db()
        time = Appointment.objects.get(registration=ticket)
        assert (time.state, ticket.goes_over_at is not None) == SAYS[says]
        assert ticket.site == hall
        assert ScanEvent.objects.filter(registration=ticket, way=says).count() == 1


def test_with_network_the_door_asks_too_and_once(open_door: Any, hall: SessionSite, clerk: User) -> None:
    ticket = from_elsewhere(hall, "Nguyễn Thị Thu Hường", 12)
    page = become_door(open_door(360, "vi", user=clerk), hall)

    page.evaluate(SCAN, ticket.code)
    block = answer(page, "welcome")
    expect(block.locator("[data-say=elsewhere]")).to_contain_text(
        str(hall.session.sites.exclude(pk=hall.pk).get().place)
    )
    block.locator("[data-says=goes]").click()
    expect(page.locator(UNSENT)).to_have_text("0", timeout=30_000)
    page.evaluate(SCAN, ticket.code)

    expect(answer(page, "already").locator("[data-choice]")).to_be_hidden()
    ticket.refresh_from_db()
    assert ticket.goes_over_at is not None
