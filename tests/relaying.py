"""A real relay (coturn) on loopback for the tests that ask for `relay`; its clock is the machine's, theirs stands at noon."""

import base64
import hashlib
import hmac
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import time_machine

from config.relay import private
from config.relay.private import Relay

SECRET = "only-for-tests-and-long-enough-to-be-one"
MISSING = "turnserver is missing: sudo apt-get install coturn"


@dataclass(frozen=True)
class Running:
    """`udp`, `tcp`, `tls`, `stun`: its addresses, as RELAY_URLS has them. `log`: what it said."""

    told: Relay
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def urls(self) -> tuple[str, ...]:
        return self.told.urls

    @property
    def secret(self) -> str:
        return self.told.secret

    def __getattr__(self, name: str) -> str:
        return str(getattr(self.told, name))

    def pause(self) -> None:
        """Whoever talks through it hears nothing, as when a line is cut; nothing is closed. It stands when this returns."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)


@pytest.fixture(scope="module")
def coturn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for a module: 0.1 s to start."""
    need_turnserver()
    folder = tmp_path_factory.mktemp("relay")
    ports = free_ports()
    told = private.prepare(folder, address="127.0.0.1", ports=ports, secret=SECRET)
    with started(told.command, ports[0], folder / "log") as process:
        yield Running(told, process, folder / "log")


@pytest.fixture
def relay(coturn: Running, settings: Any) -> Iterator[Running]:
    """The pages know it: RELAY_URLS, RELAY_SECRET. A test that paused it need not wake it."""
    settings.RELAY_URLS, settings.RELAY_SECRET = list(coturn.urls), coturn.secret
    settings.RELAY_CLOCK_AHEAD = clock_ahead()
    yield coturn
    coturn.go_on()


def token_of(secret: str, *, name: str = "somebody", seconds: float = 600) -> tuple[str, str]:
    """A username and its password by the convention, written here a second time: for relays that no page knows."""
    username = f"{int(time.time() + seconds)}:{name}"
    proof = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(proof).decode()


def need_turnserver() -> None:
    """The set-up of the tests installs it; without it they fail by name, as those without a browser do."""
    if private.program() is None:
        pytest.fail(MISSING)


def clock_ahead() -> float:
    """Seconds from the time of this test to the machine's."""
    return float(time_machine.escape_hatch.time.time()) - time.time()


def free_ports() -> tuple[int, int]:
    """Somewhere else for every process of the tests that begins at the same moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        above = min(int(trial.getsockname()[1]), 65000)
    port, tls_port = private.free_ports("127.0.0.1", above=above)
    return port, tls_port


@contextmanager
def started(
    command: tuple[str, ...], port: int, log: Path, host: str = "127.0.0.1"
) -> "Iterator[subprocess.Popen[bytes]]":
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        for _try in range(250):
            assert process.poll() is None, log.read_text()
            if answers(host, port):
                break
            time.sleep(0.02)
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(10)


def answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
