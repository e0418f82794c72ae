"""What stands on the screen of a door is about whoever stands before it: no welcome of another, no time that is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import ScanEvent, SessionSite
from tests.browser import PHONE
from tests.fairs.timetabling.fair import booked, table
from tests.fairs.web.conftest import named
from tests.fairs.web.test_offline_browser import answer, become_door, clerk, hall, open_door, shot

__all__ = ["clerk", "hall", "open_door"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def scanner(page: Page, typed: str) -> None:
    page.keyboard.type(typed, delay=0)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("typed", ["ABCDEFGH12345678", "https://example.org/ve?so=12345", "8934563138164"])
def test_a_code_that_is_none_takes_the_welcome_away_wherever_the_focus_is(
    open_door: Any, hall: SessionSite, clerk: User, typed: str
) -> None:
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    scanner(page, named("Hoàng Thị Bích", hall).code)
    answer(page, "welcome")
    page.evaluate("document.activeElement.blur()")

    scanner(page, typed)

    answer(page, "unread")
    expect(page.locator("[data-kind=welcome]")).to_be_hidden()
    assert ScanEvent.objects.count() == 1


def test_a_foreign_code_typed_into_another_field_leaves_it_and_is_said_to_be_none(
    open_door: Any, hall: SessionSite, clerk: User
) -> None:
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    page.click(".thumb-bar [data-opens=walk-in]")
    page.fill("#full_name", "Phạm Văn Dở")
    page.focus("#full_name")

    scanner(page, "ABCDEFGH12345678")

    answer(page, "unread")
    assert page.input_value("#full_name") == "Phạm Văn Dở"


def test_a_welcome_that_was_read_is_of_the_person_before_and_the_next_is_a_welcome_again(
    open_door: Any, hall: SessionSite, clerk: User
) -> None:
    first, second = named("Hoàng Thị Bích", hall), named("Nguyễn Thị Thu Hường", hall)
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    scanner(page, first.code)
    welcome = answer(page, "welcome")
    expect(welcome).to_contain_text("CHÀO MỪNG")
    page.wait_for_timeout(5_000)
    expect(welcome.locator(".sign")).to_be_visible()

    expect(welcome.locator(".door-before")).to_be_visible(timeout=10_000)
    expect(welcome.locator(".sign")).to_be_hidden()
    shot(page, "door-before-360-vi")
    scanner(page, second.code)

    expect(welcome.locator(".sign")).to_be_visible()
    expect(welcome.locator("[data-say=name]")).to_have_text("Nguyễn Thị Thu Hường")


def test_a_time_that_is_over_is_said_to_be_past_with_the_number_of_the_queue(
    open_door: Any, hall: SessionSite, clerk: User
) -> None:
    ticket, now = named("Hoàng Thị Bích", hall), timezone.now()
    for minutes in (-30, -5, 60):
        booked(ticket, table(hall), now + timedelta(minutes=minutes))
    page = become_door(open_door(PHONE, "vi", user=clerk), hall)
    page.context.set_offline(True)

    scanner(page, ticket.code)

    welcome = answer(page, "welcome")
    clock = [f"{timezone.localtime(now + timedelta(minutes=minutes)):%-H:%M}" for minutes in (-30, -5, 60)]
    expect(welcome.locator("[data-say=past]")).to_contain_text(clock[0])
    expect(welcome.locator("[data-if=past]")).to_contain_text(f"Đã qua giờ: nay chờ theo hàng, số {ticket.number}")
    times = welcome.locator("[data-say=times]").inner_text()
    assert (clock[0] in times, clock[1] in times, clock[2] in times) == (False, True, True)
    shot(page, "door-past-360-vi")
