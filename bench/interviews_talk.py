"""One talk through a real Janus: a host with a camera, and listeners who come in one after another and stay.

As `interviews_panels`: real pages of a real gunicorn and live process, a Chromium without a window, each listener in a context of
their own. A listener hears when sound and decoded frames grow; the seconds run from pressing "Enter". All browsers are on this
machine and decode here, so with many the browsers are short of processor before Janus is: `load` says so. `core_percent` and the
rates are measured once all are in; they are what Janus takes and sends for everybody together.
"""

import importlib
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from bench.interviews_browsers import BASE, BYTES, LOOKS, MEASURED, SETTLES, WITHIN, serving
from bench.interviews_panels import HEARD, media
from bench.live import used
from bench.opening import factories, load, sessions

SMALL, LARGE = {"width": 320, "height": 240}, {"width": 800, "height": 700}
PATIENCE = 60_000  # ms


def measure(listeners: int, told: Callable[[dict[str, Any]], None]) -> None:
    playwright = importlib.import_module("playwright.sync_api").sync_playwright
    browsers = importlib.import_module("tests.browser")
    address, host, keys = talk(listeners)
    with media() as server:
        if server is None:
            return
        with serving(), playwright() as driver, ExitStack() as stack:
            arguments = [*browsers.MADE_UP, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
            browser = driver.chromium.launch(executable_path=browsers.CHROMIUM, args=arguments)
            stack.callback(browser.close)
            desk = enters(browser, address, host, LARGE)
            desk.get_by_role("button", name="Mở phòng").click()
            desk.wait_for_function(
                "document.querySelector('[data-gathering]').dataset.sends === 'yes'", timeout=PATIENCE
            )
            pages, seconds = [], []
            for key in keys:
                pages.append(enters(browser, address, key, SMALL))
                seconds.append(hears(pages[-1]))
            told({"case": "talk"} | summary(seconds) | flow(desk, pages, server) | load())


def talk(listeners: int) -> tuple[str, str, list[str]]:
    """The address of its room, the session of the operator who holds it, and one for each listener."""
    from django.urls import reverse
    from django.utils import timezone

    made, now = factories("gatherings"), timezone.now()
    gathering = made.GatheringFactory(starts_at=now, created_at=now, capacity=500)
    staff = factories("centres").staff("operator", gathering.centre)
    people = [factories("seekers").PhoneUserFactory() for _ in range(listeners)]
    for person in people:
        made.MemberFactory(gathering=gathering, user=person, since=now)
    address = reverse("gatherings:room", args=[gathering.room])
    return address, *sessions([staff]), sessions(people, method="password")  # type: ignore[return-value]


def enters(browser: Any, address: str, key: str, size: dict[str, int]) -> Any:
    context = browser.new_context(base_url=BASE, viewport=size)
    context.add_cookies([{"name": "session", "value": key, "url": BASE}])
    if size is LARGE:
        context.grant_permissions(["camera", "microphone"], origin=BASE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(importlib.import_module("tests.interviews.meeting").WATCH)
    page.goto(address)
    page.locator("[data-do=enter]:visible").click()
    return page


def hears(page: Any) -> float | None:
    """Seconds until this listener gets growing sound and picture."""
    begun, before = time.monotonic(), [0, 0]
    while time.monotonic() < begun + WITHIN:
        got = page.evaluate(HEARD)
        now = [max((one[n] for one in got), default=0) for n in (0, 1)]
        if all(before) and now[0] > before[0] and now[1] > before[1]:
            return round(time.monotonic() - begun, 2)
        before = now
        page.wait_for_timeout(LOOKS * 1000)
    return None


def flow(desk: Any, pages: list[Any], server: int) -> dict[str, Any]:
    """What the host sends and the listeners get in kbit/s, of Janus the processor and memory, and how many still hear at the end."""
    desk.wait_for_timeout(SETTLES * 1000)
    watched = [desk, *pages]
    before, (_memory, spent), begun = [page.evaluate(BYTES) for page in watched], used(server), time.monotonic()
    frames = [page.evaluate(HEARD) for page in pages]
    desk.wait_for_timeout(MEASURED * 1000)
    memory, ended = used(server)
    core = (ended - spent) / (time.monotonic() - begun)
    after = [page.evaluate(BYTES) for page in watched]
    rates = [
        [(end[n] - old[n]) * 8 / (end[2] - old[2]) for n in (0, 1)] for old, end in zip(before, after, strict=True)
    ]
    still = [page.evaluate(HEARD) for page in pages]
    grown = sum(
        any(b[1] > a[1] for a, b in zip(old, new, strict=False)) for old, new in zip(frames, still, strict=True)
    )
    return {
        "still_hear": grown,
        "host_sends_kbit": round(rates[0][0]),
        "listener_gets_kbit": round(sum(rate[1] for rate in rates[1:]) / max(len(pages), 1)),
        "janus_core_percent": round(core * 100, 1),
        "janus_mib": round(memory / 1024),
    }


def summary(seconds: list[float | None]) -> dict[str, Any]:
    heard = sorted(one for one in seconds if one is not None)
    return {
        "listeners": len(seconds),
        "hear_within_15_s": round(len(heard) / max(len(seconds), 1), 3),
        "seconds_p50": heard[len(heard) // 2] if heard else None,
        "seconds_p95": heard[int(len(heard) * 0.95)] if heard else None,
    }
