"""Reading an index: any number of processes and threads, each looking anew when a build or a commit has come."""

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import tantivy

from nhipcau.foundation.search.asking import All, Ask, Asker
from nhipcau.foundation.search.folders import Folder
from nhipcau.foundation.search.shapes import BETWEEN, KEY, LINES, NEWER, Shape
from nhipcau.foundation.text.api import toned, words

LONGEST_UNSEEN: Final = 180.0  # seconds without a look at the truth; the look is taken every minute
SAID_AGAIN_AFTER: Final = 60.0
MOST_VALUES: Final = 4_000
DAMAGE: Final = re.compile(r"corrupt|\bi/?o\b|file|director|deserial|footer|checksum|incompatib|lock", re.IGNORECASE)
SHORT, MOST_LINES = 3, 40  # letters; lines kept of each
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


class Unavailable(Exception):
    """The index cannot be asked: "lost", "stale", "broken", "foreign", "off", or it has "refused" this one question.

    Whoever asks has another way.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Found:
    """`keys` of one page in order, how many there are in all, and how many for each value of the numbers counted."""

    keys: tuple[int, ...]
    total: int
    counts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)


class Reading:
    """One opened state of an index. Never changes."""

    def __init__(self, build: Path, stamp: object, origin: str) -> None:
        self.stamp, self.origin = stamp, origin
        self.index = tantivy.Index.open(str(build))
        self.searcher = self.index.searcher()
        self.asker = Asker(self.index.schema, self.searcher)
        self.short: dict[str, list[tuple[str, int]]] = {}

    def lines(self, begun: str, most: int) -> list[tuple[str, int]]:
        """Lines by how many entries have them. Of a first letter or two there are thousands, so those are kept."""
        if len(begun) > SHORT:
            return self.searcher.terms_with_prefix(LINES, begun, limit=most)
        if begun not in self.short:
            self.short[begun] = self.searcher.terms_with_prefix(LINES, begun, limit=MOST_LINES)
        return self.short[begun][:most]


class Index:
    """The door to read. Made once per process; safe in threads."""

    def __init__(self, root: Path, shape: Shape) -> None:
        self.folder, self.shape = Folder(root, shape.name), shape
        self._open: Reading | None = None
        self._lock = threading.Lock()
        self._said: dict[str, float] = {}

    def find(self, ask: Ask, *, sort: str = "", limit: int = 20, offset: int = 0, counted: Sequence[str] = ()) -> Found:
        """`sort` is a number, largest first; without it the best score first, of equals the newer one."""
        return self._read(lambda at: self._find(at, ask, sort, limit, offset, counted))

    def counts(self, ask: Ask, counted: Sequence[str]) -> dict[str, dict[int, int]]:
        """How many match for each value of these numbers."""
        return self._read(lambda at: counts_of(at, at.asker.query(ask), counted))

    def complete(self, start: str, *, limit: int = 8) -> list[tuple[str, int]]:
        """Lines with a word where this begins, the most frequent first; typed accents come before other ones."""
        begun = " ".join(words(start))
        if not begun:
            return []
        return self._read(lambda at: completed(at, begun, start, limit))

    def vocabulary(self, text: str) -> dict[str, int]:
        """Every folded word of a text field and how many entries hold it."""
        return self._read(lambda at: dict(at.searcher.terms_with_prefix(text, "")))

    def size(self) -> int:
        return self.find(All(()), limit=1).total

    def built_from(self, origin: str) -> None:
        """Raises Unavailable for an index that was made from another truth."""
        if self._reading().origin != origin:
            raise self._unavailable("foreign")

    def stamp(self) -> object:
        """Equal as long as the index holds the same. Raises Unavailable."""
        return self._reading().stamp

    def _find(self, at: Reading, ask: Ask, sort: str, limit: int, offset: int, counted: Sequence[str]) -> Found:
        query = at.asker.query(ask)
        order: dict[str, Any] = {"order_by_field": sort} if sort else {"weight_by_field": NEWER}
        found: Any = at.searcher.search(query, limit, offset=offset, **order)
        keys: Sequence[Any] = at.searcher.fast_field_values(KEY, [address for _score, address in found.hits])
        return Found(keys=tuple(keys), total=found.count, counts=counts_of(at, query, counted))

    def _read(self, work: Callable[[Reading], Answer]) -> Answer:
        """What fails while a build is replaced is tried once more on the new one."""
        for last in (False, True):
            reading = self._reading()
            try:
                return work(reading)
            except BaseException as error:
                if isinstance(error, ValueError | OverflowError) and not is_damage(error):
                    raise self._unavailable("refused", error) from error
                if not is_trouble(error):
                    raise
                self._open = None
                if last:
                    raise self._unavailable("broken", error) from error
        raise AssertionError

    def _reading(self) -> Reading:
        stamp = self.folder.stamp()
        build = self.folder.current()
        if stamp is None or build is None:
            raise self._unavailable("lost")
        if self.folder.age(build) > LONGEST_UNSEEN:
            raise self._unavailable("stale")
        kept = self._open
        return kept if kept is not None and kept.stamp == stamp else self._opened(build, stamp)

    def _opened(self, build: Path, stamp: object) -> Reading:
        with self._lock:
            kept = self._open
            if kept is not None and kept.stamp == stamp:
                return kept
            state = self.folder.state(build)
            if state is None or state.version != self.shape.version:
                raise self._unavailable("lost")
            try:
                self._open = Reading(build, stamp, state.origin)
            except BaseException as error:
                if not is_trouble(error):
                    raise
                raise self._unavailable("broken", error) from error
            return self._open

    def _unavailable(self, reason: str, error: BaseException | None = None) -> Unavailable:
        """Said in the log once a minute, and left in the folder for whoever rebuilds."""
        now = time.monotonic()
        if now - self._said.get(reason, -SAID_AGAIN_AFTER) >= SAID_AGAIN_AFTER:
            self._said[reason] = now
            log.warning("index %s is %s, the database answers instead: %s", self.shape.name, reason, error or "-")
        if reason == "broken":
            try:
                self.folder.broken.touch()
            except OSError:
                log.exception("index %s cannot be marked as broken", self.shape.name)
        return Unavailable(reason)


def is_damage(error: BaseException) -> bool:
    """What the engine says of files, not of a question that it cannot answer."""
    return DAMAGE.search(str(error)) is not None


def is_trouble(error: BaseException) -> bool:
    """A damaged file may end in an error of the engine's own, which is no Exception of Python."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


def counts_of(at: Reading, query: tantivy.Query, counted: Sequence[str]) -> dict[str, dict[int, int]]:
    if not counted:
        return {}
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in counted}
    found = at.searcher.aggregate(query, asked)
    return {name: {int(one["key"]): int(one["doc_count"]) for one in found[name]["buckets"]} for name in counted}


def completed(at: Reading, begun: str, typed: str, limit: int) -> list[tuple[str, int]]:
    best: dict[str, int] = {}
    for term, count in at.lines(begun, 4 * limit):
        best.setdefault(term.partition(BETWEEN)[2], count)
    spelt = toned(typed)
    ranked = sorted(best.items(), key=lambda one: (f" {spelt}" not in f" {toned(one[0])}", -one[1], one[0]))
    return ranked[:limit]
