"""All names of places for reading addresses: built once per load of the lists, kept in memory."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from nhipcau.reference.models import (
    Commune,
    FormerCommune,
    FormerUnit,
    IndustrialPark,
    Level,
    Loaded,
    Province,
)
from nhipcau.reference.reading.gazetteer import Gazetteer, Grain, Name
from nhipcau.reference.reading.places import PlaceReading, read_place

FORMER_GRAIN = {
    Level.PROVINCE: Grain.FORMER_PROVINCE,
    Level.DISTRICT: Grain.DISTRICT,
    Level.COMMUNE: Grain.FORMER_COMMUNE,
}


class PlaceReader:
    """Reads many texts with one look at the database; the same text is read once."""

    def __init__(self, gazetteer: Gazetteer, fingerprint: str = "") -> None:
        self.gazetteer, self.fingerprint = gazetteer, fingerprint
        self.known: dict[str, PlaceReading] = {}

    def read(self, text: str) -> PlaceReading:
        if text not in self.known:
            self.known[text] = read_place(text, self.gazetteer)
        return self.known[text]


def place_reader() -> PlaceReader:
    """One query, or six after the lists were loaded anew."""
    fingerprint = Loaded.objects.values_list("fingerprint", flat=True).first()
    return PlaceReader(kept(fingerprint), fingerprint) if fingerprint else PlaceReader(Gazetteer.of(names()))


def understand_place(text: str) -> PlaceReading:
    return place_reader().read(text)


@lru_cache(maxsize=1)
def kept(_fingerprint: str) -> Gazetteer:
    return Gazetteer.of(names())


def names() -> Iterator[Name]:
    inside = defaultdict(list)
    for commune in Commune.objects.only("code", "kind", "name", "province_id"):
        inside[commune.province_id].append(commune.code)
        own = frozenset([commune.code])
        yield Name(commune.code, commune.name, commune.kind, Grain.COMMUNE, commune.province_id, own)
    for province in Province.objects.all():
        communes = frozenset(inside[province.code])
        yield Name(province.code, province.name, province.kind, Grain.PROVINCE, province.code, communes)
    yield from former_names()
    for park in IndustrialPark.objects.all():
        own = frozenset([park.commune_id])
        for name in (park.name, *filter(None, park.aliases.split("; "))):
            yield Name(park.code, name, "park", Grain.PARK, park.province_id, own)


def former_names() -> Iterator[Name]:
    covers = defaultdict(list)
    for former, commune in FormerCommune.objects.values_list("former_id", "commune_id"):
        covers[former].append(commune)
    for unit in FormerUnit.objects.only("code", "kind", "name", "level", "province_id", "within_id", "divided"):
        yield Name(
            unit.code,
            unit.name,
            unit.kind,
            FORMER_GRAIN[Level(unit.level)],
            unit.province_id,
            frozenset(covers[unit.code]),
            unit.within_id,
            unit.divided,
        )
