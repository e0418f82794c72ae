"""Calls through the real relay: forced, over TCP alone, cut for a while, and with a credential that is none."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.interviews.models import CallPage, Desk, Interview
from tests.browser import DESK, PHONE
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.interviews.meeting import RELAY_ONLY, WATCH, figures, gets_picture_and_sound
from tests.relaying import Running
from tests.seekers.factories import seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CUT = 20  # seconds


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


@pytest.fixture
def meet(open_page: Callable[..., Page], live_process: None, call: Interview) -> Callable[..., tuple[Page, Page]]:
    def met(*scripts: str, hidden: bool = False) -> tuple[Page, Page]:
        """Both in the room; `hidden`: the person hides the address of their network."""
        desk = open_page(DESK, "en", user=recruiter(call.employer))
        phone = open_page(PHONE, "vi", user=seeker_user(call.seeker))
        for page in (desk, phone):
            for script in (WATCH, *scripts):
                page.add_init_script(script)
            page.goto(reverse("interviews:room", args=[call.room]))
        if hidden:
            phone.get_by_text("Về cuộc gọi này").click()
            phone.locator("[data-hide]").check()
        for page in (desk, phone):
            page.locator("[data-do=enter]").click()
        return desk, phone

    return met


def connected(*pages: Page, seconds: float = 20) -> None:
    for page in pages:
        expect(page.locator("[data-call]")).to_have_attribute("data-connected", "yes", timeout=seconds * 1000)


def ways(page: Page) -> Any:
    return figures(page)["way"]


def test_whoever_hides_their_network_is_seen_and_heard_through_the_relay(
    meet: Any, relay: Running, call: Interview
) -> None:
    desk, phone = meet(hidden=True)

    connected(desk, phone)
    assert gets_picture_and_sound(desk)
    assert gets_picture_and_sound(phone)
    (local, _way, _other) = ways(phone)[-1]
    assert local == "relay"
    told = {"side": "person", "relay_only": True, "relayed": True, "connected": True, "heard_at__isnull": False}
    assert any(
        CallPage.objects.filter(interview=call, **told).exists() or desk.wait_for_timeout(500) for _ in range(20)
    )


def test_where_only_tcp_gets_out_the_call_stands_over_tcp(meet: Any, relay: Running, settings: Any) -> None:
    settings.RELAY_URLS = [relay.tcp]

    desk, phone = meet(RELAY_ONLY)

    connected(desk, phone)
    assert gets_picture_and_sound(desk)
    assert gets_picture_and_sound(phone)
    assert [way[:2] for way in ways(desk) + ways(phone)] == [["relay", "tcp"]] * 2


def test_a_path_that_is_cut_for_twenty_seconds_is_made_again_in_place(
    meet: Any, relay: Running, call: Interview
) -> None:
    desk, phone = meet(RELAY_ONLY)
    connected(desk, phone)
    assert gets_picture_and_sound(phone)
    address = phone.url

    relay.pause()
    expect(phone.locator("[data-state=lost]")).to_be_visible(timeout=15_000)
    phone.wait_for_timeout(CUT * 1000)
    relay.go_on()

    connected(desk, phone, seconds=40)
    assert gets_picture_and_sound(desk)
    assert gets_picture_and_sound(phone)
    assert phone.url == address
    assert CallPage.objects.filter(interview=call).count() == 2  # no page was opened anew


@pytest.mark.parametrize("given", ["wrong", "expired", "foreign"])
def test_a_credential_that_is_none_gets_no_path(given: str, meet: Any, relay: Running, settings: Any) -> None:
    if given == "expired":
        settings.RELAY_CLOCK_AHEAD -= 24 * 3600
    elif given == "foreign":
        settings.RELAY_SECRET = "the-secret-of-another-installation-altogether"
    script = RELAY_ONLY if given != "wrong" else RELAY_ONLY.replace("WRONG = false", "WRONG = true")

    desk, phone = meet(script)
    phone.wait_for_timeout(6_000)

    for page in (desk, phone):
        expect(page.locator("[data-call]")).to_have_attribute("data-connected", "no")
        assert figures(page) == {"frames": 0, "sound": 0, "way": []}
