"""`make setup` where something is missing: one sentence in two languages, and the line that mends it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
WITHOUT = (
    "import importlib.util as found, runpy, sys; whole = found.find_spec; "
    "found.find_spec = lambda name, *more: None if name == 'ensurepip' else whole(name, *more); "
    "sys.argv = ['deploy/setup.py', 'demo']; runpy.run_path('deploy/setup.py', run_name='__main__')"
)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "deploy", tmp_path / "deploy")
    return tmp_path


def set_up(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_venv_the_line_to_type_is_given(bare: Path) -> None:
    said = set_up(bare, "-c", WITHOUT)

    sudo = "" if os.geteuid() == 0 else "sudo "
    assert said.returncode == 1
    assert said.stderr.splitlines() == [
        f"✗ Thiếu gói python3-venv. Chạy: {sudo}apt-get install -y python3-venv",
        f"  python3-venv is missing. Run: {sudo}apt-get install -y python3-venv",
    ]


def test_without_a_network_it_says_so(bare: Path) -> None:
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
    said = set_up(bare, "deploy/setup.py", "demo", PIP_INDEX_URL="http://127.0.0.1:9/simple", **nowhere)

    assert said.stderr.splitlines()[1].strip() == (
        "Cannot install the Python packages: the package index cannot be reached. Check the network and try again."
    )


def test_a_package_that_has_gone_is_noticed(bare: Path) -> None:
    """The environment counts as ready by what stands in it, not by what was once installed."""
    ask = "import sys; sys.path.insert(0, 'deploy'); import setup; print(setup.is_ready('demo'))"
    make = "import sys, json; sys.path.insert(0, 'deploy'); import setup; setup.STAMP.write_text("
    make += "json.dumps({'demo': setup.wanted('demo'), 'packages': setup.installed()}))"
    package = bare / ".venv" / "lib" / "python3" / "site-packages" / "django-5.dist-info"
    package.mkdir(parents=True)
    (bare / ".venv" / "bin").mkdir()
    (bare / ".venv" / "bin" / "python").touch()
    set_up(bare, "-c", make)

    before = set_up(bare, "-c", ask).stdout
    package.rmdir()
    after = set_up(bare, "-c", ask).stdout

    assert (before, after) == ("True\n", "False\n")


POLICY = """
import os, sys
from pathlib import Path
sys.path.insert(0, "deploy")
import setup

policy = Path("policy-rc.d")
try:
    with setup.no_service_starts(policy):
        print(policy.read_text().split()[-1], oct(policy.stat().st_mode & 0o777))
        if "fails" in sys.argv:
            raise RuntimeError("the installation fails")
finally:
    print(policy.exists() and policy.read_text())
"""


@pytest.mark.parametrize("words", [(), ("fails",)], ids=["done", "failed"])
def test_no_service_starts_while_packages_are_installed_and_afterwards_they_may(bare: Path, words: tuple[str]) -> None:
    """Debian's own relay would listen on every address of the machine."""
    said = set_up(bare, "-c", POLICY, *words)

    assert said.stdout.splitlines() == ["101 0o755", "False"]
    assert said.returncode == len(words)


def test_what_the_machine_says_about_services_stays_as_it_was(bare: Path) -> None:
    (bare / "policy-rc.d").write_text("exit 104")
    (bare / "policy-rc.d").chmod(0o700)

    assert set_up(bare, "-c", POLICY).stdout.splitlines() == ["104 0o700", "exit 104"]


def test_a_package_with_a_service_is_installed_without_it(bare: Path) -> None:
    """Programs of the system stand in for themselves here: each writes down how it was called, and under which policy."""
    programs = bare / "programs"
    programs.mkdir()
    for name in ("apt-get", "update-rc.d", "systemctl"):
        (programs / name).write_text('#!/bin/sh\necho "$(cat policy-rc.d 2>&1 | tail -n1): ${0##*/} $*" >> called\n')
        (programs / name).chmod(0o755)
    ask = "import sys; sys.path.insert(0, 'deploy'); import setup; from pathlib import Path; "
    ask += "setup.install_by_apt(['coturn', 'fonts-dejavu-core'], Path('policy-rc.d'))"

    set_up(bare, "-c", ask, PATH=f"{programs}:/usr/bin:/bin")

    called = [line.split(": ", 1) for line in (bare / "called").read_text().splitlines()]
    assert [line[0] for line in called[:2]] == ["exit 101", "exit 101"]
    assert called[1][1].endswith("install -y -qq --no-install-recommends coturn fonts-dejavu-core")
    assert called[2][-1].endswith("update-rc.d coturn disable")
    where_systemd_runs = ["systemctl disable --now coturn"] if Path("/run/systemd/system").is_dir() else []
    assert [line[-1][-len("systemctl disable --now coturn") :] for line in called[3:]] == where_systemd_runs


def test_a_missing_relay_is_said_with_what_it_means_and_the_line_that_mends_it(bare: Path) -> None:
    """To a person who may not install it: the line switches off the service that installing starts."""
    ask = "import sys; sys.path.insert(0, 'deploy'); import setup; setup.say_what_lacks(['coturn'])"

    said = set_up(bare, "-c", ask).stdout

    sudo = "" if os.geteuid() == 0 else "sudo "
    assert said.splitlines()[1::2] == [
        "  Without coturn: calls that cannot go directly will not come through.",
        f"  To have all: {sudo}apt-get install -y coturn && {sudo}systemctl disable --now coturn",
    ]
