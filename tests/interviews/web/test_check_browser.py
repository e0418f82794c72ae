"""The try before the day, in a real browser, through the real relay."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.interviews.models import LineCheck, Verdict
from tests.browser import PHONE
from tests.relaying import Running
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = reverse("interviews:check")


def begun(open_page: Callable[..., Page]) -> Page:
    page = open_page(PHONE, "vi", user=seeker_user(SeekerFactory()))
    page.goto(PAGE)
    page.get_by_role("button", name="Bắt đầu").click()
    return page


def test_a_device_and_a_network_that_work_are_found_to_work(
    open_page: Callable[..., Page], relay: Running, axe: Callable[[Page], list[str]]
) -> None:
    page = begun(open_page)
    page.get_by_role("button", name="Có, tôi nghe thấy").click(timeout=40_000)

    expect(page.get_by_role("heading", name="Tiếng và hình đều dùng được")).to_be_visible()
    row = LineCheck.objects.get()
    assert (row.camera, row.microphone, row.heard, row.relayed, row.verdict) == (True, True, True, True, Verdict.GOOD)
    assert axe(page) == []


def test_a_network_that_lets_nothing_through_is_found_out(open_page: Callable[..., Page], relay: Running) -> None:
    relay.pause()
    page = begun(open_page)
    page.get_by_role("button", name="Có, tôi nghe thấy").click(timeout=40_000)

    expect(page.get_by_role("heading", name="Mạng này không cho cuộc gọi đi qua")).to_be_visible()
    assert LineCheck.objects.get().relayed is False


def test_nobody_who_hears_nothing_is_sent_off_as_ready(open_page: Callable[..., Page], relay: Running) -> None:
    page = begun(open_page)
    page.get_by_role("button", name="Không, không nghe gì").click(timeout=40_000)

    expect(page.get_by_role("heading", name="Không có micro dùng được")).to_be_visible()
    assert LineCheck.objects.get().verdict == Verdict.SILENT
