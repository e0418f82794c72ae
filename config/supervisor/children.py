"""A process the supervisor keeps: its own group, its own log, and never alive after the supervisor."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from config.private import cluster, places

LOGS = places.ROOT / "var" / "log"
LONGEST_PAUSE = 30.0
LIVED_WELL = 60.0


@dataclass
class Child:
    name: str
    title: tuple[str, str]
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    again_at: float = 0.0
    falls_by: int = signal.SIGTERM  # what it gets when the supervisor itself is killed

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self, *, fresh_log: bool = False) -> None:
        """In a session of its own, so that Ctrl-C reaches only the supervisor, which ends all in order."""
        LOGS.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb" if fresh_log else "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=places.ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=partial(cluster.fall_with_parent, self.falls_by),
            )
        self.started = time.monotonic()

    def died(self) -> int | None:
        """Its exit status, if it ended since it was last looked at."""
        if self.process is None or self.process.poll() is None:
            return None
        status, self.process = self.process.returncode, None
        if time.monotonic() - self.started > LIVED_WELL:
            self.pause = 1.0
        self.again_at = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return status

    def is_due(self) -> bool:
        return self.process is None and time.monotonic() >= self.again_at

    def last_words(self) -> str:
        try:
            lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        except OSError:
            lines = []
        return lines[-1].strip() if lines else "?"

    def signal_group(self, signum: int) -> None:
        if self.process is not None and self.process.poll() is None:
            try:
                os.killpg(self.process.pid, signum)
            except ProcessLookupError:
                return


def stop_all(children: list[Child], *, patience: float = 8.0) -> None:
    """Ask, wait, and then do not ask: afterwards none of the groups has anybody left."""
    for child in children:
        child.signal_group(signal.SIGTERM)
    deadline = time.monotonic() + patience
    for child in children:
        if child.process is None:
            continue
        try:
            child.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.signal_group(signal.SIGKILL)
            child.process.wait()
        end_group(child.process.pid)


def end_group(group: int) -> None:
    """What a child left behind in its own group goes too."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
