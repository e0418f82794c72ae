"""From where people could come, as a drawing: communes as circles in a box as wide as a phone. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Final

WIDTH: Final = 360
MARGIN: Final = 26
LOWEST, HIGHEST = 200, 430  # of the box
LARGEST, SMALLEST = 15, 7  # radius of a circle: its number in the table stands in it
SHOWN_KM: Final = 100  # farther communes stand in the table alone, so that the near ones are not a heap
LEAST_SPAN: Final = 0.12  # degrees, about 13 km: one commune is not blown up to a country
LETTER, LINE = 6.4, 13  # of a label
Room = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Spot:
    """A commune: how many people, how far (-1 unknown), and the middle of it in degrees."""

    name: str
    people: int
    km: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Circle:
    """`number`: its line of the table. `anchor` is "start" or "end"; without a `label` there is no room for a name."""

    number: int
    x: int
    y: int
    r: int
    spot: Spot
    label: str
    text_x: int
    text_y: int
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """`land` is a path of points, one for each commune round about; `work` are the places of the openings."""

    height: int
    circles: tuple[Circle, ...]
    work: tuple[tuple[int, int], ...]
    land: str
    beyond: int


class Box:
    """North is up; a degree to the east is as long as it is in the middle of the box."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        north, south = max(lat for lat, _lon in points), min(lat for lat, _lon in points)
        east, west = max(lon for _lat, lon in points), min(lon for _lat, lon in points)
        self.narrow = cos(radians((north + south) / 2))
        wide, high = max((east - west) * self.narrow, LEAST_SPAN), max(north - south, LEAST_SPAN)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / high)
        self.height = max(LOWEST, round(high * self.scale) + 2 * MARGIN)
        self.middle = ((north + south) / 2, (east + west) / 2)

    def at(self, latitude: float, longitude: float) -> tuple[int, int]:
        x = WIDTH / 2 + (longitude - self.middle[1]) * self.narrow * self.scale
        y = self.height / 2 - (latitude - self.middle[0]) * self.scale
        return round(x), round(y)

    def holds(self, latitude: float, longitude: float) -> bool:
        x, y = self.at(latitude, longitude)
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def reach(self) -> tuple[float, float, float, float]:
        """South, north, west, east of the whole box, margins and all."""
        high, wide = self.height / 2 / self.scale, WIDTH / 2 / self.scale / self.narrow
        return self.middle[0] - high, self.middle[0] + high, self.middle[1] - wide, self.middle[1] + wide


def box_of(spots: Iterable[Spot], work: Sequence[tuple[float, float]]) -> Box | None:
    """Around the workplaces and all communes that are near enough to be drawn; None where nothing is."""
    points = [*work, *((spot.latitude, spot.longitude) for spot in spots if _near(spot))]
    return Box(points) if points else None


def drawing(
    box: Box, spots: Sequence[Spot], work: Sequence[tuple[float, float]], land: Iterable[tuple[float, float]]
) -> Drawing:
    """`spots` the largest first: who comes first gets the room for a name; a name covers no circle."""
    near = [(number, spot) for number, spot in enumerate(spots, 1) if _near(spot)]
    most = max((spot.people for _number, spot in near), default=1)
    discs = {number: _disc(box, spot, most) for number, spot in near}
    marks = [
        (x - LARGEST / 2, y - LARGEST / 2, x + LARGEST / 2, y + LARGEST / 2) for x, y in (box.at(*at) for at in work)
    ]
    taken = marks + [(x - r, y - r, x + r, y + r) for x, y, r in discs.values()]
    circles = []
    for number, spot in near:
        circle, room = _named(number, spot, discs[number], taken)
        circles.append(circle)
        taken += room
    points = (box.at(*point) for point in land if box.holds(*point))
    return Drawing(
        height=box.height,
        circles=tuple(circles),
        work=tuple(dict.fromkeys(box.at(*point) for point in work)),
        land="".join(f"M{x} {y}h0" for x, y in points),
        beyond=len(spots) - len(near),
    )


def _near(spot: Spot) -> bool:
    return spot.km <= SHOWN_KM


def _disc(box: Box, spot: Spot, most: int) -> tuple[int, int, int]:
    x, y = box.at(spot.latitude, spot.longitude)
    return x, y, max(SMALLEST, round(LARGEST * sqrt(spot.people / most)))


def _named(number: int, spot: Spot, disc: tuple[int, int, int], taken: Sequence[Room]) -> tuple[Circle, list[Room]]:
    """With its name to the right, or else to the left, or without one; and the room that the name takes."""
    x, y, r = disc
    long = LETTER * len(spot.name)
    for anchor, text_x, left in (("start", x + r + 3, x + r + 3.0), ("end", x - r - 3, x - r - 3 - long)):
        room = (left, y - LINE / 2, left + long, y + LINE / 2)
        if room[0] >= 0 and room[2] <= WIDTH and not any(_overlap(room, other) for other in taken):
            return Circle(number, x, y, r, spot, spot.name, text_x, y + 4, anchor), [room]
    return Circle(number, x, y, r, spot, "", x, y, "start"), []


def _overlap(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
