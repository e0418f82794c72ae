"""Real calls between real browsers, one at a time: directly and forced through a real coturn, in turn.

Two contexts of one Chromium without a window, each with a camera and a microphone that are made up (a moving picture of 640 by 360
and a beep), on the real pages of a real gunicorn and a real live process. A call counts when on both sides bytes of sound and
decoded frames grow between two looks; its seconds run from the answer to the second side's entry. Everything is on one machine:
no loss, no distance, no translation of addresses, and the browsers' own work is most of the time. Forced, both sides are
relayed, so each packet passes coturn twice; directly, nothing passes it.
"""

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.live import used
from bench.opening import factories, load, servers, sessions
from bench.opening_people import PAGES

BASE = f"http://localhost:{PAGES}"
WITHIN, LOOKS = 15.0, 0.2  # seconds in which a call is to stand; between two looks at the figures
SETTLES, MEASURED = 6.0, 10.0  # seconds until the rate has grown, and of the measurement after
SECRET = "only-for-this-measurement-and-long-enough"
MISSING = "turnserver is missing (Debian's package coturn): calls are measured directly only"
BYTES = """
    async () => {
        let sent = 0, received = 0;
        for (const pc of window.made) for (const one of (await pc.getStats()).values())
            if (one.type === "transport") { sent += one.bytesSent; received += one.bytesReceived; }
        return [sent, received, performance.now()];
    }
"""


def measure(calls: int, told: Callable[[dict[str, Any]], None]) -> None:
    playwright = importlib.import_module("playwright.sync_api").sync_playwright
    browsers = importlib.import_module("tests.browser")
    rooms = [room() for _ in range(calls)]
    found: dict[str, list[dict[str, Any]]] = {"direct": [], "relay": []}
    with relay() as coturn, serving(), playwright() as driver:
        arguments = [*browsers.MADE_UP, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = driver.chromium.launch(executable_path=browsers.CHROMIUM, args=arguments)
        for number, (address, keys) in enumerate(rooms):
            way = "relay" if coturn and number % 2 else "direct"
            found[way].append(one_call(browser, address, keys, way == "relay", coturn))
        browser.close()
    for way, made in found.items():
        if made:
            told({"case": f"browsers, {way}"} | summary(made) | load())


@contextmanager
def serving() -> Iterator[None]:
    """Gunicorn and the live process, with the relay in their environment."""
    before, os.environ["DJANGO_SETTINGS_MODULE"] = os.environ["DJANGO_SETTINGS_MODULE"], "bench.interviews_settings"
    running = servers(guard=True)
    try:
        importlib.import_module("asyncio").run(importlib.import_module("bench.opening_people").alive())
        yield
    finally:
        os.environ["DJANGO_SETTINGS_MODULE"] = before
        for one in running:
            one.terminate()
        for one in running:
            one.wait()


@contextmanager
def relay() -> Iterator[int | None]:
    """The pid of a coturn that the pages know of; None where none is installed, and said so."""
    private, relaying = importlib.import_module("config.relay.private"), importlib.import_module("tests.relaying")
    if private.program() is None:
        print(MISSING, file=sys.stderr)
        yield None
        return
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        ports = relaying.free_ports()
        kept = private.prepare(folder, address="127.0.0.1", ports=ports, secret=SECRET)
        os.environ.update(kept.environment)
        try:
            with relaying.started(kept.command, ports[0], folder / "log") as process:
                yield process.pid
        finally:
            for name in kept.environment:
                os.environ.pop(name, None)


def room() -> tuple[str, list[str]]:
    """An interview that was called and answered: the address of its room, and a session for each side."""
    from django.urls import reverse
    from django.utils import timezone

    made = factories("interviews")
    now = timezone.now()
    desk = made.DeskFactory(online=True)
    call = made.InterviewFactory(desk=desk, called_at=now, acknowledged_at=now)
    users = [factories("employers").recruiter(desk.employer), factories("seekers").seeker_user(call.seeker)]
    return reverse("interviews:room", args=[call.room]), sessions(users)


def one_call(browser: Any, address: str, keys: list[str], forced: bool, coturn: int | None) -> dict[str, Any]:
    meeting = importlib.import_module("tests.interviews.meeting")
    contexts = [browser.new_context(base_url=BASE, viewport={"width": 800, "height": 700}) for _key in keys]
    try:
        pages = []
        for context, key in zip(contexts, keys, strict=True):
            context.add_cookies([{"name": "session", "value": key, "url": BASE}])
            context.grant_permissions(["camera", "microphone"], origin=BASE)
            page = context.new_page()
            for script in (meeting.WATCH, *([meeting.RELAY_ONLY] if forced else [])):
                page.add_init_script(script)
            with page.expect_response(lambda answer: "/goi/vao/" in answer.url, timeout=60_000):
                page.goto(address)
            pages.append(page)
        seconds = stands(pages, meeting.figures)
        flows = flow(pages, coturn) if seconds is not None else {}
        return {"seconds": seconds, "ways": [meeting.figures(page)["way"] for page in pages], **flows}
    finally:
        for context in contexts:
            context.close()


def stands(pages: list[Any], figures: Callable[[Any], Any]) -> float | None:
    """Seconds until sound and picture have grown on both sides."""
    begun = time.monotonic()
    before: dict[int, Any] = {}
    growing: set[int] = set()
    while time.monotonic() < begun + WITHIN:
        for number, page in enumerate(pages):
            now = figures(page)
            old = before.setdefault(number, now)
            if now["frames"] > old["frames"] and now["sound"] > old["sound"]:
                growing.add(number)
        if len(growing) == len(pages):
            return round(time.monotonic() - begun, 2)
        pages[0].wait_for_timeout(LOOKS * 1000)
    return None


def flow(pages: list[Any], coturn: int | None) -> dict[str, Any]:
    """Kbit/s that one side sends and receives, and the share of a core that the relay takes meanwhile."""
    pages[0].wait_for_timeout(SETTLES * 1000)
    before, spent, begun = (
        [page.evaluate(BYTES) for page in pages],
        used(coturn)[1] if coturn else 0.0,
        time.monotonic(),
    )
    pages[0].wait_for_timeout(MEASURED * 1000)
    after, seconds = [page.evaluate(BYTES) for page in pages], time.monotonic() - begun
    core = (used(coturn)[1] - spent) / seconds if coturn else 0.0
    rates = [
        [(end[n] - start[n]) * 8 / (end[2] - start[2]) for n in (0, 1)]
        for start, end in zip(before, after, strict=True)
    ]
    sent, received = (sum(rate[n] for rate in rates) / len(rates) for n in (0, 1))
    return {"sent": sent, "received": received, "core": core}


def summary(made: list[dict[str, Any]]) -> dict[str, Any]:
    ranked = sorted(one["seconds"] for one in made if one["seconds"] is not None)
    at = {share: ranked[int(len(ranked) * share / 100)] if ranked else None for share in (50, 95)}
    means = {
        name: sum(one[name] for one in made if name in one) / max(len(ranked), 1)
        for name in ("sent", "received", "core")
    }
    return {
        "calls": len(made),
        "two_way_within_15_s": round(len(ranked) / len(made), 3),
        "seconds_p50": at[50],
        "seconds_p95": at[95],
        "kbit_sent_by_a_side": round(means["sent"]),
        "kbit_received_by_a_side": round(means["received"]),
        "relay_core_percent": round(means["core"] * 100, 2),
        "ways": sorted({"/".join(way[-1]) for one in made for way in one["ways"] if way}),
    }
