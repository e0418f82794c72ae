"""Time limits the law sets, each with the day from which it holds and its source. A new law is one more line."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from django.utils.translation import get_language

from nhipcau.reference import data
from nhipcau.reference.rules import working_days_after


@dataclass(frozen=True)
class LegalTerm:
    """`value` counts `unit`: "working_days" (Vietnamese days off left out) or "months"."""

    name: str
    value: int
    unit: str
    in_force_from: date
    source_vi: str
    source_en: str

    @property
    def source(self) -> str:
        return self.source_en if get_language() == "en" else self.source_vi

    def after(self, day: date) -> date:
        """The last day of the term. A month ends on the same day of the next, or on its last (Civil Code 2015, 147-148)."""
        if self.unit == "months":
            return day + relativedelta(months=self.value)
        return working_days_after(day, self.value)


class NoTermInForce(LookupError):
    """On that day the law set no such limit."""


@lru_cache(maxsize=1)
def legal_terms() -> tuple[LegalTerm, ...]:
    """Every term, by name and the day from which it holds."""
    found = [
        LegalTerm(
            name=row["name"],
            value=int(row["value"]),
            unit=row["unit"],
            in_force_from=date.fromisoformat(row["in_force_from"]),
            source_vi=row["source_vi"],
            source_en=row["source_en"],
        )
        for row in data.rows("legal_terms")
    ]
    return tuple(sorted(found, key=lambda term: (term.name, term.in_force_from)))


def legal_term(name: str, *, on: date) -> LegalTerm:
    """The newest that is in force on that day. Raises NoTermInForce."""
    in_force = [term for term in legal_terms() if term.name == name and term.in_force_from <= on]
    if not in_force:
        raise NoTermInForce(f"{name} on {on}")
    return in_force[-1]
