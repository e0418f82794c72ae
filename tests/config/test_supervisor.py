"""`make demo`: everything starts together, mends itself, and leaves nobody behind."""

import os
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from nhipcau.foundation.stage.janus import Dead, Server
from tests.config.conftest import Checkout, end, wait_until
from tests.relaying import need_turnserver, token_of
from tests.staging import need_janus
from tests.turning import Client


def page(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=3) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def start(checkout: Checkout, port: int) -> "subprocess.Popen[str]":
    demo = checkout.open("-m", "config.supervisor", PORT=str(port))
    assert wait_until(lambda: page(port) == "nhipcau_app"), end(demo)
    assert demo.stdout is not None
    said = ""
    while "make reset" not in said:
        said += demo.stdout.readline()
    assert "accounts of the demo" in said
    assert f"http://localhost:{port}" in said
    return demo


def pid_of(checkout: Checkout, words: str) -> int:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if words in line and (entry / "cwd").readlink() == checkout.folder:
                return int(entry.name)
        except OSError:
            continue
    return 0


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_the_demo_ends_nobody_is_left(checkout: Checkout, port: int, signum: int) -> None:
    demo = start(checkout, port)
    assert len(checkout.processes()) >= 5

    end(demo, signum)

    assert wait_until(lambda: checkout.processes() == []), checkout.processes()


def test_what_dies_is_started_again_and_it_is_said(checkout: Checkout, port: int) -> None:
    demo = start(checkout, port)
    live = pid_of(checkout, "uvicorn")
    assert live
    os.kill(live, signal.SIGKILL)
    checkout.kill_database()

    assert wait_until(lambda: pid_of(checkout, "uvicorn") not in {0, live})
    assert wait_until(lambda: page(port) == "nhipcau_app")
    said = end(demo)
    assert "The live stream stopped with status -9; starting it again." in said
    assert "The database stopped; starting it again." in said


def test_a_port_in_use_is_one_sentence(checkout: Checkout, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        said = checkout.run("-m", "config.supervisor", PORT=str(port))

    assert said.returncode == 1
    assert said.stderr.splitlines()[1].strip() == (
        f"Port {port} is used by another program. Choose another: PORT={port + 123} make demo"
    )
    assert checkout.processes() == []


def test_a_second_demo_and_a_reset_wait_for_the_first(checkout: Checkout, port: int) -> None:
    demo = start(checkout, port)

    second = checkout.run("-m", "config.supervisor", PORT=str(port))
    reset = checkout.run("-m", "config.private", "reset")

    assert f"already running at http://localhost:{port}" in second.stderr
    assert f"running at http://localhost:{port}. Stop it first" in reset.stderr
    assert page(port) == "nhipcau_app"
    end(demo)


@pytest.mark.parametrize("step", ["make_demo", "rebuild_search"])
def test_a_step_that_fails_names_itself_and_stops_everything(checkout: Checkout, port: int, step: str) -> None:
    (checkout.commands / f"{step}.py").write_text("import no_such_thing")

    said = checkout.run("-m", "config.supervisor", PORT=str(port))

    assert f"The step “{step}” failed: ModuleNotFoundError: No module named 'no_such_thing'" in said.stderr
    assert wait_until(lambda: checkout.processes() == [])


def test_a_relay_stands_beside_the_pages_and_they_know_it(checkout: Checkout, port: int) -> None:
    need_turnserver()
    demo = start(checkout, port)
    told = environment_of(pid_of(checkout, "gunicorn"))
    stun, udp, tcp, tls = told["RELAY_URLS"].split(",")

    def gives() -> bool:
        try:
            with Client(udp, token_of(told["RELAY_SECRET"]), patience=1) as client:
                return client.allocate().relayed[0] == "127.0.0.1"
        except OSError:
            return False

    assert wait_until(gives)
    first = pid_of(checkout, "turnserver")
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: pid_of(checkout, "turnserver") not in {0, first} and gives())

    said = end(demo)
    assert "The relay of calls stopped with status -9; starting it again." in said
    assert (stun[:15], tcp[-13:], tls[:6]) == ("stun:127.0.0.1:", "transport=tcp", "turns:")
    assert wait_until(lambda: checkout.processes() == []), checkout.processes()


def environment_of(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_media_servers_stand_beside_the_pages_and_whoever_dies_begins_again(checkout: Checkout, port: int) -> None:
    need_janus()
    demo = start(checkout, port)
    told = environment_of(pid_of(checkout, "gunicorn"))
    doors = told["MEDIA_SERVERS"].split(",")

    def open_doors() -> bool:
        try:
            return all(Server(door, told["MEDIA_SECRET"]).begin() for door in doors)
        except Dead:
            return False

    assert wait_until(open_doors)
    first = pid_of(checkout, "media/media-1")
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: not open_doors())
    assert wait_until(open_doors)

    said = end(demo)
    assert len(doors) == 2
    assert "A media server stopped with status -9; starting it again." in said
    assert wait_until(lambda: checkout.processes() == []), checkout.processes()


def test_a_demo_without_coturn_and_janus_says_what_is_missing_and_starts_all_the_same(
    checkout: Checkout, port: int
) -> None:
    demo = checkout.open("-m", "config.supervisor", PORT=str(port), PATH="/nowhere")
    assert wait_until(lambda: page(port) == "nhipcau_app"), end(demo)
    told = environment_of(pid_of(checkout, "gunicorn"))

    said = end(demo)

    assert "RELAY_URLS" not in told
    assert "MEDIA_SERVERS" not in told
    assert "calls that cannot go directly will not come through." in said
    assert "rooms with many have no sound and picture." in said


def test_a_relay_elsewhere_is_the_only_one(checkout: Checkout) -> None:
    ask = "from config.supervisor import relaying; print(relaying.prepared(8001), relaying.is_missing())"

    said = checkout.run("-c", ask, RELAY_URLS="turn:relay.vn:3478", RELAY_SECRET="s" * 32)

    assert said.stdout == "None False\n"
