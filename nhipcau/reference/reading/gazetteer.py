"""Every name of a place, old and new, found by its folded words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from nhipcau.reference.reading.pieces import Piece
from nhipcau.reference.reading.spelling import folded, has_accents, toned


class Grain(IntEnum):
    """How small a place is. Names of today come before old ones of the same size."""

    PROVINCE = 1
    FORMER_PROVINCE = 2
    DISTRICT = 3
    COMMUNE = 4
    FORMER_COMMUNE = 5
    PARK = 6


PROVINCES = {Grain.PROVINCE, Grain.FORMER_PROVINCE}
COMMUNES = {Grain.COMMUNE, Grain.FORMER_COMMUNE}
GRAINS_OF_KIND = {
    "province": PROVINCES,
    "city": PROVINCES | {Grain.DISTRICT},
    "urban_district": {Grain.DISTRICT},
    "rural_district": {Grain.DISTRICT},
    "town": {Grain.DISTRICT},
    "ward": COMMUNES,
    "commune": COMMUNES,
    "township": COMMUNES,
    "zone": COMMUNES | {Grain.DISTRICT},
    "park": {Grain.PARK},
}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one place and the communes of today it covers."""

    code: str
    name: str
    kind: str
    grain: Grain
    province: str
    communes: frozenset[str]
    within: str | None = None
    divided: bool = False


@dataclass
class Gazetteer:
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    toned: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Name]) -> "Gazetteer":
        gazetteer = cls()
        for name in names:
            gazetteer.names[folded(name.name)].append(name)
            gazetteer.toned[name.name] = toned(name.name)
        return gazetteer

    def called(self, piece: Piece) -> list[Name]:
        """What a piece may mean, the likeliest spelling and kind only, large before small."""
        found = self.at_any_level(piece)
        return [name for name in found if name.kind == piece.kind] or found

    def at_any_level(self, piece: Piece) -> list[Name]:
        """A commune that became a ward, a rural district that became a town, is still called by the old word."""
        found = self.names.get(folded(piece.name), [])
        if piece.kind:
            found = [name for name in found if name.grain in GRAINS_OF_KIND[piece.kind]]
        else:
            found = [name for name in found if not name.name.isdigit()]
        if has_accents(piece.name):
            said = toned(piece.name)
            found = [name for name in found if self.toned[name.name] == said] or found
        return sorted(found, key=lambda name: (name.grain, name.code))
