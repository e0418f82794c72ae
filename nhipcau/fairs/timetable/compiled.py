"""Where compiled code is kept: a folder for each state of these sources. Numba looks only at the file of a function, not at
what it calls; and other compiled code of the process keeps its own folder."""

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar

import numba

HERE: Final = Path(__file__).resolve().parent
KEPT_IN: Final = Path(os.environ.get("NUMBA_CACHE_DIR") or HERE.parents[2] / "var" / "numba")
STATE: Final = blake2b(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py"))), digest_size=8).hexdigest()

NJIT: Final[Any] = numba.njit  # its types know no `error_model`
CONFIG: Final[Any] = numba.config
Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compiled at the first call, kept on disk; other threads run beside it.

    Nothing allocates in there and every array is held by who calls, so references are not counted (`_nrt`).
    """
    before, CONFIG.CACHE_DIR = CONFIG.CACHE_DIR, str(KEPT_IN / f"timetable-{STATE}")
    try:
        return NJIT(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[no-any-return]
    finally:
        CONFIG.CACHE_DIR = before
