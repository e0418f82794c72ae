"""Every name of a place, old and new, found by its folded words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

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


LAST = "\uffff"
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

    @cached_property
    def large(self) -> list[tuple[str, int, str]]:
        """Provinces, districts and parks, old ones too, in the order of their folded names: name, grain, what people say."""
        found = set()
        for folded_name, names in self.names.items():
            for name in names:
                if name.kind == "park":
                    said = f"KCN {name.name}"
                    found |= {(folded_name, int(name.grain), said), (f"kcn {folded_name}", int(name.grain), said)}
                elif name.grain <= Grain.DISTRICT and not name.name.isdigit():
                    found.add((folded_name, int(name.grain), name.name))
        return sorted(found)

    def beginning(self, start: str, *, limit: int) -> list[str]:
        """What such places are called whose folded name begins so; the larger first."""
        first, last = bisect_left(self.large, (start,)), bisect_left(self.large, (start + LAST,))
        found = sorted(self.large[first:last], key=lambda one: (one[1], one[0]))
        return list(dict.fromkeys(said for _name, _grain, said in found))[:limit]
