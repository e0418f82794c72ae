"""Doors that stand open and help that is offered: an axis of its own, beside the score and never in it.

Read only for the person and their counsellor: what stands here tells of somebody's life, so no recruiter's page shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.seekers.models import Employment, Seeker
from nhipcau.vacancies.models import Vacancy

KINH: Final = frozenset({"", "kinh"})
OVER: Final = 35
WELCOMED: Final[dict[str, Promise]] = {
    "over_35": gettext_lazy("The enterprise especially welcomes people over 35."),
    "disabled": gettext_lazy("The enterprise especially welcomes people with a disability."),
    "veterans": gettext_lazy("The enterprise especially welcomes demobilised soldiers."),
    "poor": gettext_lazy("The enterprise especially welcomes people of poor or near-poor households."),
    "minorities": gettext_lazy("The enterprise especially welcomes people of ethnic minorities."),
    "students": gettext_lazy("The enterprise especially welcomes students and school leavers."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What somebody told the centre of their life. `needs`: help asked for, in their words."""

    age: int
    has_disability: bool = False
    ex_soldier: bool = False
    poor_household: bool = False
    minority: bool = False
    pregnant: bool = False
    student: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """`code`: one of `vacancies.rules.data.WELCOMES`, "nursery" or "needs"."""

    code: str
    words: str


BELONGS: Final[dict[str, Callable[[Circumstances], bool]]] = {
    "over_35": lambda one: one.age > OVER,
    "disabled": lambda one: one.has_disability,
    "veterans": lambda one: one.ex_soldier,
    "poor": lambda one: one.poor_household,
    "minorities": lambda one: one.minority,
    "students": lambda one: one.student,
}


def circumstances_of(seeker: Seeker, *, age: int) -> Circumstances:
    return Circumstances(
        age=age,
        has_disability=seeker.has_disability,
        ex_soldier=seeker.ex_soldier,
        poor_household=seeker.poor_household,
        minority=seeker.ethnicity.strip().lower() not in KINH,
        pregnant=seeker.is_pregnant,
        student=seeker.employment == Employment.STUDENT,
        needs=seeker.needs,
    )


def doors(person: Circumstances, vacancy: Vacancy) -> tuple[Door, ...]:
    """What the enterprise especially welcomes and this person is, then the help that is there or must be arranged."""
    open_ones = [
        Door(code, str(WELCOMED[code])) for code in WELCOMED if code in vacancy.welcomes and BELONGS[code](person)
    ]
    if person.pregnant and "nursery" in vacancy.benefits:
        open_ones.append(Door("nursery", _("There is a nursery, or help with one.")))
    if person.needs:
        said = _("Help asked for, to be arranged with the enterprise before the interview: %(needs)s.")
        open_ones.append(Door("needs", said % {"needs": person.needs}))
    return tuple(open_ones)
