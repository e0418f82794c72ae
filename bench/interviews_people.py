"""Those at the desks and those who wait, each as their pages behave.

Nobody hesitates but the person who is called: their thumb takes two seconds, which no figure contains. A desk whose page does not
show the answer after ten more is loaded again by its recruiter, and counted.
"""

import asyncio
import re
from dataclasses import dataclass, field
from random import Random

from bench.interviews_room import RoomPage
from bench.interviews_wire import Browser, Met, Stream

LOOKS = 30.0  # a waiting page fetches its wait anew so often (turn.html)
BEGINS = 1.0  # seconds from the other's description to "Start the interview"
THUMB = 2.0  # seconds from the page that says "you are called" to the press
HOLDS = 20.0  # seconds that a call lasts at the least
RELOADS, RELOADED_AT_MOST = 12.0, 10  # seconds after which a recruiter loads a desk that shows no answer again
OPENING = 50  # streams opened at a time while the morning fills
ANSWER_FORM = re.compile(r'action="(/phong-van/luot/\d+/toi-den/)"')
ROOM = re.compile(r"/phong-van/phong/(\w+)/")
INTERVIEW = re.compile(r"/phong-van/cuoc/(\d+)/")
SEEN = re.compile(r"\?seen=([\w-]+)")


@dataclass
class Call:
    """One call, by its room: seconds of the clock of this process at each step. `case`: how its desk came to press."""

    case: str = ""
    pressed: float = 0.0
    heard: float = 0.0
    answered: float = 0.0
    entered: list[float] = field(default_factory=list)
    described: list[float] = field(default_factory=list)
    ended: float = 0.0


class Fair:
    """What everybody shares: the clock, the calls by their rooms, how many stand now and at most."""

    def __init__(self, seed: str) -> None:
        self.chance, self.met = Random(seed), Met()
        self.calls: dict[str, Call] = {}
        self.standing = self.most = self.reloaded = 0
        self.opening = asyncio.Semaphore(OPENING)

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def call(self, room: str) -> Call:
        return self.calls.setdefault(room, Call())

    def described(self, room: str) -> None:
        call = self.call(room)
        call.described.append(self.now())
        if len(call.described) == 2:
            self.standing += 1
            self.most = max(self.most, self.standing)

    def over(self, room: str) -> None:
        call = self.call(room)
        call.ended = self.now()
        self.standing -= len(call.described) == 2


class Person:
    """Waits with an open page; called, answers at once, and stays in the room until it closes."""

    def __init__(self, fair: Fair, session: str, ticket: int, number: int, *, looks: bool) -> None:
        self.fair, self.browser = fair, Browser(session, fair.met)
        self.path, self.topic, self.looks = f"/phong-van/luot/{ticket}/", f"seeker:{number}", looks
        self.in_room = False

    async def stream_opened(self) -> None:
        async with self.fair.opening:
            self.stream = Stream(self.browser, [self.topic], self.announced)
            await self.stream.opened.wait()

    async def waits(self) -> None:
        """What the page does by the clock."""
        if not self.looks:
            return
        await asyncio.sleep(self.fair.chance.uniform(0, LOOKS))
        while not self.in_room:
            await self.browser.part(self.path, "turn by the clock", "turns", polls=True)
            await asyncio.sleep(LOOKS)

    async def announced(self, _topic: str) -> None:
        """The page fetches itself anew; where it says that one is called, the person presses "I am here"."""
        answer = await self.browser.part(self.path, "turn", "turns")
        called = ANSWER_FORM.search(answer.body)
        if not called or self.in_room:
            return
        self.in_room, heard = True, self.fair.now()
        await asyncio.sleep(THUMB)
        came = await self.browser.post(called[1], "answer", {})
        room = ROOM.search(came.location)
        if room:
            call = self.fair.call(room[1])
            call.heard, call.answered = heard, self.fair.now() - THUMB
            self.visit = asyncio.create_task(self.talks(room[1]))
        else:
            self.fair.met.wrong["answer without a room"] += 1

    async def talks(self, room: str) -> None:
        """The page of the room is another page: the stream of this one ends."""
        self.stream.close()
        page = RoomPage(self.browser, room, self.fair.chance, lambda: self.fair.described(room))
        if not await page.open():
            return
        self.fair.call(room).entered.append(self.fair.now())
        while not page.signals.stopped:
            await asyncio.sleep(0.5)
        await page.leave()


