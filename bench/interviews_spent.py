"""What the processes of a run spend: processor seconds and memory, of each with all that it started."""

import asyncio
import os
import subprocess
from pathlib import Path

from bench.live import used

EVERY = 2.0  # seconds between two looks at the memory
TICK = os.sysconf("SC_CLK_TCK")


class Watched:
    """By name; `database` is the server's every process, and `client` this one."""

    def __init__(self, running: "dict[str, subprocess.Popen[bytes]]") -> None:
        self.running = {name: process.pid for name, process in running.items()}
        self.database = postmaster()
        self.highest: dict[str, float] = {}

    def spent(self) -> dict[str, float]:
        found = {name: sum(used(one)[1] for one in family(pid)) for name, pid in self.running.items()}
        return found | {"database": of_database(self.database), "client": used(os.getpid())[1]}

    async def samples(self) -> None:
        while True:
            for name, pid in self.running.items():
                mib = sum(used(one)[0] for one in family(pid)) / 1024
                self.highest[name] = max(self.highest.get(name, 0.0), mib)
            await asyncio.sleep(EVERY)

    def forget(self) -> None:
        self.highest.clear()

    def most_mib(self) -> dict[str, int]:
        return {name: round(mib) for name, mib in self.highest.items()}


def family(pid: int) -> list[int]:
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def of_database(pid: int) -> float:
    """Those that live, and those that ended and were waited for."""
    ended = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[13:15]
    total = sum(map(int, ended)) / TICK
    for one in family(pid):
        try:
            total += used(one)[1]
        except OSError:
            continue  # it ended meanwhile, and is counted there the next time
    return total


def postmaster() -> int:
    """The server behind this connection: the parent of the process that serves it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return int(Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()[1])
