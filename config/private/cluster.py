"""Find the private database running, or start it: a small wrapper around initdb, postgres and pg_ctl."""

import contextlib
import ctypes
import fcntl
import grp
import locale
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from config.private import binaries, places
from config.private.trouble import TroubleError

ROOM_NEEDED = 300 * 1024 * 1024
PATIENCE = 30.0
PR_SET_PDEATHSIG = 1
OPTIONS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_directories": str(places.SOCKETS),
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "timezone": "UTC",
    "log_checkpoints": "off",
}


def answers() -> bool:
    """Somebody listens on the socket: costs a tenth of a millisecond."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(2)
        try:
            caller.connect(str(places.SOCKET))
        except OSError:
            return False
    return True


def ensure_running() -> None:
    if not answers():
        start()


def start(*, dies_with_me: bool = False) -> subprocess.Popen[bytes] | None:
    """Start the database unless it runs. The process is the caller's to watch if it asked for that."""
    with starting():
        if answers():
            return None
        check_room()
        clear_what_a_dead_one_left()
        folder = binaries.bin_folder()
        if not (places.DATA / "PG_VERSION").is_file():
            initialise(folder)
        process = launch(folder, dies_with_me=dies_with_me)
        from config.private import roles  # psycopg is dear, and needed only here

        roles.ensure()
        return process


def stop() -> bool:
    """Stop the database if it runs; says whether there was one to stop."""
    if living_pid() is None:
        return False
    as_its_account([str(binaries.bin_folder() / "pg_ctl"), "stop", "-w", "-m", "fast", "-D", str(places.DATA)])
    return True


@contextlib.contextmanager
def starting() -> Iterator[None]:
    """Two commands at once: the second waits and finds the database running."""
    make_home()
    with places.LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_home() -> None:
    if not places.AS_ROOT:
        for folder in (places.HOME, places.SOCKETS):
            places.private_folder(folder)
        return
    try:
        places.HOME.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TroubleError(
            f"Không tạo được thư mục {places.HOME}: {error.strerror}.",
            f"Cannot make the folder {places.HOME}: {error.strerror}.",
        ) from None
    give(places.SOCKETS)


def give(folder: Path) -> None:
    """A folder of the database's account, closed to others."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if places.AS_ROOT:
        account = its_account()
        os.chown(folder, account.pw_uid, account.pw_gid)


def its_account() -> pwd.struct_passwd:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(places.ACCOUNT)
    tool = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "useradd"
    with contextlib.suppress(OSError):
        subprocess.run(
            [
                tool,
                "--system",
                "--user-group",
                "--no-create-home",
                "--shell",
                "/usr/sbin/nologin",
                places.ACCOUNT,
            ],
            check=False,
            capture_output=True,
        )
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(places.ACCOUNT)
    raise TroubleError(
        f"Không tạo được tài khoản {places.ACCOUNT} để chạy cơ sở dữ liệu (lệnh useradd).",
        f"Cannot create the account {places.ACCOUNT} that runs the database (useradd).",
    )


def check_room() -> None:
    free = shutil.disk_usage(places.HOME).free
    if free < ROOM_NEEDED:
        raise TroubleError(
            f"Ổ đĩa chỉ còn {free // 2**20} MB ở {places.HOME}; cơ sở dữ liệu cần ít nhất 300 MB.",
            f"Only {free // 2**20} MB of disk are left at {places.HOME}; the database needs 300 MB.",
        )


def living_pid() -> int | None:
    """The pid in the data folder, if that process really is our database and not a later namesake."""
    try:
        pid = int((places.DATA / "postmaster.pid").read_text().split()[0])
        if Path(f"/proc/{pid}/cwd").resolve(strict=True) == places.DATA.resolve():
            return pid
    except (OSError, ValueError, IndexError):
        pass
    return None


def clear_what_a_dead_one_left() -> None:
    if living_pid() is None:
        for left in (places.DATA / "postmaster.pid", places.SOCKET, places.SOCKETS / ".s.PGSQL.5432.lock"):
            left.unlink(missing_ok=True)


def initialise(folder: Path) -> None:
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        letters = "C.UTF-8"
    except locale.Error:
        letters = "C"
    shutil.rmtree(places.HALF_MADE, ignore_errors=True)
    give(places.HALF_MADE)
    as_its_account(
        [
            *(str(folder / "initdb"), "-D", str(places.HALF_MADE), "-U", "postgres", "--auth=trust"),
            *("--no-sync", "--encoding=UTF8", "--locale=C", f"--lc-ctype={letters}"),
        ]
    )
    places.HALF_MADE.rename(places.DATA)


def as_its_account(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, **identity())
    if done.returncode:
        raise not_started(done.stderr or done.stdout)


def identity() -> dict[str, Any]:
    """How a process of the database runs: from its own folder, in C, and as root under its own account."""
    said: dict[str, Any] = {"cwd": places.HOME, "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}}
    if places.AS_ROOT:
        account = its_account()
        said |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": own_groups()}
    return said


def own_groups() -> list[int]:
    return [group.gr_gid for group in grp.getgrall() if places.ACCOUNT in group.gr_mem]


def launch(folder: Path, *, dies_with_me: bool) -> subprocess.Popen[bytes]:
    options = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
    command = [str(folder / "postgres"), "-D", str(places.DATA), *options]
    deadline = time.monotonic() + PATIENCE
    while True:
        with places.LOG.open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=fall_with_parent if dies_with_me else None,
                **identity(),
            )
        while process.poll() is None and time.monotonic() < deadline:
            if ready():
                return process
            time.sleep(0.02)
        said = places.LOG.read_text(errors="replace")
        # Just after a kill -9 the dead one's children still hold its memory for a moment.
        if "shared memory block" not in said or time.monotonic() > deadline:
            process.terminate()
            raise not_started(said)
        time.sleep(0.5)


def ready() -> bool:
    """The last line of its pid file says so once it takes connections."""
    try:
        return (places.DATA / "postmaster.pid").read_text().split()[-1] == "ready" and answers()
    except (OSError, IndexError):
        return False


def fall_with_parent(signum: int = signal.SIGINT) -> None:
    """In the child, before exec: when the supervisor is gone, however it went, the child is told to stop."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signum)


def not_started(said: str) -> TroubleError:
    lines = [line for line in said.splitlines() if "FATAL" in line or "error" in line.lower()]
    why = (lines or said.splitlines() or ["?"])[-1].strip()
    if "No space left" in said:
        return TroubleError(
            "Ổ đĩa đã đầy nên cơ sở dữ liệu không chạy được. Hãy dọn bớt rồi chạy lại.",
            "The disk is full, so the database cannot run. Make room and try again.",
        )
    return TroubleError(
        f"Cơ sở dữ liệu riêng không chạy được: {why} (xem {places.LOG}).",
        f"The private database would not run: {why} (see {places.LOG}).",
    )
