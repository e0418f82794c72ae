"""Real panels between real browsers, one at a time: the person and two interviewers, through a real Janus.

As `interviews_browsers`, with three contexts. A panel stands when each of the three gets sound and decodes frames of both others
(two connections that receive, both growing). Its seconds run from the answer to the third page's entry, so the change from the
direct call to the media server is in them.
"""

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.interviews_browsers import BASE, LOOKS, SECRET, WITHIN, flow, room, serving
from bench.live import used
from bench.opening import factories, load, sessions

MISSING = "janus is missing (Debian's package janus): panels are not measured"
HEARD = """
    async () => {
        const found = [];
        for (const pc of window.made) {
            let frames = 0, sound = 0;
            for (const one of (await pc.getStats()).values()) {
                if (one.type === "inbound-rtp" && one.kind === "video") frames = one.framesDecoded ?? 0;
                if (one.type === "inbound-rtp" && one.kind === "audio") sound = one.bytesReceived ?? 0;
            }
            if (pc.connectionState === "connected") found.push([frames, sound]);
        }
        return found;
    }
"""
Figures = list[list[int]]


def measure(panels: int, told: Callable[[dict[str, Any]], None]) -> None:
    playwright = importlib.import_module("playwright.sync_api").sync_playwright
    browsers = importlib.import_module("tests.browser")
    rooms = [room_of_three() for _ in range(panels)]
    with media() as server:
        if server is None:
            return
        with serving(), playwright() as driver:
            arguments = [*browsers.MADE_UP, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
            browser = driver.chromium.launch(executable_path=browsers.CHROMIUM, args=arguments)
            made = [one_panel(browser, *one, server) for one in rooms]
            browser.close()
        told({"case": "panels of three"} | summary(made) | {"janus_mib": round(used(server)[0] / 1024)} | load())


@contextmanager
def media() -> Iterator[int | None]:
    """The pid of the one Janus that the pages know of; None where none is installed, and said so."""
    private, relaying = importlib.import_module("config.stage.private"), importlib.import_module("tests.relaying")
    if private.program() is None:
        print(MISSING, file=sys.stderr)
        yield None
        return
    with tempfile.TemporaryDirectory() as named, ExitStack() as stack:
        folder = Path(named)
        kept = private.prepare(folder, above=relaying.free_ports()[0], secret=SECRET, count=1)
        os.environ.update(kept.environment)
        stack.callback(lambda: [os.environ.pop(name, None) for name in kept.environment])
        yield stack.enter_context(relaying.started(kept.commands[0], kept.places[0].port, folder / "log")).pid


def room_of_three() -> tuple[str, list[str]]:
    from nhipcau.interviews.models import Interview

    address, keys = room()
    call = Interview.objects.get(room=address.rstrip("/").rsplit("/", 1)[-1])
    return address, [*keys, *sessions([factories("employers").recruiter(call.employer)])]


def one_panel(browser: Any, address: str, keys: list[str], server: int) -> dict[str, Any]:
    meeting = importlib.import_module("tests.interviews.meeting")
    with ExitStack() as stack:
        pages = []
        for key in keys:
            context = browser.new_context(base_url=BASE, viewport={"width": 800, "height": 700})
            stack.callback(context.close)
            context.add_cookies([{"name": "session", "value": key, "url": BASE}])
            context.grant_permissions(["camera", "microphone"], origin=BASE)
            page = context.new_page()
            page.add_init_script(meeting.WATCH)
            with page.expect_response(lambda answer: "/goi/vao/" in answer.url, timeout=60_000):
                page.goto(address)
            pages.append(page)
        seconds = stands(pages)
        return {"seconds": seconds} | (flow(pages, server) if seconds is not None else {})


def stands(pages: list[Any]) -> float | None:
    """Seconds until every page gets growing sound and picture of both others."""
    begun = time.monotonic()
    before: dict[int, Figures] = {}
    while time.monotonic() < begun + WITHIN:
        good = 0
        for number, page in enumerate(pages):
            now: Figures = page.evaluate(HEARD)
            good += len(now) == len(pages) and growing(before.get(number, []), now) == len(pages) - 1
            before[number] = now
        if good == len(pages):
            return round(time.monotonic() - begun, 2)
        pages[0].wait_for_timeout(LOOKS * 1000)
    return None


def growing(before: Figures, now: Figures) -> int:
    if len(before) != len(now):
        return 0
    return sum(new[0] > old[0] and new[1] > old[1] for old, new in zip(before, now, strict=True))


def summary(made: list[dict[str, Any]]) -> dict[str, Any]:
    """`core_percent`: what Janus takes of a core for one panel; the rates are those of one page."""
    ranked = sorted(one["seconds"] for one in made if one["seconds"] is not None)
    means = {
        name: sum(one[name] for one in made if name in one) / max(len(ranked), 1)
        for name in ("sent", "received", "core")
    }
    return {
        "panels": len(made),
        "all_three_within_15_s": round(len(ranked) / len(made), 3),
        "seconds_p50": ranked[len(ranked) // 2] if ranked else None,
        "seconds_p95": ranked[int(len(ranked) * 0.95)] if ranked else None,
        "kbit_sent_by_a_page": round(means["sent"]),
        "kbit_received_by_a_page": round(means["received"]),
        "core_percent": round(means["core"] * 100, 2),
    }
