"""Prepare .venv: `python3 deploy/setup.py demo` or `test`, with nothing but Python's own library.

Whatever is missing is said in one sentence, in Vietnamese and in English, with the line that mends it.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
VENV = ROOT / ".venv"
STAMP = VENV / "ready.json"
ROOM_NEEDED = {"demo": 900, "test": 1500}  # MB
KINDS = {"demo": ["demo"], "test": ["demo", "test"]}  # the packages of the tests hold those of the demo
NO_SERVICE = Path("/usr/sbin/policy-rc.d")  # what Debian's packages ask before they start a service
SERVICES = {"coturn": "coturn", "janus": "janus"}  # by package: theirs would listen with an example of a configuration
LACKS = {  # what is missing without a package: in Vietnamese, in English
    "coturn": ("cuộc gọi không nối thẳng được sẽ không qua", "calls that cannot go directly will not come through"),
    "janus": ("phòng nhiều người không có hình và tiếng", "rooms with many have no sound and picture"),
}
NO_NETWORK = (
    *("NameResolutionError", "name resolution", "NewConnectionError", "ConnectTimeoutError", "ProxyError"),
    *("Network is unreachable", "ReadTimeoutError", "Connection refused", "Connection reset"),
)


def give_up(vietnamese: str, english: str) -> None:
    sys.exit(f"✗ {vietnamese}\n  {english}")


def say(vietnamese: str, english: str) -> None:
    print(f"• {vietnamese}\n  {english}", flush=True)


def check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before the right Python is known
        have = ".".join(str(part) for part in sys.version_info[:2])
        give_up(
            f"Cần Python 3.11 trở lên, máy đang dùng {have}. Thử: make PYTHON=python3.11 demo",
            f"Python 3.11 or newer is needed, this is {have}. Try: make PYTHON=python3.11 demo",
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        line = apt_line(["python3-venv"])
        give_up(f"Thiếu gói python3-venv. Chạy: {line}", f"python3-venv is missing. Run: {line}")


def check_room(kind: str) -> None:
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < ROOM_NEEDED[kind]:
        give_up(
            f"Ổ đĩa chỉ còn {free} MB; cần khoảng {ROOM_NEEDED[kind]} MB. Hãy dọn bớt rồi chạy lại.",
            f"Only {free} MB of disk are left; about {ROOM_NEEDED[kind]} MB are needed. Make room and retry.",
        )


def apt_line(packages: list[str], *, tool: str = "apt-get") -> str:
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}{tool} install -y {' '.join(packages)}"


def wanted(kind: str) -> str:
    """What must be installed, as a fingerprint: the list of packages and the Python it is for."""
    text = (DEPLOY / "requirements" / f"{kind}.txt").read_bytes()
    return f"{sys.version_info[0]}.{sys.version_info[1]} {hashlib.sha256(text).hexdigest()}"


def installed() -> list[str]:
    return sorted(path.name for path in VENV.glob("lib/python*/site-packages/*.dist-info"))


def is_ready(kind: str) -> bool:
    """The list is the one installed, and no package has gone since."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    works = (VENV / "bin" / "python").exists()
    return works and stamp.get(kind) == wanted(kind) and not set(stamp["packages"]) - set(installed())


def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def make_venv() -> None:
    done = run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if done.returncode:
        give_up_with(done.stdout, "Không tạo được môi trường .venv", "Cannot make the environment .venv")


def install(kind: str) -> None:
    say("Đang cài các gói Python (lần đầu mất vài phút)…", "Installing the Python packages (minutes, once)…")
    fits = (VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}").is_dir()
    if not (fits and run([str(VENV / "bin" / "python"), "-m", "pip", "--version"]).returncode == 0):
        make_venv()
    requirements = DEPLOY / "requirements" / f"{kind}.txt"
    done = run(
        [
            *(
                str(VENV / "bin" / "python"),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--retries",
                "2",
            ),
            *("--disable-pip-version-check", "--require-hashes", "-r", str(requirements)),
        ]
    )
    if done.returncode:
        give_up_with(done.stdout, "Không cài được các gói Python", "Cannot install the Python packages")
    stamp = {name: wanted(name) for name in KINDS[kind]}
    STAMP.write_text(json.dumps({**stamp, "packages": installed()}))


