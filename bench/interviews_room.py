"""The page of a room as its scripts behave (room.js, signals.js, line.js), with the media left out.

A description has the size of Chromium's, thirteen candidates trickle over a third of a second, and the connection counts as
made a tenth of a second after both sides have what they need of each other: no packet is sent.
"""

import asyncio
import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from bench.interviews_wire import Browser, Stream

TOGETHER, BUSY, CALM, LONGEST = 0.06, 0.7, 15.0, 5.0  # seconds between two requests (signals.js)
SAMPLE = 2.0  # seconds between two looks at the own figures (measure.js)
TALK_EVERY = 20.0  # the talk beside the call is fetched so often
MAKES_OFFER, TRICKLE, CONNECTS = 0.02, 0.33, 0.1
NAMED = {name: re.compile(rf'data-{name}="([^"]*)"') for name in ("topic", "enter", "exchange", "leave", "stands")}
CANDIDATE = "candidate:{n} 1 udp {n}22260223 192.168.1.{n} 5{n:04d} typ {kind} generation 0 ufrag Xk3P network-id {n}"
KINDS = ("host",) * 5 + ("srflx raddr 192.168.1.7 rport 50012",) * 4 + ("relay raddr 14.160.1.2 rport 41234",) * 4
LINES = 92  # of 64 characters: a description with one voice and one picture has about 6,000


def description(kind: str) -> dict[str, str]:
    return {"type": kind, "sdp": "".join(f"a=rtpmap:{n:03d} {'x' * 49}\r\n" for n in range(LINES))}


