"""Somebody types as people do and is understood: completed, mended, narrowed down, and led on where nothing fits."""

import unicodedata
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Locator, expect

from nhipcau.fairs.models import FairSession
from nhipcau.vacancies.models import Vacancy
from tests.browser import DESK, PHONE, SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.fixture
def indexed(ready: FairSession, settings: Any, tmp_path: Path) -> FairSession:
    settings.SEARCH_ROOT = tmp_path
    call_command("rebuild_search", stdout=StringIO())
    return ready


def understood(me: Hand) -> Locator:
    return me.page.locator("#results .cluster a.chip").filter(has_text=me.word("take away"))


def count(me: Hand) -> int:
    return int("".join(filter(str.isdigit, me.page.locator("#results [role=status]").inner_text())))


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_what_is_typed_is_completed_understood_and_narrowed_down(
    hand: Callable[..., Hand], indexed: FairSession, width: int, language: str
) -> None:
    me = hand(width, language)
    page, box = me.page, me.page.get_by_role("combobox")
    page.goto(reverse("vacancies:board"))
    me.type("cn may viet y", box)
    expect(page.locator("#q_list [role=option]")).to_have_count(1)
    me.look("search-1-completed")
    me.press("ArrowDown")
    me.press("Enter")
    expect(box).to_have_value("cn may Việt Yên")
    expect(understood(me)).to_have_count(2)

    box.fill("cn may tren 8tr")
    page.wait_for_url("**q=cn+may+tren+8tr")
    expect(understood(me)).to_have_count(2)
    few = count(me)
    me.look("search-2-understood")
    me.tap(page.locator("#results summary"))
    me.look("search-3-narrow-down")
    chip = page.locator("#results details a.chip").first
    said = int(chip.locator(".number").inner_text())
    me.go(chip)
    assert count(me) == said <= few
    me.go(understood(me).last)
    expect(understood(me)).to_have_count(2)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_slip_is_mended_and_where_nothing_fits_one_tap_leads_on(
    hand: Callable[..., Hand], indexed: FairSession, width: int, language: str
) -> None:
    me = hand(width, language)
    page, box = me.page, me.page.get_by_role("combobox")
    page.goto(reverse("vacancies:board"))
    box.fill("cong nhan mya")
    me.see("Nothing is spelt that way. These fit “%(words)s”.")
    expect(page.locator("#results")).to_contain_text("công nhân may")
    me.look("search-4-mended")

    page.goto(reverse("vacancies:board", query={"q": "cong nhan may tren 190 trieu"}))
    me.look("search-5-nothing")
    offered = page.locator(".empty a.chip").first
    said = int(offered.locator(".number").inner_text())
    me.go(offered)
    assert count(me) == said > 0


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE x; --",
        "<script>alert(1)</script>",
        "%_\\",
        "công nhân " * 40,
        unicodedata.normalize("NFD", "thợ hàn ở Việt Yên"),
    ],
)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_whatever_is_typed_is_answered(hand: Callable[..., Hand], indexed: FairSession, typed: str, width: int) -> None:
    me = hand(width, "vi")
    me.page.goto(reverse("vacancies:board"))
    me.page.get_by_role("combobox").fill(typed)
    me.page.get_by_role("combobox").press("Enter")
    me.page.wait_for_url("**q=*")
    expect(me.page.locator("#results [role=status]")).to_be_visible()
    me.look("search-6-odd")
    assert Vacancy.objects.exists()
