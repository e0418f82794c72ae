"""Writing an index: a whole new build beside the one in use, or a batch of changes to it."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import tantivy

from nhipcau.foundation.search.folders import Folder, State
from nhipcau.foundation.search.shapes import KEY, Entry, Shape, document

HEAP: Final = 64_000_000
THREADS: Final = 1


class Writing:
    """The lock is held. `state` is what the build in use has seen; None when there is none that can be gone on with."""

    def __init__(self, folder: Folder, shape: Shape) -> None:
        self.folder, self.shape = folder, shape

    @property
    def state(self) -> State | None:
        build = self.folder.current()
        if build is None or self.folder.broken.exists():
            return None
        state = self.folder.state(build)
        return state if state is not None and state.version == self.shape.version and is_sound(build) else None

    def rebuild(self, entries: Iterable[Entry], state: State) -> int:
        """Everything anew; readers switch when it is complete. A failure leaves the build in use as it was."""
        build = self.folder.new()
        writer = tantivy.Index(self.shape.schema(), path=str(build)).writer(HEAP, THREADS)
        try:
            count = 0
            for entry in entries:
                writer.add_document(document(entry, self.shape))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
            self.folder.keep_state(build, state)
        except BaseException:
            del writer  # its threads end before their folder goes
            shutil.rmtree(build, ignore_errors=True)
            raise
        self.folder.switch(build)
        return count

    def update(self, entries: Iterable[Entry], gone: Iterable[int], state: State) -> None:
        """One commit. The state is kept after it: a writer that dies between does the same again, which is harmless."""
        build = self._build()
        writer = tantivy.Index.open(str(build)).writer(HEAP, THREADS)
        for key in gone:
            writer.delete_documents_by_term(KEY, key)
        for entry in entries:
            writer.delete_documents_by_term(KEY, entry.key)
            writer.add_document(document(entry, self.shape))
        writer.commit()
        writer.wait_merging_threads()
        self.folder.keep_state(build, state)

    def nothing_new(self, state: State) -> None:
        """The truth was looked at and has not changed."""
        self.folder.keep_state(self._build(), state)

    def size(self) -> int:
        return int(tantivy.Index.open(str(self._build())).searcher().num_docs)

    def _build(self) -> Path:
        build = self.folder.current()
        if build is None:
            raise FileNotFoundError(self.folder.pointer)
        return build


def is_sound(build: Path) -> bool:
    """It opens, and its files are as long as they were written; what is inside is found out by reading."""
    try:
        tantivy.Index.open(str(build))
    except (ValueError, OSError):
        return False
    return True
