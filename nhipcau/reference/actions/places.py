"""Provinces, communes and industrial parks from their files."""

from collections.abc import Iterable

from nhipcau.foundation.text.api import search_text, sort_key
from nhipcau.reference import data
from nhipcau.reference.models import Commune, IndustrialPark, Province


def provinces() -> list[Province]:
    return [
        Province(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            sort_key=sort_key(row["name"]),
            search=search_text(row["name"]),
        )
        for row in data.rows("provinces")
    ]


def communes(provinces: Iterable[Province]) -> list[Commune]:
    """Searched by name and province: "viet yen bac ninh"."""
    names = {province.code: province.name for province in provinces}
    return [
        Commune(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            province_id=row["province"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            sort_key=sort_key(row["name"]),
            search=search_text(row["name"], names[row["province"]]),
        )
        for row in data.rows("communes")
    ]


def parks(communes: Iterable[Commune], provinces: Iterable[Province]) -> list[IndustrialPark]:
    """Each name gets a frame of its own, so that a search finds the start of any of them."""
    home = {commune.code: commune for commune in communes}
    names = {province.code: province.name for province in provinces}
    parks = []
    for row in data.rows("parks"):
        commune = home[row["commune"]]
        called = [row["name"], *filter(None, row["aliases"].split("; "))]
        parks.append(
            IndustrialPark(
                code=row["code"],
                kind=row["kind"],
                name=row["name"],
                aliases=row["aliases"],
                commune_id=commune.code,
                province_id=commune.province_id,
                search="|".join(search_text(name, names[commune.province_id]) for name in called),
            )
        )
    return parks
