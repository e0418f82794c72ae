"""Industrial parks by any of their names."""

from nhipcau.reference.models import IndustrialPark
from nhipcau.reference.queries.places import parks, rank
from nhipcau.reference.reading.pieces import long_forms, piece
from nhipcau.reference.reading.spelling import folded


def find_parks(text: str, *, limit: int = 10) -> list[IndustrialPark]:
    said = folded(piece(long_forms(text).strip()).name)
    found = parks().filter(search__contains=f" {said}") if said else parks().none()
    return sorted(found, key=lambda park: rank(park, {said}))[:limit]
