"""A real browser before the pages: phones and desks, Vietnamese and English, and axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)  # the shell takes a third less CPU
CHROMIUM = next((found for name in BROWSERS if (found := shutil.which(name))), None)
MADE_UP = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]  # a moving picture and a beep
PHONE, DESK = 360, 1280
# Each journey on both widths and in both languages; whoever takes pictures walks all four.
BOTH = [(PHONE, "vi"), (DESK, "en")]
SCREENS = [*BOTH, (PHONE, "en"), (DESK, "vi")] if os.environ.get("LOOK_FOLDER") else BOTH
OpenPage = Callable[..., Page]
# What moves has colours on the way that nobody is meant to read.
STILL: Final = """
    Promise.all(document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity)
        .map(each => each.finished.catch(() => null)))
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """With a camera and a microphone that are made up, and allowed."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing: sudo apt-get install chromium-headless-shell")
    arguments = [*MADE_UP, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    """`page = open_page(360, "vi")`, then `page.goto("/")`. An error of its scripts fails the test."""
    yield from pages_at(chromium, live_server.url)


def pages_at(chromium: Browser, address: str) -> Iterator[OpenPage]:
    contexts, complaints = [], []

    def opened(width: int = PHONE, language: str = "vi", *, user: Any = None, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 740 if width < 700 else 900},
            locale={"vi": "vi-VN", "en": "en-GB"}[language],
            extra_http_headers={"Accept-Language": language},
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=width < 700,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        if user is not None:
            sign_in_context(context, address, user)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_policy(said) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == [], complaints


def is_policy(said: Any) -> bool:
    return said.type == "error" and "Content Security Policy" in said.text


def sign_in_context(context: Any, address: str, user: Any) -> None:
    """The session a person has after password and second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Another person sits down at an open page."""
    return lambda page, user: sign_in_context(page.context, live_server.url, user)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds on a page, one line each; an empty list is what a test asserts."""

    def findings(page: Page) -> list[str]:
        page.evaluate(STILL)
        results = Axe().run(page)
        return [
            f"{found['id']}: {node['html'][:160]}"
            for found in results.response["violations"]
            for node in found["nodes"]
        ]

    return findings
