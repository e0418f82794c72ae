"""Everybody at once: as many pages as go fast, a notice that opens by itself for the rest, and nobody at work is held up."""

import re
import threading

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver

from nhipcau.accounts.http import PUBLIC, SEEKERS_OWN, SIGNED_IN
from nhipcau.foundation.ui import opening
from nhipcau.foundation.ui.opening import LATEST, SOONEST, Crowd, OpeningMiddleware
from tests.reached import addresses

DAY = "/phien/ngay-cua-toi/7/"
DOOR = "/phien/7/cua/"
MADE = 200


def made(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("made")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> OpeningMiddleware:
    """Every place is taken; nobody has patience."""
    monkeypatch.setattr(opening, "PATIENCE", 0)
    gate = OpeningMiddleware(made)
    while gate.crowd.enters(patience=0):
        pass
    return gate


def status(gate: OpeningMiddleware, path: str, method: str = "GET", **headers: str) -> int:
    return gate(RequestFactory().generic(method, path, headers=headers)).status_code


def test_who_finds_no_place_is_told_that_the_page_opens_by_itself(full: OpeningMiddleware) -> None:
    answer = full(RequestFactory().get(DAY, headers={"accept-language": "vi"}))

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == answer.headers["Refresh"]
    assert "chỗ của bạn trong mọi hàng chờ vẫn được giữ" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.content) < 1000


def test_the_notice_speaks_the_language_of_the_browser(full: OpeningMiddleware) -> None:
    request = RequestFactory().get(DAY)
    request.COOKIES["django_language"] = "en"

    assert "your place in every queue is kept" in full(request).text


def test_with_a_place_free_the_page_is_made_and_the_place_given_back() -> None:
    gate = OpeningMiddleware(made)

    assert [status(gate, DAY) for _press in range(20)] == [MADE] * 20


def test_a_page_that_breaks_gives_its_place_back() -> None:
    def breaks(_request: HttpRequest) -> HttpResponse:
        raise ValueError("broken")

    gate = OpeningMiddleware(breaks)
    for _press in range(opening.AT_ONCE + 1):
        with pytest.raises(ValueError, match="broken"):
            status(gate, DAY)
    assert gate.crowd.enters(patience=0)


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [(DOOR, "GET", {}), (DAY, "POST", {}), (DAY, "GET", {"hx-request": "true"})],
    ids=["a page of staff", "something sent", "a part that a change calls for"],
)
def test_what_cannot_wait_is_never_held_up(
    full: OpeningMiddleware, path: str, method: str, headers: dict[str, str]
) -> None:
    assert status(full, path, method, **headers) == MADE


def test_a_part_fetched_by_the_clock_is_left_out_when_it_is_full(full: OpeningMiddleware) -> None:
    by_clock = {"hx-request": "true", "x-poll": "1"}

    assert status(full, DAY, **by_clock) == 503
    full.crowd.leaves()
    assert status(full, DAY, **by_clock) == MADE


def test_some_wait_for_a_place_and_no_more_than_some() -> None:
    crowd = Crowd(at_once=1, waiting=1)
    assert crowd.enters(patience=1)
    came: list[bool] = []
    waits = threading.Thread(target=lambda: came.append(crowd.enters(patience=5)))
    waits.start()
    while crowd.waiting.acquire(blocking=False):
        crowd.waiting.release()

    assert not crowd.enters(patience=5)
    crowd.leaves()
    waits.join()
    assert came == [True]


def test_the_more_were_sent_away_the_later_and_the_less_evenly_they_come_again() -> None:
    now = [0.0]
    crowd = Crowd(clock=lambda: now[0])
    few = [crowd.seconds() for _one in range(5)]
    many = [crowd.seconds() for _one in range(1000)]
    now[0] += 60
    later = [crowd.seconds() for _one in range(5)]

    assert max(few + later) <= 2 * SOONEST
    assert min(many) >= SOONEST
    assert 30 < max(many) <= LATEST
    assert len(set(many)) > 20


def test_who_waits_comes_back_as_soon_as_pages_are_really_made() -> None:
    now = [0.0]
    crowd = Crowd(clock=lambda: now[0])
    for _page in range(200):
        assert crowd.enters(patience=0)
        now[0] += 0.02
        crowd.leaves()

    told = [crowd.seconds() for _one in range(500)]

    assert crowd.pace(now[0]) == pytest.approx(50, rel=0.05)
    assert 10 <= max(told) <= 14
    now[0] += 60
    assert crowd.pace(now[0]) == opening.LEAST_PACE


def test_a_notice_is_no_error_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Crowd, "enters", lambda _crowd, patience: False)

    assert client.get(DAY).status_code == 503

    assert not caplog.records


def test_only_pages_that_people_open_for_themselves_are_ever_held_up(settings: object) -> None:
    crowd = re.compile(settings.CROWD_PAGES)  # type: ignore[attr-defined]
    held = {
        view.access_declared
        for route, view in addresses(get_resolver().url_patterns)
        if crowd.fullmatch("/" + re.sub(r"<[^>]*>", "7", route)) and hasattr(view, "access_declared")
    }

    assert held <= {PUBLIC, SIGNED_IN, *SEEKERS_OWN}
    assert {PUBLIC, "fairs.register"} <= held
