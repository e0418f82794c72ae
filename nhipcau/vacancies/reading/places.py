"""Where an opening is, from the words of a cell. Pure: the reader of names is handed in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.reference.api import Confidence, PlaceRead, PlaceReading

PROVINCE_GRAINS = (1, 2)  # of today, and of before 2025
IN_BRACKETS = re.compile(r"[\[(]([^\])]{3,60})[\])]")
SAID_AT = re.compile(r"\b(?:tại|ở) ([^\[(|–\-,/:;]{3,40})", re.IGNORECASE)
IN_FRONT = re.compile(r"^([^\[(|–\-,/:;]{3,20}) [–-] ")


class Reads(Protocol):
    def read(self, text: str) -> PlaceReading: ...


@dataclass(frozen=True)
class Where:
    """Codes of today. `workplace` keeps the words wherever they say more than the codes."""

    province: str = ""
    commune: str = ""
    park: str = ""
    workplace: str = ""
    trouble: str = ""
    note: str = ""


def where(place: str, street: str, reader: Reads) -> Where:
    """`street` is a column of its own where there is one; it may make the place more exact."""
    place, street = tidy(place), tidy(street)
    if not place and not street:
        return Where(trouble="place_missing")
    reading = reader.read(place or street)
    if not reading.places:
        return Where(trouble=trouble_of(reading))
    first, workplace = reading.places[0], words_beside(place or street, street if place else "", reading)
    if street and place and first.commune is None:
        closer = reader.read(f"{street}, {place}")
        if len(closer.places) == 1 and closer.places[0].province == first.province and closer.places[0].commune:
            reading, first = closer, closer.places[0]
    commune = "" if first.divided else first.commune or ""
    return Where(first.province, commune, first.park or "", workplace, note=note_of(reading, first, commune))


def trouble_of(reading: PlaceReading) -> str:
    if reading.abroad:
        return "place_abroad"
    return "place_everywhere" if reading.everywhere else "place_unknown"


def note_of(reading: PlaceReading, first: PlaceRead, commune: str) -> str:
    if len(reading.places) > 1 or reading.elsewhere:
        return "place_several"
    if not commune and first.grain not in PROVINCE_GRAINS:
        return "place_wide"
    return "place_doubt" if reading.confidence == Confidence.UNSURE else ""


def words_beside(place: str, street: str, reading: PlaceReading) -> str:
    """Only a province named alone says no more than its code."""
    first = reading.places[0]
    alone = len(reading.places) == 1 and first.grain == 1 and not reading.unread and not reading.elsewhere
    kept = [part for part in (street, "" if alone else place) if part]
    if len(kept) == 2 and fold(kept[0]) in fold(kept[1]):
        kept = kept[1:]
    return ", ".join(kept)


def elsewhere_in_title(title: str, province: str, reader: Reads) -> bool:
    """A title such as "Thợ hàn tại Kiên Giang" beside the address of an office in another province."""
    named = {place.province for text in parts_that_name_places(tidy(title)) for place in provinces_in(text, reader)}
    return bool(named) and province not in named


def parts_that_name_places(title: str) -> Iterator[str]:
    for pattern in (IN_BRACKETS, SAID_AT, IN_FRONT):
        yield from (text.strip() for text in pattern.findall(title))


def provinces_in(text: str, reader: Reads) -> list[PlaceRead]:
    return [place for place in reader.read(text).places if place.province_said]
