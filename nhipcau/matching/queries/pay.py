"""What such work usually pays in a province: the middle of the open openings that are paid by the month."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final

from nhipcau.matching.models import Standing, UsualPay
from nhipcau.matching.suitability import UNKNOWN
from nhipcau.reference.api import occupation_code_of_title
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
    """As of the last full run, so that a page and a list say the same all day; as of now before the first one."""
    if not Standing.objects.filter(made_at__isnull=False).exists():
        return usual_pays_now(day, provinces)
    rows = UsualPay.objects.filter(province__in=provinces).values_list("province_id", "digits", "units")
    return UsualPays({(province, digits): units for province, digits, units in rows})


def usual_pays_now(day: date, provinces: Collection[str] | None = None) -> UsualPays:
    """One query, over these provinces or all. The most offered counts, as in every comparison with a wish."""
    paid = defaultdict(list)
    rows = Vacancy.objects.open_on(day).filter(pay_kind=PayKind.MONTH, province__isnull=False)
    if provinces is not None:
        rows = rows.filter(province__in=provinces)
    columns = ("province_id", "occupation_id", "title", "pay_from", "pay_to")
    for province, chosen, title, low, high in rows.values_list(*columns):
        if most := high or low:
            occupation = chosen or occupation_code_of_title(title) or ""
            for digits in GRAINS:
                if len(occupation) >= digits:
                    paid[province, occupation[:digits]].append(most)
    return UsualPays({key: in_units(median_low(said)) for key, said in paid.items() if len(said) >= ENOUGH})
