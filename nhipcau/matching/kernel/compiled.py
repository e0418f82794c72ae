"""Where compiled code is kept: a folder for each state of the sources it was compiled from, so that none outlives them."""

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar

import numba

HERE: Final = Path(__file__).resolve().parent
KEPT_IN: Final = Path(os.environ.get("NUMBA_CACHE_DIR") or HERE.parents[2] / "var" / "numba")

NJIT: Final[Any] = numba.njit  # its types do not know `_nrt`
Function = TypeVar("Function", bound=Callable[..., Any])


def state() -> str:
    """Numba looks only at the file of a function, not at what it calls or the points it reads."""
    sources = sorted([*HERE.glob("*.py"), *(HERE.parent / "suitability").glob("*.py")])
    return blake2b(b"".join(path.read_bytes() for path in sources), digest_size=8).hexdigest()


setattr(numba.config, "CACHE_DIR", str(KEPT_IN / state()))  # noqa: B010 - its types do not know the name


def compiled(function: Function) -> Function:
    """Compiled at the first call, kept on disk, and other threads run beside it.

    Nothing allocates in there and every array is held by who calls, so references are not counted (`_nrt`): counting them
    took nine tenths of the time.
    """
    return NJIT(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[no-any-return]


def inlined(function: Function) -> Function:
    """Written into whoever calls it: for what is asked of every pair."""
    return NJIT(inline="always", error_model="numpy", _nrt=False)(function)  # type: ignore[no-any-return]
