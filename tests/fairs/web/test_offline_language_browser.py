"""The door speaks the other language at one tap, with network and without, and stays with it."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import SessionSite
from tests.browser import SCREENS
from tests.fairs.web.conftest import named
from tests.fairs.web.test_offline_browser import (
    DOOR,
    SCAN,
    UNSENT,
    answer,
    become_door,
    clerk,
    hall,
    open_door,
    ready,
    shot,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["clerk", "hall", "open_door"]
WELCOME = {"vi": "CHÀO MỪNG", "en": "WELCOME"}
OTHER = {"vi": "en", "en": "vi"}


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_language_changes_without_network_and_nothing_is_lost(
    open_door: Any, axe: Any, hall: SessionSite, clerk: User, width: int, language: str
) -> None:
    first, second = named("Nguyễn Thị Thu Hường", hall, number=12), named("Trần Văn Nam", hall, number=13)
    page = become_door(open_door(width, language, user=clerk), hall)
    expect(page.locator("[data-people]")).to_have_text("2")
    page.context.set_offline(True)
    page.evaluate(SCAN, first.code)
    expect(answer(page, "welcome")).to_contain_text(WELCOME[language])
    shot(page, f"door-language-1-{language}-{width}")

    page.click("[data-speak]")
    page.wait_for_function(f"document.documentElement.lang === '{OTHER[language]}'")
    ready(page)

    expect(page.locator(UNSENT)).to_have_text("1")
    page.evaluate(SCAN, second.code)
    expect(answer(page, "welcome")).to_contain_text(WELCOME[OTHER[language]])
    expect(page.locator("[data-speak]")).to_have_attribute("lang", language)
    axe(page)
    shot(page, f"door-language-2-{OTHER[language]}-{width}")
    page.goto(DOOR)
    ready(page)
    assert page.evaluate("document.documentElement.lang") == OTHER[language]
    page.context.set_offline(False)
    expect(page.locator(UNSENT)).to_have_text("0", timeout=30_000)


@pytest.mark.django_db
def test_the_page_carries_its_words_in_both_languages(client: Client) -> None:
    for language in ("vi", "en"):
        text = client.get(DOOR, headers={"Accept-Language": language}).text
        assert f'<html lang="{language}">' in text
        assert all(text.count(words) == 1 for words in WELCOME.values())
        assert text.index(WELCOME[language]) < text.index(WELCOME[OTHER[language]])
