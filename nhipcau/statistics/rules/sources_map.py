"""From where people could come, as a drawing: communes as circles in a box as wide as a phone. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Final

WIDTH: Final = 360
MARGIN: Final = 26
LOWEST, HIGHEST = 200, 430  # of the box
LARGEST, SMALLEST = 20, 4  # radius of a circle
SHOWN_KM: Final = 100  # farther communes stand in the table alone, so that the near ones are not a heap
LEAST_SPAN: Final = 0.12  # degrees, about 13 km: one commune is not blown up to a country
LETTER, LINE = 6.4, 13  # of a label


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
    """`anchor` is "start" or "end"; without a `label` there is no room for one. `text_y` is the line the label stands on."""

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
    """`spots` the largest first: who comes first gets the room for a label."""
    near = [spot for spot in spots if _near(spot)]
    most = max((spot.people for spot in near), default=1)
    circles: list[Circle] = []
    taken: list[tuple[float, float, float, float]] = []
    for spot in near:
        circle, room = _circle(box, spot, most, taken)
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


def _circle(
    box: Box, spot: Spot, most: int, taken: Sequence[tuple[float, float, float, float]]
) -> tuple[Circle, list[tuple[float, float, float, float]]]:
    """With its label to the right, or else to the left, or without one; and the room that the label takes."""
    x, y = box.at(spot.latitude, spot.longitude)
    r = max(SMALLEST, round(LARGEST * sqrt(spot.people / most)))
    long = LETTER * len(spot.name)
    for anchor, text_x, left in (("start", x + r + 3, x + r + 3.0), ("end", x - r - 3, x - r - 3 - long)):
        room = (left, y - LINE / 2, left + long, y + LINE / 2)
        if room[0] >= 0 and room[2] <= WIDTH and not any(_overlap(room, other) for other in taken):
            return Circle(x, y, r, spot, spot.name, text_x, y + 4, anchor), [room]
    return Circle(x, y, r, spot, "", x, y, "start"), []


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
