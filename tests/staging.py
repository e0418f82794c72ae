"""Real media servers (two Janus) for the tests that ask for `media`; and what a page would offer, in words alone."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config.stage import private
from config.stage.private import Servers
from tests.relaying import answers, free_ports, started

SECRET = "only-for-tests-and-long-enough-to-be-one"
MISSING = "janus is missing: sudo apt-get install --no-install-recommends janus"
FINGERPRINT = ":".join(["5A"] * 32)
OFFER = {
    "type": "offer",
    "sdp": "\r\n".join(
        [
            *("v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0", "a=group:BUNDLE 0", "a=msid-semantic: WMS x"),
            *("m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0"),
            *("a=candidate:1 1 udp 2122194687 192.0.2.77 49317 typ host", "a=ice-ufrag:abcd"),
            *("a=ice-pwd:abcdefghijklmnopqrstuvwx", f"a=fingerprint:sha-256 {FINGERPRINT}", "a=setup:actpass"),
            *("a=mid:0", "a=sendonly", "a=msid:x y", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2"),
            *("a=ssrc:1001 cname:somebody", ""),
        ]
    ),
}


@dataclass(frozen=True)
class Running:
    """`logs`: what each said. Each may be paused or killed by its number."""

    told: Servers
    processes: "list[subprocess.Popen[bytes]]"
    logs: tuple[Path, ...]

    @property
    def addresses(self) -> list[str]:
        return [place.url for place in self.told.places]

    def pause(self, address: str) -> None:
        process = self.processes[self.addresses.index(address)]
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)

    def go_on(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)

    def kill(self, address: str) -> None:
        process = self.processes[self.addresses.index(address)]
        process.kill()
        process.wait(10)

    def revive(self) -> None:
        """Whoever was killed begins anew, and knows nothing."""
        for nth, process in enumerate(self.processes):
            if process.poll() is not None:
                with self.logs[nth].open("ab") as said:
                    self.processes[nth] = subprocess.Popen(
                        self.told.commands[nth], stdin=subprocess.DEVNULL, stdout=said, stderr=said
                    )
                wait_for(self.told.places[nth].port)


def wait_for(port: int) -> None:
    for _try in range(250):
        if answers("127.0.0.1", port):
            return
        time.sleep(0.02)
    raise AssertionError(f"nobody answers at {port}")


@pytest.fixture(scope="module")
def janus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two for a module: half a second to start."""
    need_janus()
    folder = tmp_path_factory.mktemp("media")
    told = private.prepare(folder, above=free_ports()[0], secret=SECRET, media_above=free_media())
    logs = tuple(folder / f"{place.name}.log" for place in told.places)
    with ExitStack() as stack:
        processes = [
            stack.enter_context(started(command, place.port, log))
            for command, place, log in zip(told.commands, told.places, logs, strict=True)
        ]
        running = Running(told, processes, logs)
        yield running
        for process in running.processes:
            process.kill()
            process.wait(10)


def need_janus() -> None:
    """The set-up of the tests installs it; without it they fail by name."""
    if private.program() is None:
        pytest.fail(MISSING)


def free_media() -> int:
    """Away from those of other processes of the tests: by the number of ours."""
    return 20_000 + (os.getpid() % 40) * 2 * private.PORTS_EACH


@pytest.fixture
def media(janus: Running, settings: Any) -> Iterator[Running]:
    """The pages know them: MEDIA_SERVERS, MEDIA_SECRET. What a test paused or killed lives again after it."""
    settings.MEDIA_SERVERS, settings.MEDIA_SECRET = janus.addresses, janus.told.secret
    yield janus
    janus.go_on()
    janus.revive()
