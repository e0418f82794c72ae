"""The door in a real browser: what was mistyped, and a server that fails while the network is fine."""

# ruff: noqa: F401, F811

from typing import Any

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import ScanEvent, SessionSite, WalkIn
from tests.browser import PHONE
from tests.fairs.web.conftest import named
from tests.fairs.web.test_offline_browser import (
    SCAN,
    UNSENT,
    answer,
    become_door,
    clerk,
    hall,
    open_door,
    shot,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_day_of_birth_that_cannot_be_stops_nobody_and_nothing(open_door: Any, hall: SessionSite, clerk: User) -> None:
    """Said at the door in words; whoever insists gets the number, and so does whoever leaves it empty."""
    ticket = named("Nguyễn Thị Thu Hường", hall)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    for name, born in (("Phạm Thị Ba", "00/00/1960"), ("Phạm Thị Tư", "")):
        page.click(".thumb-bar [data-opens=walk-in]")
        page.fill("#full_name", name)
        page.fill("#born", born)
        page.click("[data-part=walk-in] button[type=submit]")
        if born:
            expect(page.locator("[data-wrong=born]")).to_contain_text("00/00/1960")
            assert (page.input_value("#full_name"), page.input_value("#born")) == (name, born)
            page.click("[data-anyway]")
        expect(answer(page, "number").locator("[data-say=name]")).to_have_text(name)
    page.evaluate(SCAN, ticket.code)

    expect(page.locator(UNSENT)).to_have_text("0", timeout=15_000)
    assert list(WalkIn.objects.order_by("number").values_list("birth_typed", "birth_year")) == [
        ("00/00/1960", None),
        ("", None),
    ]
    assert ScanEvent.objects.get().registration == ticket


def test_a_server_that_fails_is_not_called_a_network_that_fails(open_door: Any, hall: SessionSite, clerk: User) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    page.route("**/cua-offline/gui/", lambda route: route.fulfill(status=500, body="<h1>500</h1>"))
    page.route("**/cua-offline/hoi/", lambda route: route.fulfill(status=500, body="<h1>500</h1>"))

    page.evaluate(SCAN, ticket.code)

    answer(page, "welcome")
    expect(page.locator("[data-linked=trouble]")).to_be_visible()
    expect(page.locator("[data-linked=false]")).to_be_hidden()
    shot(page, "door-9-trouble-360-vi")
    page.context.set_offline(True)
    expect(page.locator("[data-linked=false]")).to_be_visible(timeout=15_000)
