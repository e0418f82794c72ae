"""What such work usually pays in a province: the middle of the open openings that are paid by the month."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final

from nhipcau.matching.suitability import UNKNOWN
from nhipcau.vacancies.models import PayKind, Vacancy

UNIT: Final = 100_000  # đồng
ENOUGH: Final = 5  # openings: the middle of fewer says little
GRAINS: Final = (3, 2, 0)  # digits of the occupation


def in_units(amount: int | None) -> int:
    return UNKNOWN if amount is None else amount // UNIT


@dataclass(frozen=True)
class UsualPays:
    """By province and the first digits of the occupation, in units of 100,000 đồng a month."""

    middles: dict[tuple[str, str], int]

    def of(self, province: str, occupation: str) -> int:
        """As near to the occupation as there are enough openings; UNKNOWN where the province has too few."""
        for digits in GRAINS:
            if len(occupation) >= digits and (found := self.middles.get((province, occupation[:digits]))):
                return found
        return UNKNOWN


def usual_pays(provinces: Collection[str], day: date) -> UsualPays:
    """One query. The most offered counts, as in every comparison with a wish."""
    paid = defaultdict(list)
    rows = Vacancy.objects.open_on(day).filter(province__in=provinces, pay_kind=PayKind.MONTH)
    for province, occupation, low, high in rows.values_list("province_id", "occupation_id", "pay_from", "pay_to"):
        if most := high or low:
            for digits in GRAINS:
                if len(occupation or "") >= digits:
                    paid[province, (occupation or "")[:digits]].append(most)
    return UsualPays({key: in_units(median_low(said)) for key, said in paid.items() if len(said) >= ENOUGH})
