"""Where the headings of a sheet stand: often under a title, sometimes in two lines, sometimes numbered below. Pure."""

import re
from collections.abc import Sequence
from typing import Final

Line = tuple[int, list[str]]
Merge = tuple[int, int, int, int]  # first line, first column, last line, last column

SEARCHED: Final = 30
LONGEST_HEADING: Final = 120
LETTER: Final = re.compile(r"[^\W\d_]")
NUMBERED: Final = re.compile(r"\(?(\d{1,2})\)?\.?")


def find(lines: Sequence[Line], merged: Sequence[Merge] = ()) -> tuple[list[str], int]:
    """The headings, and how many lines stand before the first opening."""
    width = max(filled(cells) for _number, cells in lines[:200])
    for place, (number, cells) in enumerate(lines[:SEARCHED]):
        spread = spread_out(number, cells, merged)
        if filled(spread) * 2 >= max(width, 2) and is_wordy(cells):
            return below(lines, place, spread, merged)
    return list(lines[0][1]), 1


def filled(cells: Sequence[str]) -> int:
    return sum(bool(cell) for cell in cells)


def is_wordy(cells: Sequence[str]) -> bool:
    return all(LETTER.search(cell) and len(cell) <= LONGEST_HEADING for cell in cells if cell)


def wide(number: int, merged: Sequence[Merge]) -> list[Merge]:
    return [merge for merge in merged if merge[0] == merge[2] == number and merge[3] > merge[1]]


def spread_out(number: int, cells: list[str], merged: Sequence[Merge]) -> list[str]:
    """A heading over several columns stands in each of them. A title alone on its line stays alone."""
    if filled(cells) < 2:
        return cells
    spread = list(cells)
    for _first, left, _last, right in wide(number, merged):
        for column in range(max(left, 0), min(right + 1, len(spread))):
            spread[column] = cells[left]
    return spread


def below(lines: Sequence[Line], place: int, spread: list[str], merged: Sequence[Merge]) -> tuple[list[str], int]:
    """A second line of headings under merged ones, and a line that only numbers the columns."""
    number = lines[place][0]
    headings, after = list(spread), place + 1
    parents = {
        column for _f, left, _l, right in wide(number, merged) for column in range(left, right + 1) if column >= 0
    }
    if parents and after < len(lines) and lines[after][0] == number + 1:
        under = lines[after][1]
        if any(under) and all(column in parents or not headings[column] for column, cell in enumerate(under) if cell):
            headings = [" ".join(filter(None, pair)) for pair in zip(headings, under, strict=True)]
            after += 1
    if after < len(lines) and is_numbering(lines[after][1]):
        after += 1
    return headings, after


def is_numbering(cells: Sequence[str]) -> bool:
    """ "(1) (2) (3)" under the headings."""
    hits = [NUMBERED.fullmatch(cell) for cell in cells if cell]
    numbers = [int(hit.group(1)) for hit in hits if hit]
    return len(numbers) == len(hits) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
