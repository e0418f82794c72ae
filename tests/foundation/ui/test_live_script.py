"""The script that listens: what it does with a change, with a lost stream and with one that comes back."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from tests.browser import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOARD = reverse("ui:board")
CHANGE = 'retry: 60000\n\nevent: changed\ndata: {"topic": "desk:12", "version": 7}\n\n'
LISTEN = """document.addEventListener('DOMContentLoaded', () => {
  const kept = document.body.dataset;
  kept.heard = '';
  const keep = (event) => { kept.heard += `${event.detail.version ?? 'asked'} `; };
  document.body.addEventListener('live:desk:12', keep);
})"""


@pytest.fixture
def board(open_page) -> Page:
    """The sample board, watching one topic."""
    page = open_page(DESK)
    page.add_init_script(LISTEN)

    def watching(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<body ", '<body data-live="desk:12" '))

    page.route(f"**{BOARD}", watching)
    return page


def stream(page: Page, asked: list[str], *, works: bool) -> None:
    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if works:
            route.fulfill(content_type="text/event-stream", body=CHANGE)
        else:
            route.abort()

    page.unroute("**/live/stream*")
    page.route("**/live/stream*", answer)


def test_a_change_reaches_the_parts_that_watch_it(board):
    asked: list[str] = []
    stream(board, asked, works=True)
    board.goto(BOARD)

    expect(board.locator("body")).to_have_attribute("data-heard", re.compile("^7 "))
    assert asked[0].endswith("/live/stream?topics=desk%3A12")


def test_a_lost_stream_says_so_and_the_page_asks_by_itself(board):
    board.clock.install()
    stream(board, [], works=False)
    board.goto(BOARD)
    expect(board.locator("[data-live-age]")).to_contain_text("Mất kết nối trực tiếp")
    board.clock.run_for(31_000)

    expect(board.locator("body")).to_have_attribute("data-heard", re.compile("^(asked ){1,4}$"))


def test_without_a_stream_only_what_changed_is_fetched(board):
    versions = iter(["a", "a", "b"])
    told: list[str] = []

    def answer(route: Route) -> None:
        told.append(next(versions, "b"))
        route.fulfill(json={"desk:12": told[-1]})

    board.clock.install()
    stream(board, [], works=False)
    board.route("**/live/version*", answer)
    board.goto(BOARD)
    expect(board.locator("[data-live-age]")).to_be_visible()
    for _second in range(110):
        board.clock.run_for(1_000)
        board.wait_for_timeout(2)

    assert len(told) >= 3
    expect(board.locator("body")).to_have_attribute("data-heard", "asked asked ")


def test_the_age_of_what_is_shown_is_told_in_minutes(board):
    board.clock.install()
    stream(board, [], works=False)
    board.goto(BOARD)
    expect(board.locator("[data-live-age]")).to_be_visible()
    board.clock.run_for(3 * 60_000 + 5_000)

    expect(board.locator("[data-live-age]")).to_contain_text("cũ 3 phút")


def test_it_tries_again_with_growing_pauses(board):
    asked: list[str] = []
    board.clock.install()
    stream(board, asked, works=False)
    board.goto(BOARD)
    for _second in range(60):
        board.clock.run_for(1_000)
        board.wait_for_timeout(5)

    assert 3 <= len(asked) <= 9


def test_when_it_comes_back_the_page_is_fetched_anew(board):
    stream(board, [], works=False)
    board.goto(BOARD)
    expect(board.locator("[data-live-age]")).to_be_visible()
    stream(board, [], works=True)

    expect(board.locator("body")).to_have_attribute("data-heard", re.compile("^asked 7 "), timeout=15_000)


def test_a_part_fetched_by_the_clock_alone_says_so(open_page):
    """In a crowd the server leaves these out; what somebody pressed for it never does."""
    page, asked = open_page(DESK), []

    def with_part(route: Route) -> None:
        part = '<button id="part" hx-get="/rieng-tu/" hx-trigger="click, every 30s" hx-swap="none">?</button></body>'
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", part))

    page.clock.install()
    page.route(f"**{BOARD}", with_part)
    page.on("request", lambda request: "/rieng-tu/" in request.url and asked.append(request.headers.get("x-poll")))
    page.goto(BOARD)
    page.clock.run_for(31_000)
    page.locator("#part").click()
    page.wait_for_timeout(300)

    assert asked == ["1", None]