def candidates() -> list[dict[str, Any]]:
    return [
        {"candidate": CANDIDATE.format(n=n, kind=kind), "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "Xk3P"}
        for n, kind in enumerate(KINDS, start=1)
    ]


class Signals:
    """One request for what is said, heard and told of the line: soon while a connection is made, every 15 s after."""

    def __init__(self, browser: Browser, at: dict[str, str], page: "RoomPage") -> None:
        self.browser, self.at_addresses, self.page = browser, at, page
        self.me, self.known, self.failures = 0, 0, 0
        self.saying: list[dict[str, Any]] = []
        self.sending = self.again = self.stopped = False
        self.timer: asyncio.TimerHandle | None = None
        self.turning: asyncio.Task[None] | None = None

    async def enter(self) -> bool:
        answer = await self.browser.tell(self.at_addresses["enter"], "enter", "said", '{"relay_only":false}')
        if answer.status != 200:
            return False
        said = json.loads(answer.body)
        self.me = said["me"]
        self.page.meet(said)
        self.wait(BUSY)
        return True

    def say(self, to: int, kind: str, body: Any) -> None:
        last = self.saying[-1] if self.saying else None
        if kind == "candidates" and last and last["kind"] == kind and last["to"] == to and len(last["body"]) < 30:
            last["body"] += body
        else:
            self.saying.append({"to": to, "kind": kind, "body": body})
        self.wait(TOGETHER)

    def wait(self, pause: float) -> None:
        loop = asyncio.get_running_loop()
        if self.stopped or (self.timer and self.timer.when() <= loop.time() + pause):
            return
        if self.timer:
            self.timer.cancel()
        self.timer = loop.call_later(pause, self._begin)

    def _begin(self) -> None:
        self.timer = None
        if self.stopped or not self.me:
            return
        if self.sending:
            self.again = True
            return
        self.sending = True
        self.turning = asyncio.create_task(self.turn())

    async def turn(self) -> None:
        signals, self.saying = self.saying[:40], self.saying[40:]
        line = self.page.line()
        words = json.dumps({"me": self.me, "known": self.known, "signals": signals, "line": line, "servers": False})
        answer = await self.browser.tell(self.at_addresses["exchange"], "exchange", "said", words)
        self.sending = False
        if answer.status == 409:
            self.stop()
        if self.stopped:
            return
        if answer.status != 200:
            self.saying = signals + self.saying
            self.failures += 1
            self.wait(min(LONGEST, 0.25 * 2**self.failures))
            return
        self.failures = 0
        self.hear(json.loads(answer.body))
        soon, self.again = self.again or bool(self.saying), False
        self.wait(TOGETHER if soon else BUSY if self.page.busy else CALM)

    def hear(self, said: dict[str, Any]) -> None:
        self.page.meet(said)
        for one in said["signals"]:
            if one["id"] > self.known:
                self.known = one["id"]
                self.page.take(one["from"], one["kind"], one["body"])

    def stop(self) -> None:
        self.stopped = True
        if self.timer:
            self.timer.cancel()


class RoomPage:
    """`described`, `connected`: told once, with the moment. `moved`: what the talk says now has changed."""

    def __init__(self, browser: Browser, room: str, chance: Random, described: Callable[[], None]) -> None:
        self.browser, self.path, self.chance, self.described = browser, f"/phong-van/phong/{room}/", chance, described
        self.other = 0
        self.has_description = self.has_candidates = self.connected = self.told_media = False
        self.connected_at = 0.0
        self.later: list[asyncio.TimerHandle] = []
        self.stands = ""

    async def open(self) -> bool:
        answer = await self.browser.get(self.path, "room")
        found = {name: pattern.search(answer.body) for name, pattern in NAMED.items()}
        if answer.status != 200 or not all(found.values()):
            self.browser.met.wrong[f"room without call {answer.status}"] += 1
            return False
        self.at = {name: match[1] for name, match in found.items() if match}
        self.stands, self.topic = self.at["stands"], self.at["topic"]
        self.signals = Signals(self.browser, self.at, self)
        number = self.topic.partition(":")[2]
        self.stream = Stream(self.browser, [self.topic, f"interview:{number}"], self.announced, self.heard)
        self.talking = asyncio.create_task(self.talk_by_the_clock())
        return await self.signals.enter()

    def close(self) -> None:
        if not self.stands:
            return
        self.stream.close()
        self.talking.cancel()
        for timer in self.later:
            timer.cancel()
        self.signals.stop()

    async def leave(self) -> None:
        """A page that is closed says so."""
        self.close()
        if self.stands:
            await self.browser.tell(self.at["leave"], "leave", "me", str(self.signals.me))

    def heard(self, topic: str) -> None:
        if topic == self.topic:
            self.signals.wait(0)

    async def announced(self, topic: str) -> None:
        if topic != self.topic:
            await self.talk(polls=False)

    async def talk_by_the_clock(self) -> None:
        while True:
            await asyncio.sleep(TALK_EVERY)
            await self.talk(polls=True)

    async def talk(self, *, polls: bool) -> None:
        answer = await self.browser.part(self.path, "talk", "talk", polls=polls)
        stands = NAMED["stands"].search(answer.body)
        if stands and stands[1] != self.stands:
            self.stands = stands[1]
            await self.browser.part(self.path, "beside", "beside")

    @property
    def busy(self) -> bool:
        return bool(self.other) and not self.connected

    def line(self) -> dict[str, Any]:
        told: dict[str, Any] = {"rung": "full", "drops": 0, "connected": self.connected}
        if self.connected:
            measured = {"loss": round(self.chance.uniform(0, 0.01), 4), "rtt": self.chance.randint(20, 90)}
            media = {"hears": self.told_media, "sees": self.told_media, "relayed": False, "way": ""}
            told |= measured | media | {"rate": self.chance.randint(380, 520)}
        return told

    def meet(self, said: dict[str, Any]) -> None:
        """Whoever came later offers."""
        if not said["pages"] or self.other:
            return
        self.other = said["pages"][0]["id"]
        if self.signals.me > self.other:
            self.after(MAKES_OFFER, self.describe, "offer")

    def describe(self, kind: str) -> None:
        self.signals.say(self.other, "description", description(kind))
        for one in candidates():
            self.after(self.chance.uniform(0, TRICKLE), self.signals.say, self.other, "candidates", [one])

    def take(self, sender: int, kind: str, body: Any) -> None:
        if sender != self.other:
            return
        if kind == "description" and not self.has_description:
            self.has_description = True
            self.described()
            if body["type"] == "offer":
                self.after(MAKES_OFFER, self.describe, "answer")
        self.has_candidates |= kind == "candidates"
        if self.has_description and self.has_candidates and not self.connected_at:
            self.connected_at = asyncio.get_running_loop().time() + CONNECTS
            self.after(CONNECTS, self.connect)

    def connect(self) -> None:
        """Two samples later the page knows that sound and picture come, and tells it."""
        self.connected = True
        self.signals.wait(0)
        self.after(2 * SAMPLE, self.media)

    def media(self) -> None:
        self.told_media = True
        self.signals.wait(0)

    def after(self, seconds: float, act: Callable[..., None], *words: Any) -> None:
        self.later.append(asyncio.get_running_loop().call_later(seconds, act, *words))
