"""Why an opening suits a person, and what stands in the way, in words. No score: reasons that a person can check.

What somebody may be disadvantaged for (health, disability, origin) is not asked here and speaks neither for nor against.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from nhipcau.foundation.text.api import words
from nhipcau.foundation.ui.words import pay_words
from nhipcau.matching.models import Why
from nhipcau.reference.api import distance_km
from nhipcau.reference.models import (
    QUALIFICATION_ORDER,
    SCHOOLING_ORDER,
    Commune,
    GeneralEducation,
    Qualification,
)
from nhipcau.seekers.api import Seeker, age_on
from nhipcau.seekers.models import Shift as Wished
from nhipcau.vacancies.models import Experience, PayKind, Shift, Vacancy

NEAR_KM: Final = 15  # without a limit of the person's own
FAR_KM: Final = 30
BY_BUS_KM: Final = 5
YEARS: Final = {Experience.UNDER_1: 0, Experience.FROM_1_TO_2: 1, Experience.FROM_2_TO_5: 2, Experience.OVER_5: 5}
BY_DAY: Final = {Shift.DAY, Shift.FLEXIBLE}
IN_TURNS: Final = {Shift.TWO, Shift.THREE}
SUITS: Final[dict[str, set[str]]] = {
    Wished.DAY: {*BY_DAY},
    Wished.ROTATING: {*IN_TURNS},
    Wished.NIGHT: {Shift.NIGHT},
}
HARD: Final[dict[str, set[str]]] = {
    Wished.DAY: {*IN_TURNS, Shift.NIGHT},
    Wished.ROTATING: {Shift.NIGHT},
    Wished.NIGHT: {*BY_DAY},
}
# Words that stand in every opening and say nothing of the work.
EMPTY: Final = ("nguoi lao dong", "lao dong", "cong nhan", "nhan vien", "viec lam", "lam viec", "viec", "lam", "tho")
WITH_DIPLOMA: Final = {
    Qualification.SHORT,
    Qualification.ELEMENTARY,
    Qualification.INTERMEDIATE,
    Qualification.COLLEGE,
    Qualification.UNIVERSITY,
    Qualification.MASTER,
    Qualification.DOCTOR,
}
Row = TypeVar("Row")


@dataclass(frozen=True)
class Answers:
    """What the person says today; `has_diploma` is None where nobody asked for the papers."""

    work: str = ""
    shift: str = ""
    commune: Commune | None = None
    farthest_km: int | None = None
    has_diploma: bool | None = None


@dataclass(frozen=True)
class Fit:
    whys: tuple[Why, ...]
    obstacles: tuple[str, ...]

    @property
    def balance(self) -> int:
        return len(self.whys) - len(self.obstacles)

    @property
    def labels(self) -> list[str]:
        return [str(why.label) for why in self.whys]


Found = tuple[list[Why], list[str]]


def answers_of(seeker: Seeker) -> Answers:
    """From the file, when nobody has asked today."""
    return Answers(work=seeker.wished_work, shift=seeker.wished_shift, commune=seeker.commune)


def fit_of(seeker: Seeker, vacancy: Vacancy, answers: Answers, *, today: date) -> Fit:
    """Everything that is known on both sides; what nobody said is neither for nor against."""
    parts = (
        _work(seeker, vacancy, answers),
        _place(seeker, vacancy, answers),
        _shift(vacancy, answers),
        _pay(seeker, vacancy),
        _skill(seeker, vacancy, answers),
        _experience(seeker, vacancy),
        _age(seeker, vacancy, today),
    )
    whys = [why for part, _obstacles in parts for why in part]
    return Fit(tuple(whys), tuple(words for _whys, part in parts for words in part))


def ranked(rows: Iterable[Row], fit: Callable[[Row], Fit], here: Callable[[Row], bool]) -> list[Row]:
    """What is at the session first, then by reasons less obstacles, the one with fewer obstacles before; else the order stays."""

    def key(row: Row) -> tuple[bool, int, int]:
        found = fit(row)
        return not here(row), -found.balance, len(found.obstacles)

    return sorted(rows, key=key)


def _work(seeker: Seeker, vacancy: Vacancy, answers: Answers) -> Found:
    same = seeker.wished_occupation_id is not None and seeker.wished_occupation_id == vacancy.occupation_id
    named = set(_telling(vacancy.title))
    for part in answers.work.replace(";", ",").split(","):
        wished = _telling(part)
        same = same or bool(wished and named.issuperset(wished))
    return ([Why.WISH], []) if same else ([], [])


def _telling(text: str) -> list[str]:
    """The words of a job that tell it from others: "công nhân may" is "may"."""
    said = f" {' '.join(words(text))} "
    for empty in EMPTY:
        said = said.replace(f" {empty} ", " ")
    return said.split()


def _place(seeker: Seeker, vacancy: Vacancy, answers: Answers) -> Found:
    whys: list[Why] = []
    obstacles: list[str] = []
    lodging = seeker.wants_dormitory and vacancy.has_dormitory
    if lodging:
        whys.append(Why.DORMITORY)
    if answers.commune is None or vacancy.commune is None:
        return whys, obstacles
    far = distance_km(answers.commune, vacancy.commune)
    if far <= (answers.farthest_km or NEAR_KM):
        whys.append(Why.NEAR)
    if vacancy.has_bus and far > BY_BUS_KM:
        whys.append(Why.BUS)
    if answers.farthest_km is not None and far > answers.farthest_km and not lodging:
        said = _("Away from home: %(far)s km; this person goes %(most)s km at most.")
        obstacles.append(said % {"far": round(far), "most": answers.farthest_km})
    elif answers.farthest_km is None and far > FAR_KM and not (vacancy.has_bus or vacancy.has_dormitory):
        obstacles.append(_("Away from home: %(far)s km, without a bus or a dormitory.") % {"far": round(far)})
    return whys, obstacles


def _shift(vacancy: Vacancy, answers: Answers) -> Found:
    if not vacancy.shift:
        return [], []
    if vacancy.shift in SUITS.get(answers.shift, ()):
        return [Why.SHIFT], []
    if vacancy.shift in HARD.get(answers.shift, ()):
        said = _("The shift is “%(offered)s”; this person wants “%(wished)s”.")
        return [], [said % {"offered": vacancy.get_shift_display(), "wished": Wished(answers.shift).label}]
    return [], []


def _pay(seeker: Seeker, vacancy: Vacancy) -> Found:
    """Only pay by the month is compared: nothing is reckoned for the person."""
    most = vacancy.pay_to or vacancy.pay_from
    if vacancy.pay_kind != PayKind.MONTH or not most or not seeker.wished_pay:
        return [], []
    if most >= seeker.wished_pay:
        return [Why.PAY], []
    said = _("The pay is %(pay)s; this person expects %(wished)s.")
    wished = pay_words(seeker.wished_pay, None)
    return [], [said % {"pay": pay_words(vacancy.pay_from, vacancy.pay_to), "wished": wished}]


def _skill(seeker: Seeker, vacancy: Vacancy, answers: Answers) -> Found:
    whys: list[Why] = []
    obstacles: list[str] = []
    if vacancy.qualification and seeker.qualification:
        enough = QUALIFICATION_ORDER[seeker.qualification] >= QUALIFICATION_ORDER[vacancy.qualification]
        if enough and vacancy.qualification != Qualification.NONE:
            whys.append(Why.SKILL)
        elif not enough:
            asked = Qualification(vacancy.qualification).label
            obstacles.append(_("Training asked for: %(asked)s.") % {"asked": asked})
    known = vacancy.education and seeker.education
    if known and SCHOOLING_ORDER[seeker.education] < SCHOOLING_ORDER[vacancy.education]:
        asked = GeneralEducation(vacancy.education).label
        obstacles.append(_("Schooling asked for: %(asked)s.") % {"asked": asked})
    if answers.has_diploma is False and vacancy.qualification in WITH_DIPLOMA:
        obstacles.append(_("The diploma or certificate is not here today."))
    return whys, obstacles


def _experience(seeker: Seeker, vacancy: Vacancy) -> Found:
    years = seeker.experience_years
    if vacancy.experience == Experience.NONE and not years:
        return [Why.NO_EXPERIENCE], []
    if vacancy.experience not in YEARS or years is None:
        return [], []
    if years >= YEARS[Experience(vacancy.experience)]:
        return ([Why.EXPERIENCE], []) if years else ([], [])
    asked = Experience(vacancy.experience).label
    return [], [_("Experience asked for: %(asked)s.") % {"asked": asked}]


def _age(seeker: Seeker, vacancy: Vacancy, today: date) -> Found:
    age = age_on(seeker, today)
    whys = [Why.WELCOME] if age > 35 and "over_35" in vacancy.welcomes else []
    if (vacancy.age_from and age < vacancy.age_from) or (vacancy.age_to and age > vacancy.age_to):
        said = _("Age asked for: %(low)s to %(high)s; this person is %(age)s.")
        low, high = vacancy.age_from or "…", vacancy.age_to or "…"
        return whys, [said % {"low": low, "high": high, "age": age}]
    return whys, []
