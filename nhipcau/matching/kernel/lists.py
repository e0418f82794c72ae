"""A list of the best: its arrays, and how one more candidate enters it."""

from typing import Any, Final, NamedTuple

import numpy as np

from nhipcau.matching.kernel.columns import Array
from nhipcau.matching.kernel.compiled import compiled

NOBODY: Final = -1  # a row or a score past the end of a list


class Lists(NamedTuple):
    """[n, k] each: row of the other side, best first; its score. NOBODY after the last."""

    rows: Array
    scores: Array


def empty(n: int, k: int) -> Lists:
    return Lists(np.full((n, k), NOBODY, np.int32), np.full((n, k), NOBODY, np.int16))


@compiled
def better(score: int, row: int, than: int, than_row: int) -> bool:
    """The order of every list: the higher score, then the smaller row."""
    return score > than or (score == than and row < than_row)


@compiled
def enter(rows: Any, scores: Any, row: int, score: int) -> None:
    """Put a candidate where it belongs, if it does and is not there yet. Rows and scores are one list of k."""
    at = len(rows)
    while at > 0 and better(score, row, scores[at - 1], rows[at - 1]):
        at -= 1
    if at == len(rows) or (at > 0 and rows[at - 1] == row and scores[at - 1] == score):
        return
    for later in range(len(rows) - 1, at, -1):
        rows[later], scores[later] = rows[later - 1], scores[later - 1]
    rows[at], scores[at] = row, score