class Desk:
    """A recruiter at an online room: calls, talks for a while, ends, writes the result."""

    def __init__(self, fair: Fair, session: str, desk: int, employer: int) -> None:
        self.fair, self.browser = fair, Browser(session, fair.met)
        self.path, self.number = f"/phong-van/ban/{desk}/", desk
        self.topics = [f"desk:{desk}", f"queue:{employer}"]
        self.room, self.interview, self.seen = "", "", "-"
        self.ready, self.visited = asyncio.Event(), set[str]()
        self.stream: Stream | None = None

    async def opens(self) -> None:
        """The whole page, and its stream: what was open before is gone with the page."""
        self.leaves()
        self.read((await self.browser.get(self.path, "desk")).body)
        self.leaves()  # another press may have opened it meanwhile
        self.stream = Stream(self.browser, self.topics, self.announced)

    def leaves(self) -> None:
        if self.stream:
            self.stream.close()
        self.stream = None

    def read(self, page: str) -> None:
        """Pages may come late: one that shows no room, or an earlier one, changes nothing of what is known."""
        seen, room, interview = SEEN.search(page), ROOM.search(page), INTERVIEW.search(page)
        self.seen = seen[1] if seen else "-"
        if room and interview and room[1] not in self.visited:
            self.room, self.interview = room[1], interview[1]
            self.ready.set()

    async def announced(self, topic: str) -> None:
        if topic != self.topics[0]:
            await self.browser.part(self.path, "queue", "queue")
            return
        answer = await self.browser.part(f"{self.path}?seen={self.seen}", "desk asks", "")
        if "hx-refresh" in answer.said and not self.ready.is_set():
            self.reloading = asyncio.create_task(self.opens())

    async def calls(self, case: str, ends: float, *, again: bool) -> None:
        """One call from the press to its result; `again`: the result and the next call in one tap."""
        self.ready.clear()
        self.pressed = self.fair.now()
        await self.browser.post(f"{self.path}goi/", "call", {})
        if await self.answered(case):
            await self.talks(ends)
            self.ready.clear()
            await self.writes(then="next" if again else "stay")
            if again and await self.answered("next"):
                await self.talks(0)
                await self.writes(then="stay")

    async def answered(self, case: str) -> bool:
        """The desk's page shows the person's answer by itself, and with it the way into the room."""
        await self.opens()
        for _again in range(RELOADED_AT_MOST):
            try:
                await asyncio.wait_for(self.ready.wait(), RELOADS)
                break
            except TimeoutError:
                self.fair.reloaded += 1
                await self.opens()
        else:
            self.fair.met.wrong["called and nobody answered"] += 1
            return False
        call = self.fair.call(self.room)
        call.case, call.pressed = case, self.pressed
        return True

    async def talks(self, ends: float) -> None:
        self.leaves()
        room, both = self.room, self.fair.call(self.room)
        self.visited.add(room)
        page = RoomPage(self.browser, room, self.fair.chance, lambda: self.fair.described(room))
        if await page.open():
            both.entered.append(self.fair.now())
            until = self.fair.now() + 30
            while len(both.described) < 2 and self.fair.now() < until:
                await asyncio.sleep(0.05)
            await asyncio.sleep(BEGINS)
            await self.browser.post(f"{page.path}bat-dau/", "begin", {}, "beside")
            await asyncio.sleep(max(HOLDS, ends - self.fair.now()))
        self.fair.over(room)
        await self.browser.post(f"{page.path}xong/", "end", {}, "beside")
        await page.leave()

    async def writes(self, then: str) -> None:
        """A result that asks for nothing more: two taps."""
        await self.browser.get(f"{self.path}?result=pool", "result form")
        self.pressed = self.fair.now()
        await self.browser.post(f"/phong-van/cuoc/{self.interview}/ket-qua/pool/", "result", {"note": "", "then": then})
        if then == "stay":
            await self.opens()
