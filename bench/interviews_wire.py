"""A browser before the pages, without a window: cookies, forms with their token, parts, and one live stream."""

import asyncio
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.opening_people import LIVE, PAGES, head

PATIENCE = 12.0  # seconds after which a request of the call's page is given up (signals.js)
REST = 0.7  # seconds in which several changes of one topic become one (live.js)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
HOST = f"localhost:{PAGES}"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"|data-token="(\w+)"')


@dataclass
class Answer:
    status: int
    said: dict[str, str]
    body: str

    @property
    def location(self) -> str:
        return self.said.get("location", "")


@dataclass
class Met:
    """What all browsers met together. `wrong`: answers that no page expects, by what was asked."""

    requests: int = 0
    refused_streams: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def took(self, name: str, seconds: float) -> None:
        self.requests += 1
        self.seconds.setdefault(name, []).append(seconds)


class Browser:
    """One person's: the session they have, and whatever cookies the pages set."""

    def __init__(self, session: str, met: Met) -> None:
        self.cookies, self.met, self.token = {"session": session}, met, ""

    async def get(self, path: str, name: str, **headers: str) -> Answer:
        return await self._ask("GET", path, name, headers, b"", ok=(200, 204, 302))

    async def part(self, path: str, name: str, target: str, *, polls: bool = False) -> Answer:
        """What htmx fetches; `polls`: by the clock alone."""
        more = {"X-Poll": "1"} if polls else {}
        return await self.get(path, name, **{"HX-Request": "true", "HX-Target": target}, **more)

    async def post(self, path: str, name: str, said: dict[str, str], target: str = "") -> Answer:
        """A form of the page, with the token that stands in it."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **said}).encode()
        more = {"HX-Request": "true", "HX-Target": target} if target else {}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{HOST}", **more}
        return await self._ask("POST", path, name, headers, body, ok=(200, 302))

    async def tell(self, path: str, name: str, field_name: str, words: str) -> Answer:
        """What the scripts of the call send: a FormData, which goes in parts."""
        line = f"----{uuid4().hex}"
        fields = {"csrfmiddlewaretoken": self.token, field_name: words}
        parts = [
            f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        headers = {"Content-Type": f"multipart/form-data; boundary={line}", "Origin": f"http://{HOST}"}
        return await self._ask(
            "POST", path, name, headers, f"{''.join(parts)}--{line}--\r\n".encode(), ok=(200, 204, 409)
        )

    async def _ask(
        self, method: str, path: str, name: str, headers: dict[str, str], body: bytes, ok: tuple[int, ...]
    ) -> Answer:
        """Of a whole page its token is kept."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        try:
            answer = await asyncio.wait_for(self._over_the_wire(method, path, headers, body), PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            answer = Answer(0, {}, type(error).__name__)
        self.met.took(name, clock() - begun)
        if answer.status not in ok:
            self.met.wrong[f"{name} {answer.status or answer.body}"] += 1
        if found := TOKEN.search(answer.body):
            self.token = found[1] or found[2]
        return answer

    async def _over_the_wire(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """One request on a connection of its own, as behind a proxy."""
        reader, writer = await asyncio.open_connection("127.0.0.1", PAGES)
        try:
            all_headers = {
                "Host": HOST,
                "Connection": "close",
                "Accept-Encoding": "gzip",
                "Accept-Language": "vi",
                "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
                **headers,
                **({"Content-Length": str(len(body))} if method == "POST" else {}),
            }
            lines = [f"{method} {path} HTTP/1.1", *(f"{key}: {value}" for key, value in all_headers.items()), "", ""]
            writer.write("\r\n".join(lines).encode() + body)
            status, said = await head(reader)
            raw = await reader.read()
        finally:
            writer.close()
        if cookie := said.get("set-cookie", ""):
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        if said.get("content-encoding") == "gzip":
            raw = zlib.decompress(raw, zlib.MAX_WBITS | 16)
        return Answer(status, said, raw.decode())


class Stream:
    """As live.js: at once to whoever cannot wait (`heard`), to the others not more often than it rests (`announced`).

    A stream that is refused is asked for again after pauses that grow; what changed meanwhile is asked for when it opens.
    """

    def __init__(self, browser: Browser, topics: list[str], announced: Callable[[str], Any], heard: Any = None) -> None:
        self.browser, self.topics, self.announced, self.heard = browser, topics, announced, heard
        self.resting: dict[str, bool] = {}
        self.opened = asyncio.Event()
        self.tasks: set[asyncio.Task[None]] = set()
        self.listening = asyncio.create_task(self.listen())

    def close(self) -> None:
        self.listening.cancel()
        for task in self.tasks:
            task.cancel()

    async def listen(self) -> None:
        pause, lost = FIRST_PAUSE, False
        while True:
            try:
                reader, writer = await self._open()
            except (OSError, TimeoutError):
                self.browser.met.refused_streams += 1
                lost = True
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            self.opened.set()
            if lost:
                for topic in self.topics:
                    self.announce(topic)
            try:
                await self._read(reader)
            finally:
                writer.close()
            lost = True

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", LIVE)
        asked = f"GET /live/stream?topics={','.join(self.topics)} HTTP/1.1"
        lines = ["Host: localhost", f"Origin: http://{HOST}", f"Cookie: session={self.browser.cookies['session']}"]
        writer.write("\r\n".join([asked, *lines, "", ""]).encode())
        self.browser.met.requests += 1
        status, _said = await asyncio.wait_for(head(reader), 30)
        if status == 200:
            return reader, writer
        writer.close()
        if status != 503:
            self.browser.met.wrong[f"stream {status}"] += 1
        raise ConnectionError(status)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.startswith(b"data: ") and b"topic" in line:
                topic = str(json.loads(line[6:])["topic"])
                if self.heard:
                    self.heard(topic)
                self.pace(topic)

    def pace(self, topic: str) -> None:
        if topic in self.resting:
            self.resting[topic] = True
            return
        self.announce(topic)
        self.resting[topic] = False
        asyncio.get_running_loop().call_later(REST, self._rested, topic)

    def _rested(self, topic: str) -> None:
        if self.resting.pop(topic, False) and not self.listening.done():
            self.pace(topic)

    def announce(self, topic: str) -> None:
        task = asyncio.create_task(self.announced(topic))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
