"""From where people could come to several openings together, counted over everybody who wants suggestions."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import numpy as np
from django.utils.timezone import localdate

from nhipcau.matching.attention.sourcing import Sourcing, told
from nhipcau.matching.kernel.columns import openings_of
from nhipcau.matching.kernel.stands import BITS, Stands, stands
from nhipcau.matching.queries.facts import opening_facts
from nhipcau.matching.queries.held import HeldPeople, people_held
from nhipcau.matching.suitability import UNKNOWN, Gate, Opening
from nhipcau.reference.models import Commune
from nhipcau.vacancies.models import Vacancy

EVERY_COMMUNE: Final = 1000  # more than a map ever names
WELL: Final = 600  # of 1,000 points: from here on a pair counts as one that suits well


def sourcing_of(
    vacancies: Collection[Vacancy],
    *,
    now: datetime,
    provinces: Collection[str] = (),
    least: int = WELL,
    top: int = EVERY_COMMUNE,
) -> Sourcing:
    """A person counts once, whichever of the openings suit with `least` points or more.

    `provinces`: only people who live in these; none is anywhere.
    """
    openings = opening_facts(vacancies, today=localdate(now)).values()
    homes = {*Commune.objects.filter(province__in=provinces).values_list("pk", flat=True)} if provinces else None
    return sourcing_among(people_held(), [*openings], homes=homes, least=least, top=top)


def sourcing_among(
    held: HeldPeople,
    openings: Sequence[Opening],
    *,
    homes: Collection[str] | None = None,
    least: int = 0,
    top: int = 20,
) -> Sourcing:
    """The same as `attention.sourcing.sources`, by the compiled columns, of those who live in these communes."""
    if not held.facts or not openings:
        return told(Counter(), {}, Counter(), top=top)
    found = stands(held.columns, openings_of(openings), least=least)
    communes = np.array([person.commune for person in held.facts.values()])
    if homes is not None:
        there = np.isin(communes, [*homes])
        found = Stands(found.suits & there, found.km, np.where(there, found.alone, 0))
    at_home: Counter[str] = Counter(communes[found.suits].tolist())
    nearest: dict[str, int] = {}
    for code, km in zip(communes[found.suits].tolist(), found.km[found.suits].tolist(), strict=True):
        known = nearest.get(code, UNKNOWN)
        nearest[code] = km if known == UNKNOWN else known if km == UNKNOWN else min(km, known)
    only = {gate: int(np.count_nonzero(found.alone & bit)) for gate, bit in BITS.items()}
    return told(at_home, nearest, Counter[Gate]({gate: count for gate, count in only.items() if count}), top=top)
