"""Where an index lies: a folder for each build, a pointer to the one in use, what it has seen, and the writers' lock.

openings/current            the name of the build in use; replaced in one step
openings/20260310-…/        the engine's own files and state.json
openings/writing.lock       held by the one process that writes
openings/broken             left by a reader that could not read
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4


@dataclass(frozen=True, kw_only=True)
class State:
    """What a build has seen of the truth. `origin` names the database, `cursor` and `done` how far it was read."""

    version: int
    origin: str
    cursor: int
    done: tuple[int, ...] = ()


class Folder:
    def __init__(self, root: Path, name: str) -> None:
        self.home = root / name
        self.pointer = self.home / "current"
        self.broken = self.home / "broken"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time, in whatever process; the others wait. A writer that dies lets go."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "writing.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def current(self) -> Path | None:
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.home / name if name else None

    def stamp(self) -> tuple[int, int, int] | None:
        """Changes whenever a reader must look again; None when there is nothing to read."""
        try:
            build = self.current()
            if build is None:
                return None
            pointer, meta = self.pointer.stat(), (build / "meta.json").stat()
        except OSError:
            return None
        return pointer.st_ino, meta.st_ino, meta.st_mtime_ns

    def new(self) -> Path:
        build = self.home / f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid4().hex[:8]}"
        build.mkdir(parents=True)
        return build

    def switch(self, build: Path) -> None:
        """The build is in use from here on. The one before stays for readers in the middle of a page."""
        before = self.current()
        replace_text(self.pointer, build.name)
        self.broken.unlink(missing_ok=True)
        for other in self.home.iterdir():
            if other.is_dir() and other not in (build, before):
                shutil.rmtree(other, ignore_errors=True)

    def state(self, build: Path) -> State | None:
        try:
            said = json.loads((build / "state.json").read_text(encoding="utf-8"))
            return State(**{**said, "done": tuple(said["done"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep_state(self, build: Path, state: State) -> None:
        replace_text(build / "state.json", json.dumps(asdict(state)))
        self.seen_now(build)

    def seen_now(self, build: Path) -> None:
        """The truth was compared at this moment, changed or not."""
        os.utime(build / "state.json", (time.time(), time.time()))

    def age(self, build: Path) -> float:
        """Seconds since the truth was last compared."""
        try:
            return time.time() - (build / "state.json").stat().st_mtime
        except OSError:
            return float("inf")


def replace_text(path: Path, text: str) -> None:
    """Readers see the old text or the new one, never half of it."""
    beside = path.with_name(f"{path.name}.{uuid4().hex[:8]}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
