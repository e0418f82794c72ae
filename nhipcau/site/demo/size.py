"""How big a morning is. The demo's own is that of 16 November; tests play a small one."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Size:
    """`hall`, `linked` and `home` are people registered beforehand; `order` is part of `openings`."""

    local_enterprises: int
    linked_enterprises: int
    openings: int
    order: int
    hall: int
    linked: int
    home: int
    walk_ins: int
    hours: int


# 15,980 openings announced, so that with the enterprises that stay away more than 15,300 are there.
NOVEMBER: Final = Size(26, 138, 15_980, 550, 205, 345, 70, 110, 4)
SMALL: Final = Size(3, 8, 400, 60, 14, 16, 4, 6, 1)
