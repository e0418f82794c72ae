"""From where people could come to an order: counts by commune over all its openings on the board, nobody named."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import localdate

from nhipcau.matching import api as matching
from nhipcau.matching.api import Sourcing
from nhipcau.reference.models import Commune
from nhipcau.statistics.rules.sources_map import Drawing, Spot, box_of, drawing
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import LabourOrder

DRAWN: Final = 20  # communes on the map, the most people first; the table has all


@dataclass(frozen=True)
class Sources:
    """`map` is None where no place is known. `openings` of the order on the board, and the places they have."""

    sourcing: Sourcing
    spots: list[Spot]
    map: Drawing | None
    openings: int
    places: int

    @property
    def first(self) -> list[Spot]:
        return self.spots[:DRAWN]

    @property
    def others(self) -> list[Spot]:
        return self.spots[DRAWN:]


def sources_of(order: LabourOrder, *, now: datetime) -> Sources | None:
    """None while no opening of the order is on the board. Seven queries once everybody is held in memory."""
    openings = list(shown_on_board(localdate(now)).filter(order=order))
    if not openings:
        return None
    found = matching.sourcing_of(openings, now=now, provinces=_provinces_of(order))
    communes = Commune.objects.select_related("province").in_bulk([each.commune for each in found.communes])
    spots = [_spot(communes[one.commune], one.people, one.km) for one in found.communes if one.commune in communes]
    work = [(each.commune.latitude, each.commune.longitude) for each in openings if each.commune]
    return Sources(
        sourcing=found,
        spots=spots,
        map=_map(spots[:DRAWN], work),
        openings=len(openings),
        places=sum(each.headcount for each in openings),
    )


def _provinces_of(order: LabourOrder) -> list[str]:
    """Where the people of an order may come from; none is anywhere."""
    if not order.outside_province:
        return [order.centre.province_id]
    return [*order.provinces.values_list("pk", flat=True)]


def _spot(commune: Commune, people: int, km: int) -> Spot:
    return Spot(commune.label, people, km, commune.latitude, commune.longitude)


def _map(spots: list[Spot], work: list[tuple[float, float]]) -> Drawing | None:
    box = box_of(spots, work)
    if box is None:
        return None
    south, north, west, east = box.reach()
    round_about = Commune.objects.filter(latitude__range=(south, north), longitude__range=(west, east))
    return drawing(box, spots, work, round_about.values_list("latitude", "longitude"))
