"""Lists are written down: only those that are otherwise than before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

import numpy as np

from nhipcau.matching.kernel.columns import Array
from nhipcau.matching.kernel.lists import NOBODY
from nhipcau.matching.models import Suggestions
from nhipcau.matching.queries.held import HeldOpenings, HeldPeople

AT_ONCE: Final = 2_000
CHANGING: Final = ["candidates", "points", "shown", "made_at"]
Line = tuple[list[int], list[int], list[int]]


@dataclass(frozen=True)
class Made:
    """Lists of these rows of people; rows of openings in all three, NOBODY where there is nothing."""

    people: Array
    candidates: Array
    points: Array
    shown: Array


def keep(made: Made, people: HeldPeople, openings: HeldOpenings, *, now: datetime) -> int:
    """How many lists are otherwise than they were."""
    numbers = [int(number) for number in people.numbers[made.people]]
    changed = 0
    lines = zip(numbers, _lines(made, openings), strict=True)
    while some := dict(islice(lines, AT_ONCE)):
        before = _kept(some)
        rows = [_row(number, line, now) for number, line in some.items() if before.get(number) != line]
        Suggestions.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["seeker"], update_fields=CHANGING, batch_size=AT_ONCE
        )
        changed += len(rows)
    return changed


def _lines(made: Made, openings: HeldOpenings) -> Iterator[Line]:
    """Numbers instead of rows, without the empty lines, best first: introduced openings stand where their points say."""
    numbers = openings.numbers
    for candidates, points, shown in zip(made.candidates, made.points, made.shown, strict=True):
        there = candidates != NOBODY
        rows, worth = candidates[there], points[there]
        order = np.lexsort((rows, -worth.astype(np.int64)))
        seen = shown[shown != NOBODY]
        yield numbers[rows[order]].tolist(), worth[order].tolist(), numbers[seen].tolist()


def _kept(numbers: dict[int, Line]) -> dict[int, Line]:
    rows = Suggestions.objects.filter(pk__in=numbers).values_list("pk", "candidates", "points", "shown")
    return {number: (candidates, points, shown) for number, candidates, points, shown in rows}


def _row(number: int, line: Line, now: datetime) -> Suggestions:
    candidates, points, shown = line
    return Suggestions(seeker_id=number, candidates=candidates, points=points, shown=shown, made_at=now)
