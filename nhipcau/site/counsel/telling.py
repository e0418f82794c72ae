"""What the desk says of one opening for the person before it: two bars, what is strongest, what is missing, what stands in
the way, the age that is named, and the doors that stand open. The score is that of every other page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.counselling.models import Paper, Screening
from nhipcau.matching import api as matching
from nhipcau.reference.models import Qualification
from nhipcau.seekers.api import Seeker, age_on
from nhipcau.vacancies.models import Vacancy

WITHOUT_PAPER: Final = {"", Qualification.NONE, Qualification.UNCERTIFIED}


@dataclass(frozen=True)
class AgeNamed:
    """What an opening says of age. `law` is empty where the enterprise alone wants it: then it counts for nothing."""

    limit: str
    reason: str
    law: str


@dataclass(frozen=True)
class Told:
    """`paper` says that a diploma is asked for and is not here. `doors` are for the person and a counsellor only."""

    vacancy: Vacancy
    explanation: matching.Explanation
    doors: tuple[matching.Door, ...]
    age: AgeNamed | None
    paper: str

    @property
    def missing(self) -> list[matching.Line]:
        """What an obstacle says already is not said twice."""
        shut = {one.gate.value for one in self.explanation.obstacles}
        lines = self.explanation.lines
        return [one for one in lines if one.tone == matching.Tone.MISSING and one.criterion.value not in shut]


def told_of(
    seeker: Seeker,
    person: matching.Person,
    rows: Sequence[matching.Weighed],
    screening: Screening | None = None,
    *,
    now: datetime,
) -> list[Told]:
    return [
        whole(seeker, one.vacancy, one.opening, one.explanation, screening, now=now)
        for one in matching.told(person, rows)
    ]


def whole(
    seeker: Seeker,
    vacancy: Vacancy,
    opening: matching.Opening,
    explanation: matching.Explanation,
    screening: Screening | None = None,
    *,
    now: datetime,
) -> Told:
    life = matching.circumstances_of(seeker, age=age_on(seeker, localdate(now)))
    return Told(
        vacancy=vacancy,
        explanation=explanation,
        doors=matching.doors(life, vacancy),
        age=age_named(vacancy, opening),
        paper=paper_missing(vacancy, screening),
    )


def age_named(vacancy: Vacancy, opening: matching.Opening) -> AgeNamed | None:
    if vacancy.age_from is None and vacancy.age_to is None:
        return None
    law = vacancy.get_age_ground_display() if vacancy.age_ground else ""
    return AgeNamed(matching.limit_said(opening), vacancy.age_reason, law)


def paper_missing(vacancy: Vacancy, screening: Screening | None) -> str:
    """Only where somebody asked which papers are here. It is no point of the score: the paper is at home."""
    if screening is None or Paper.DIPLOMA in screening.papers or vacancy.qualification in WITHOUT_PAPER:
        return ""
    return _("The diploma or certificate is not here today.")
