"""Thousands of open pages hear of each change: python -m bench.live [--streams 5000] [--seconds 20] [--topics 100].

The real live process (uvicorn) on a database of its own; streams are opened by two client processes. A writer commits a change
of one topic after another, five a second; each is to reach every stream of its topic. The delay is from just before the commit
to the moment the client reads the line, by the clock of this machine. Then every page polls for versions, as without a stream.
Cookies are those of visitors: no session is looked up. Memory is of the live process, for each stream above its start.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import scratch

PORT, CLIENTS, PACE = 18765, 2, 0.2  # seconds between two commits
ATTEMPTS = 60


def raise_limit() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def serve() -> "subprocess.Popen[bytes]":
    """The live process as a centre runs it, on the scratch database."""
    from django.db import connection

    where = connection.settings_dict
    user, host, port = where["USER"], where["HOST"], where["PORT"] or 5432
    url = f"postgresql://{user}:{where['PASSWORD']}@/{where['NAME']}?host={host}&port={port}"
    command = [sys.executable, "-m", "uvicorn", "config.asgi_live:application", "--port", str(PORT)]
    quiet = ["--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "1"]
    return subprocess.Popen([*command, *quiet], env=os.environ | {"DATABASE_URL": url}, preexec_fn=raise_limit)


async def get(path: str) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    status = int((await reader.readline()).split()[1])
    while (await reader.readline()).strip():
        pass
    return status, reader, writer


async def alive() -> None:
    for _attempt in range(ATTEMPTS):
        try:
            if (await get("/live/health"))[0] == 200:
                return
        except OSError:
            await asyncio.sleep(0.5)
    raise SystemExit("the live process does not answer")


@dataclass
class Heard:
    """What the pages of one client process met: who is connected, how often they were refused, what reached them."""

    connected: int = 0
    refused: int = 0
    changes: list[tuple[int, float]] = field(default_factory=list)


async def listen(topic: int, heard: Heard, opening: asyncio.Semaphore) -> None:
    """Like a browser: refused, it comes back after an uneven pause."""
    async with opening:
        while True:
            status, reader, writer = await get(f"/live/stream?topics=fair:{topic}")
            if status == 200:
                break
            heard.refused += 1
            writer.close()
            await asyncio.sleep(1 + topic % 10 / 10)
        heard.connected += 1
    while line := await reader.readline():
        if line.startswith(b"data: ") and b"topic" in line:
            heard.changes.append((topic, time.time()))


async def client(streams: int, topics: int, pipe: Any, first: int) -> None:
    heard, opening = Heard(), asyncio.Semaphore(50)
    tasks = [asyncio.create_task(listen((first + n) % topics + 1, heard, opening)) for n in range(streams)]
    while heard.connected < streams:
        await asyncio.sleep(0.2)
    pipe.send(heard.refused)
    while not pipe.poll():
        await asyncio.sleep(0.1)
    pipe.recv()
    lost = sum(task.done() for task in tasks)
    polls, errors = [], 0
    for start in range(0, streams, 100):
        took = await asyncio.gather(*(poll((first + n) % topics + 1) for n in range(start, min(start + 100, streams))))
        polls += [one for one in took if one is not None]
        errors += sum(one is None for one in took)
    pipe.send((heard.changes, lost, polls, errors))
    for task in tasks:
        task.cancel()


async def poll(topic: int) -> float | None:
    begun = time.perf_counter()
    try:
        status, reader, writer = await get(f"/live/version?topics=fair:{topic}")
        await reader.read(20)
        writer.close()
    except OSError:
        return None
    return time.perf_counter() - begun if status == 200 else None


def run_client(*args: Any) -> None:
    raise_limit()
    asyncio.run(client(*args))


def used(pid: int) -> tuple[float, float]:
    """Resident KiB and CPU seconds of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    kib = next(float(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return kib, (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def commits(seconds: float, topics: int) -> dict[int, list[float]]:
    """When each topic was changed."""
    from django.db import transaction

    from nhipcau.foundation.live import api as live

    told: dict[int, list[float]] = defaultdict(list)
    until, topic = time.time() + seconds, 0
    while time.time() < until:
        topic = topic % topics + 1
        with transaction.atomic():
            live.touch(f"fair:{topic}")
            told[topic].append(time.time())
        time.sleep(PACE)
    return told


def measure(streams: int, seconds: float, topics: int) -> dict[str, Any]:
    server = serve()
    try:
        asyncio.run(alive())
        before, _cpu = used(server.pid)
        pipes = []
        share = streams // CLIENTS
        for number in range(CLIENTS):
            here, there = multiprocessing.Pipe()
            multiprocessing.Process(target=run_client, args=(share, topics, there, number * share), daemon=True).start()
            pipes.append(here)
        begun = time.perf_counter()
        refused = sum(pipe.recv() for pipe in pipes)
        connected = time.perf_counter() - begun
        kib, cpu = used(server.pid)
        told = commits(seconds, topics)
        time.sleep(3)
        spent = used(server.pid)[1] - cpu
        for pipe in pipes:
            pipe.send("poll")
        return summary(told, [pipe.recv() for pipe in pipes], share * CLIENTS, topics) | {
            "refused_then_connected": refused,
            "connect_seconds": round(connected, 1),
            "kib_per_stream": round((kib - before) / streams, 1),
            "live_cpu_seconds": round(spent, 1),
        }
    finally:
        server.terminate()
        server.wait()


def summary(told: dict[int, list[float]], answers: list[Any], streams: int, topics: int) -> dict[str, Any]:
    watchers: dict[int, int] = defaultdict(int)
    for number in range(streams):
        watchers[number % topics + 1] += 1
    expected = sum(len(moments) * watchers[topic] for topic, moments in told.items())
    delays = []
    for heard, _lost, _polls, _errors in answers:
        for topic, at in heard:
            earlier = [moment for moment in told.get(topic, ()) if moment <= at]
            delays += [at - earlier[-1]] if earlier else []
    delays.sort()
    polls = sorted(one for _heard, _lost, took, _errors in answers for one in took)
    return {
        "streams": streams,
        "changes": sum(map(len, told.values())),
        "expected": expected,
        "delivered": round(len(delays) / expected, 5),
        "p50_ms": round(delays[len(delays) // 2] * 1000, 1),
        "p95_ms": round(delays[int(len(delays) * 0.95)] * 1000, 1),
        "streams_lost": sum(lost for _heard, lost, _polls, _errors in answers),
        "polls": len(polls),
        "poll_errors": sum(errors for *_rest, errors in answers),
        "poll_p95_ms": round(polls[int(len(polls) * 0.95)] * 1000, 1),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--streams", type=int, default=5000)
    words.add_argument("--seconds", type=float, default=20)
    words.add_argument("--topics", type=int, default=100)
    asked = words.parse_args()
    raise_limit()
    with scratch.database():
        found = measure(asked.streams, asked.seconds, asked.topics)
    print(json.dumps({"bench": "live", "topics": asked.topics} | found | {"load": round(os.getloadavg()[0], 1)}))


if __name__ == "__main__":
    main()