def give_up_with(output: str, vietnamese: str, english: str) -> None:
    if "No space left" in output:
        give_up(f"{vietnamese}: ổ đĩa đã đầy.", f"{english}: the disk is full.")
    if any(word in output for word in NO_NETWORK):
        give_up(
            f"{vietnamese}: không tới được kho gói. Kiểm tra mạng rồi chạy lại.",
            f"{english}: the package index cannot be reached. Check the network and try again.",
        )
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith("[notice]")]
    why = next((line for line in reversed(lines) if "ERROR" in line), (lines or ["?"])[-1])
    give_up(f"{vietnamese}: {why.strip()}", f"{english}: {why.strip()}")


def missing_debian_packages(kind: str) -> list[str]:
    """By program where the package brings one: a browser that came another way is as good."""
    lines = (DEPLOY / "debian-packages.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    asked = {package: program for package, program, needed_by in rows if needed_by in KINDS[kind]}
    absent = {package for package, program in asked.items() if program != "-" and not shutil.which(program)}
    plain = [package for package, program in asked.items() if program == "-"]
    if plain and shutil.which("dpkg-query"):
        seen = run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *plain]).stdout
        absent |= {package for package in plain if f"{package} installed" not in seen.splitlines()}
    return sorted(absent)


@contextmanager
def no_service_starts(policy: Path = NO_SERVICE) -> Iterator[None]:
    """While packages are installed, none starts a service (101: action forbidden). A policy that is there already stays."""
    try:
        descriptor = os.open(policy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o755)
    except FileExistsError:
        yield
        return
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        yield
    finally:
        policy.unlink(missing_ok=True)


def keep_service_off(service: str) -> None:
    """Installing enables it for the next start of the machine; what we need of it we start ourselves."""
    if shutil.which("update-rc.d"):
        run(["update-rc.d", service, "disable"])
    if Path("/run/systemd/system").is_dir():
        run(["systemctl", "disable", "--now", service])


def install_by_apt(packages: list[str], policy: Path = NO_SERVICE) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with no_service_starts(policy):
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            words = ["apt-get", "-o", "Acquire::http::Timeout=20", *command]
            subprocess.run(words, check=False, env=environment, stdout=subprocess.DEVNULL)
    for package in packages:
        if package in SERVICES:
            keep_service_off(SERVICES[package])


def install_debian_packages(kind: str) -> None:
    packages = missing_debian_packages(kind)
    if not packages:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        names = ", ".join(packages)
        say(f"Đang cài {names}…", f"Installing {names}…")
        install_by_apt(packages)
        packages = missing_debian_packages(kind)
    if packages:
        say_what_lacks(packages)


def say_what_lacks(packages: list[str]) -> None:
    sudo = "" if os.geteuid() == 0 else "sudo "
    off = [f" && {sudo}systemctl disable --now {SERVICES[name]}" for name in packages if name in SERVICES]
    line = apt_line(packages) + "".join(off)
    for package in packages:
        vietnamese, english = LACKS.get(package, ("kiểm thử nào cần đến sẽ báo lỗi", "tests that need it fail by name"))
        say(f"Chưa có {package}: {vietnamese}.", f"Without {package}: {english}.")
    say(f"Để có đủ: {line}", f"To have all: {line}")


def main(kind: str) -> None:
    check_python()
    if not is_ready(kind):
        check_room(kind)
        try:
            install(kind)
        except OSError as error:
            give_up(f"Không ghi được {VENV}: {error.strerror}.", f"Cannot write {VENV}: {error.strerror}.")
        except KeyboardInterrupt:
            give_up("Đã dừng giữa chừng; chạy lại sẽ làm tiếp.", "Interrupted; run it again to go on.")
    install_debian_packages(kind)


if __name__ == "__main__":
    main("test" if sys.argv[1:] == ["test"] else "demo")
