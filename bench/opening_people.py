"""Everybody who opens their page at eight, in one process: presses, presses again, waits, listens, polls."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

PAGES, LIVE = 18766, 18767
PATIENCE = 30.0  # seconds after which a browser's request counts as failed
AGAIN = (3.0, 8.0)  # seconds from the first press to the refresh
POLL, EVERY = 15.0, 30.0  # a page without a stream asks about every 15 s; each page looks after the waits every 30
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # before a refused stream is asked for again (live.js)
STAFF_EVERY, TRIES, WARM = 0.5, 60, 20
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Person:
    """`press`: when they pressed first; the page counts from there to the first time it came."""

    session: str
    ticket: int
    number: int
    press: float = 0.0
    came: float | None = None
    streams: bool = False
    polls: bool = False


@dataclass
class Met:
    """What the crowd met: seconds of each answer, and how often something else came."""

    pages: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    staff: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    notices: int = 0
    errors: int = 0
    staff_errors: int = 0
    poll_errors: int = 0
    refused_streams: int = 0


async def get(port: int, path: str, cookie: str = "", *headers: str) -> Answer:
    """One request on a connection of its own, read to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        lines = ["Host: localhost", "Connection: close", f"Cookie: session={cookie}", *headers]
        writer.write("\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode())
        status, said = await head(reader)
        return status, said, await reader.read()
    finally:
        writer.close()


async def head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    words = (await reader.readline()).split()
    if len(words) < 2:
        raise ConnectionError("no answer")
    said = {}
    while line := (await reader.readline()).decode("latin-1").strip():
        name, _, value = line.partition(":")
        said[name.lower()] = value.strip()
    return int(words[1]), said


async def alive() -> None:
    for port, path in ((PAGES, "/rieng-tu/"), (LIVE, "/live/version?topics=fair:1")):
        for _try in range(TRIES):
            try:
                if (await get(port, path))[0] == 200:
                    break
            except OSError:
                pass
            await asyncio.sleep(0.5)
        else:
            raise SystemExit(f"nobody answers at port {port}")


async def one_by_one(ask: Callable[[int], Awaitable[Answer]], number: int) -> None:
    for each in range(number):
        status = (await ask(each))[0]
        if status != 200:
            raise SystemExit(f"a lone request was answered with {status}")


class Crowd:
    def __init__(self, people: list[tuple[str, int, int]], staff: tuple[str, str], *, guard: bool) -> None:
        self.people, self.staff, self.guard = [Person(*one) for one in people], staff, guard
        self.met, self.chance = Met(), Random("opening")
        self.kept: list[asyncio.StreamWriter] = []
        self.ended = 0.0

    def page_of(self, number: int) -> Awaitable[Answer]:
        return self.page(self.people[number % len(self.people)])

    def poll_of(self, number: int) -> Awaitable[Answer]:
        """Of few people again and again: who is not known yet costs a look at their permission once."""
        return self.version(self.people[number % WARM])

    def page(self, one: Person, *headers: str) -> Awaitable[Answer]:
        return get(PAGES, f"/phien/ngay-cua-toi/{one.ticket}/", one.session, *headers)

    def version(self, one: Person) -> Awaitable[Answer]:
        """Whether anything changed; without the guard there is nobody to ask but the page itself."""
        if not self.guard:
            return self.page(one, "HX-Request: true")
        return get(LIVE, f"/live/version?topics=seeker:{one.number}", one.session)

    async def morning(self, within: float, seconds: float) -> None:
        begun = time.perf_counter()
        tasks = [asyncio.create_task(self.comes(one, self.chance.uniform(0, within))) for one in self.people]
        tasks.append(asyncio.create_task(self.door()))
        await asyncio.sleep(seconds - (time.perf_counter() - begun))
        self.ended = time.perf_counter()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def comes(self, one: Person, after: float) -> None:
        """Presses, presses again a little later whatever came meanwhile, and stays."""
        await asyncio.sleep(after)
        one.press = time.perf_counter()
        first = asyncio.create_task(self.opens(one))
        await asyncio.sleep(self.chance.uniform(*AGAIN))
        first.cancel()
        await self.opens(one)
        await asyncio.gather(self.listens(one), self.looks_after(one))

    async def opens(self, one: Person) -> None:
        """Until the page is there; a notice says when it opens by itself."""
        while True:
            begun = time.perf_counter()
            try:
                status, said, _body = await asyncio.wait_for(self.page(one), PATIENCE)
            except (OSError, TimeoutError):
                self.met.errors += 1
                continue
            now = time.perf_counter()
            self.met.answers.append(now - begun)
            if status == 200:
                self.met.pages.append(now - begun)
                one.came = one.came or now
                return
            self.met.notices += status == 503
            self.met.errors += status != 503
            await asyncio.sleep(float(said.get("retry-after", 5)))

    async def listens(self, one: Person) -> None:
        """A stream if it is let in; until then polls, and asks again after growing pauses."""
        pause = FIRST_PAUSE
        polling = None
        while not await self.streams(one):
            self.met.refused_streams += 1
            polling = polling or asyncio.create_task(self.polls(one))
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        if polling:
            polling.cancel()
        await asyncio.sleep(3600)

    async def streams(self, one: Person) -> bool:
        asked = f"GET /live/stream?topics=seeker:{one.number} HTTP/1.1"
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", LIVE)
            writer.write("\r\n".join([asked, "Host: localhost", f"Cookie: session={one.session}", "", ""]).encode())
            status, _said = await asyncio.wait_for(head(reader), PATIENCE)
        except (OSError, TimeoutError):
            return False
        if status != 200:
            writer.close()
            return False
        self.kept.append(writer)
        one.streams = True
        return True

    async def polls(self, one: Person) -> None:
        one.polls = True
        while True:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * POLL)
            await self.timed(self.version(one))

    async def looks_after(self, one: Person) -> None:
        """The page fetches its waits anew every half minute, stream or not."""
        while True:
            await asyncio.sleep(EVERY)
            await self.timed(self.page(one, "HX-Request: true", "X-Poll: 1"))

    async def timed(self, answer: Awaitable[Answer]) -> None:
        begun = time.perf_counter()
        try:
            status = (await asyncio.wait_for(answer, PATIENCE))[0]
            self.met.poll_errors += status not in (200, 503)
        except (OSError, TimeoutError):
            self.met.poll_errors += 1
        self.met.polls.append(time.perf_counter() - begun)

    async def door(self) -> None:
        """Somebody works at the door meanwhile."""
        session, path = self.staff
        while True:
            begun = time.perf_counter()
            try:
                status = (await asyncio.wait_for(get(PAGES, path, session), PATIENCE))[0]
                self.met.staff_errors += status != 200
            except (OSError, TimeoutError):
                self.met.staff_errors += 1
            self.met.staff.append(time.perf_counter() - begun)
            await asyncio.sleep(STAFF_EVERY)

    def summary(self) -> dict[str, Any]:
        met, people = self.met, self.people
        waited = [(one.came or self.ended) - one.press for one in people]
        return {
            "people": len(people),
            "requests": len(met.answers) + len(met.polls),
            "pages": len(met.pages),
            "answered": round(sum(one.came is not None for one in people) / len(people), 4),
            "notices": met.notices,
            "errors": met.errors + met.poll_errors,
            **shares("page", waited),
            **shares("answer", met.answers),
            **shares("poll", met.polls),
            **shares("staff", met.staff),
            "staff_errors": met.staff_errors,
            "streams": sum(one.streams for one in people),
            "streams_refused_first": met.refused_streams,
            "polled": sum(one.polls for one in people),
        }


def shares(name: str, seconds: list[float]) -> dict[str, float | None]:
    ranked = sorted(seconds)
    at = {share: ranked[int(len(ranked) * share / 100)] if ranked else None for share in (50, 95, 99)}
    return {f"{name}_p{share}": None if found is None else round(found, 3) for share, found in at.items()}
