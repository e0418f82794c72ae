"""What lies around a place: communes by how far their middles are. Kept in memory for each load of the lists."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nhipcau.reference.models import Commune
from nhipcau.reference.rules import distance_km

NEAR_KM: Final = 9.0
RINGS_KM: Final = (2.5, 5.0, 8.0, 12.0, float("inf"))
DEGREE_KM: Final = 111.0


@dataclass(frozen=True)
class Spot:
    latitude: float
    longitude: float
    code: str = ""


@dataclass(frozen=True)
class Surroundings:
    """`around` are communes near the given ones; `rings` are both by how far they lie from `centre`, the nearest first."""

    centre: Spot
    around: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Spots:
    """The middles of all communes from south to north."""

    spots: tuple[Spot, ...]
    latitudes: tuple[float, ...]

    @classmethod
    def load(cls) -> "Spots":
        rows = Commune.objects.order_by("latitude", "code").values_list("latitude", "longitude", "code")
        spots = tuple(Spot(*row) for row in rows)
        return cls(spots, tuple(spot.latitude for spot in spots))

    def around(self, inside: Sequence[str]) -> Surroundings | None:
        """Communes whose middle is at most nine kilometres from the middle of one of these."""
        codes = frozenset(inside)
        own = [spot for spot in self.spots if spot.code in codes]
        if not own:
            return None
        centre = Spot(sum(one.latitude for one in own) / len(own), sum(one.longitude for one in own) / len(own))
        near = [spot for spot in self._between(own) if spot.code not in codes and _is_near(spot, own)]
        rings: list[list[str]] = [[] for _ring in RINGS_KM]
        for spot in (*own, *near):
            rings[bisect_left(RINGS_KM, distance_km(centre, spot))].append(spot.code)
        return Surroundings(centre, tuple(spot.code for spot in near), tuple(tuple(ring) for ring in rings))

    def _between(self, own: Sequence[Spot]) -> list[Spot]:
        """All that can be near, in a box around these."""
        step = NEAR_KM / DEGREE_KM
        first = bisect_left(self.latitudes, min(one.latitude for one in own) - step)
        last = bisect_right(self.latitudes, max(one.latitude for one in own) + step)
        west, east = min(one.longitude for one in own) - 1.2 * step, max(one.longitude for one in own) + 1.2 * step
        return [spot for spot in self.spots[first:last] if west <= spot.longitude <= east]


def _is_near(spot: Spot, own: Sequence[Spot]) -> bool:
    return any(distance_km(one, spot) <= NEAR_KM for one in own)


def surroundings(inside: Sequence[str], fingerprint: str) -> Surroundings | None:
    """Without a fingerprint of the lists they are read anew."""
    return (_kept(fingerprint) if fingerprint else Spots.load()).around(inside)


@lru_cache(maxsize=1)
def _kept(_fingerprint: str) -> Spots:
    return Spots.load()
