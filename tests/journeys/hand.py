"""Somebody before a page: taps and types as people do, and what that costs them is counted."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

from tests.browser import DESK, PHONE

LOOK = os.environ.get("LOOK_FOLDER")  # where pictures of the journeys are kept, when somebody wants to look
READ_BY_AXE = {(PHONE, "vi"), (DESK, "en")}
# Camera and axe leave `style=""` behind, which htmx would copy and the policy would complain about.
AFTERWARDS = "document.querySelectorAll('[style=\"\"]').forEach(each => each.removeAttribute('style'))"


class Hand:
    """Words are given in English, as in the sources, and looked for in the language of the page."""

    def __init__(self, page: Page, language: str, axe: Callable[[Page], list[str]]) -> None:
        self.page, self.language, self.axe = page, language, axe
        self.taps = self.letters = self.screens = 0
        page.on("framenavigated", lambda frame: self._count_screen() if frame == page.main_frame else None)

    def _count_screen(self) -> None:
        self.screens += 1

    def word(self, words: str, **values: Any) -> str:
        with override(self.language):
            return gettext(words) % values if values else gettext(words)

    def pattern(self, words: str) -> re.Pattern[str]:
        """The words, with anything where a value stands."""
        return re.compile(re.sub(r"%\\?\(\w+\\?\)s", ".*", re.escape(self.word(words))))

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=self.word(words))

    def link(self, words: str) -> Locator:
        return self.page.get_by_role("link", name=self.word(words))

    def tap(self, what: Locator) -> None:
        what.first.click()
        self.taps += 1

    def go(self, what: Locator) -> None:
        """A tap that leads to another page, or to this one again."""
        with self.page.expect_navigation():
            self.tap(what)

    def tick(self, what: Locator) -> None:
        what.check()
        self.taps += 1

    def type(self, words: str, what: Locator) -> None:
        what.press_sequentially(words)
        self.letters += len(words)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.taps += 1

    def see(self, words: str) -> None:
        expect(self.page.get_by_text(self.pattern(words)).first).to_be_visible()

    def look(self, name: str) -> None:
        """Nothing sticks out, and axe finds nothing."""
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        if LOOK:
            Path(LOOK).mkdir(parents=True, exist_ok=True)
            path = Path(LOOK) / f"{name}-{width}-{self.language}.png"
            self.page.screenshot(path=path)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        if (width, self.language) in READ_BY_AXE:
            found = self.axe(self.page)
            assert not found, (name, found)
        self.page.evaluate(AFTERWARDS)
