"""The best openings of every person of an invented market, by the kernel, and a look whether `suitability()` says the same."""

from typing import Any

import numpy as np

from bench.attention_market import Market
from nhipcau.matching.kernel import pruned
from nhipcau.matching.kernel.columns import openings_of, people_of
from nhipcau.matching.suitability import Opening, Person, suitability

Grid = np.ndarray[Any, np.dtype[np.int32]]


def candidates(people: list[Person], openings: list[Opening], k: int) -> tuple[Grid, Grid]:
    """Rows of the best openings and their scores, best first, of equals the smaller row; -1 where there is none."""
    found = pruned.best_openings(people_of(people), openings_of(openings), k)
    return found.rows.astype(np.int32), found.scores.astype(np.int32)


def agrees(market: Market, openings: Grid, scores: Grid, *, pairs: int = 2000) -> bool:
    """Every score of the first lists, and that nothing better was left out, by the definition itself."""
    k = openings.shape[1]
    for row, person in enumerate(market.people[: max(1, pairs // len(market.openings))]):
        found = [suitability(person, opening) for opening in market.openings]
        best = sorted((-each.score, number) for number, each in enumerate(found) if not each.shut)[:k]
        said = [(-int(s), int(o)) for s, o in zip(scores[row], openings[row], strict=True) if o >= 0]
        if best != said:
            return False
    return True
