"""`make demo`: everything starts together, mends itself, and leaves nobody behind."""

import os
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.config.conftest import Checkout, end, wait_until


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
