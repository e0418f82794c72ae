"""`python -m config.private start | stop | status | reset | run -- command`: the private database by hand."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from config.private import cluster, places
from config.private.trouble import TroubleError


def status() -> int:
    pid = cluster.living_pid()
    print(f"Running, process {pid}, {places.DATA}" if pid else f"Not running, {places.DATA}")
    return 0 if pid else 3


def stop() -> int:
    refuse_beside_the_demo()
    print("Stopped." if cluster.stop() else "It was not running.")
    return 0


def refuse_beside_the_demo() -> None:
    if not places.DEMO.is_file():
        return
    with places.DEMO.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            address = held.read().strip()
            raise TroubleError(
                f"Bản chạy thử đang mở ở {address}. Hãy dừng nó trước (Ctrl-C).",
                f"The demo is running at {address}. Stop it first (Ctrl-C).",
            ) from None


def reset() -> int:
    """Only what this checkout made for itself; a database named by DATABASE_URL is never touched."""
    refuse_beside_the_demo()
    cluster.stop()
    kept = ("files", "search", "static")
    made = [places.HOME, places.SOCKETS, *(places.ROOT / "var" / name for name in kept)]
    for path in made:
        if not path.exists():
            continue
        shutil.rmtree(path, ignore_errors=True)
        print(f"Removed {path}")
    if os.environ.get("DATABASE_URL"):
        print("DATABASE_URL is set: the database it names was left as it is.")
    print("The next `make demo` starts afresh.")
    return 0


def run(command: list[str]) -> int:
    """With the database running; it is stopped again if it was started for this and nobody else uses it."""
    if os.environ.get("DATABASE_URL"):
        os.execvp(command[0], command)
    mine = None if cluster.answers() else cluster.start()
    process = subprocess.Popen(command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells the command itself
    signal.signal(signal.SIGTERM, lambda *_args: process.terminate())
    result = process.wait()
    if mine is not None and mine.poll() is None:
        from config.private import roles

        if roles.others_connected() == 0:
            cluster.stop()
            mine.wait()
    return result if result >= 0 else 128 - result


def main(words: list[str]) -> int:
    if words[:2] == ["run", "--"] and len(words) > 2:
        return run(words[2:])
    match words:
        case ["start"]:
            cluster.ensure_running()
            return status()
        case ["stop"]:
            return stop()
        case ["status"]:
            return status()
        case ["reset"]:
            return reset()
    print(__doc__)
    return 2


if __name__ == "__main__":
    os.chdir(Path(places.ROOT))
    sys.exit(main(sys.argv[1:]))
