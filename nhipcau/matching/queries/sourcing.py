"""From where people could come to several openings together, counted over everybody who wants suggestions."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import numpy as np
from django.utils.timezone import localdate

from nhipcau.matching.attention.sourcing import Sourcing, told
from nhipcau.matching.kernel.columns import openings_of
from nhipcau.matching.kernel.stands import BITS, stands
from nhipcau.matching.queries.facts import opening_facts
from nhipcau.matching.queries.held import HeldPeople, people_held
from nhipcau.matching.suitability import UNKNOWN, Gate, Opening
from nhipcau.vacancies.models import Vacancy

WELL: Final = 600  # of 1,000 points: from here on a pair counts as one that suits well


def sourcing_of(vacancies: Collection[Vacancy], *, now: datetime, least: int = WELL, top: int = 20) -> Sourcing:
    """A person counts once, whichever of the openings suit with `least` points or more."""
    openings = opening_facts(vacancies, today=localdate(now)).values()
    return sourcing_among(people_held(), [*openings], least=least, top=top)


def sourcing_among(held: HeldPeople, openings: Sequence[Opening], *, least: int = 0, top: int = 20) -> Sourcing:
    """The same as `attention.sourcing.sources`, by the compiled columns."""
    if not held.facts or not openings:
        return told(Counter(), {}, Counter(), top=top)
    found = stands(held.columns, openings_of(openings), least=least)
    communes = np.array([person.commune for person in held.facts.values()])
    there: Counter[str] = Counter(communes[found.suits].tolist())
    nearest: dict[str, int] = {}
    for code, km in zip(communes[found.suits].tolist(), found.km[found.suits].tolist(), strict=True):
        known = nearest.get(code, UNKNOWN)
        nearest[code] = km if known == UNKNOWN else known if km == UNKNOWN else min(km, known)
    only = {gate: int(np.count_nonzero(found.alone & bit)) for gate, bit in BITS.items()}
    return told(there, nearest, Counter[Gate]({gate: count for gate, count in only.items() if count}), top=top)
