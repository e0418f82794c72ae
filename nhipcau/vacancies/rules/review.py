"""What may be kept, what may be published, and what a reviewer should look at twice."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.employers.models import State as EmployerState
from nhipcau.foundation.text.api import tidy
from nhipcau.reference.models import CONDITIONS, Country
from nhipcau.vacancies.models import AgeGround, PayKind, Status, Vacancy
from nhipcau.vacancies.rules.data import BENEFITS, MUSTS, WELCOMES, VacancyData, data_of, plain
from nhipcau.vacancies.rules.wording import warnings_about_wording

YOUNGEST: Final = 15  # Labour Code 2019, art. 3.1
OLDER: Final = 35
MOST_PEOPLE: Final = 100_000
MOST_PAY: Final = 1_000_000_000
LITTLE_PAY: Final = {PayKind.MONTH: 1_000_000, PayKind.DAY: 50_000, PayKind.HOUR: 10_000}
# What a seeker decides by: a change of it on the board is looked at again.
WEIGHTY: Final = (
    "title",
    "pay_kind",
    "pay_from",
    "pay_to",
    "province",
    "commune",
    "country",
    "abroad_papers",
    "workplace",
    "occupation",
    "description",
    "requirements",
    "age_from",
    "age_to",
    "age_ground",
    "contract",
    "musts",
)


def reasons_against(data: VacancyData, *, today: date) -> list[str]:
    """What keeps these words out of the file, in words for who typed them."""
    reasons = [] if tidy(data.title) else [_("The job title is missing.")]
    if not 0 < data.headcount <= MOST_PEOPLE:
        reasons.append(_("Say how many people are needed: at least one."))
    if data.closes_on and data.closes_on < today:
        reasons.append(_("The last day to apply has passed."))
    unknown = {*data.benefits} - {*BENEFITS} | {*data.conditions} - {*CONDITIONS} | {*data.welcomes} - {*WELCOMES}
    unknown |= {*data.musts} - {*MUSTS} | {data.country} - {"", *Country.values}
    if unknown:
        reasons.append(_("These are not in the lists: %(codes)s.") % {"codes": ", ".join(sorted(unknown))})
    if data.country and not tidy(data.abroad_papers):
        reasons.append(_papers_missing())
    return reasons + _against_pay(data) + _against_age(data)


def _papers_missing() -> str:
    """Law 69/2020, articles 5 and 20: a licensed enterprise, and a contract that the authority has approved."""
    return _("Work abroad: write the number of the licence and of the approval of this order by the authority.")


def _against_pay(data: VacancyData) -> list[str]:
    if data.pay_kind == PayKind.AGREED:
        return []
    sides = [side for side in (data.pay_from, data.pay_to) if side is not None]
    if data.pay_from is not None and data.pay_to is not None and data.pay_from > data.pay_to:
        return [_("The pay begins above where it ends.")]
    if any(side > MOST_PAY for side in sides):
        return [_("This pay is too high. Write it in đồng: 9000000, or in million: 9.")]
    if any(side < LITTLE_PAY[PayKind(data.pay_kind)] for side in sides):
        return [_("This pay is too low. Write it in đồng: 9000000, or in million: 9.")]
    return []


def _against_age(data: VacancyData) -> list[str]:
    reasons = []
    if data.age_from and data.age_to and data.age_from > data.age_to:
        reasons.append(_("The age begins above where it ends."))
    if any(age is not None and not YOUNGEST <= age <= 100 for age in (data.age_from, data.age_to)):
        reasons.append(_("Nobody under 15 may be hired; leave the age empty if it does not matter."))
    limited = data.age_from is not None or data.age_to is not None
    if limited and not tidy(data.age_reason):
        reasons.append(_("An age limit needs its reason: the law allows it only where the work demands it."))
    if data.age_ground and not limited:
        reasons.append(_("A law that sets an age needs the age itself."))
    if data.age_ground and data.age_ground not in AgeGround.values:
        reasons.append(_("These are not in the lists: %(codes)s.") % {"codes": data.age_ground})
    return reasons


def reasons_not_to_publish(vacancy: Vacancy, *, today: date) -> list[str]:
    """Every obstacle at once, in words for the desk and the enterprise. An empty list means go ahead."""
    reasons = []
    if vacancy.status != Status.SUBMITTED:
        reasons.append(_("Only an opening that waits for review can be published."))
    if vacancy.employer.state != EmployerState.VERIFIED:
        reasons.append(_("The enterprise has not been verified yet."))
    if vacancy.pay_kind != PayKind.AGREED and vacancy.pay_from is None and vacancy.pay_to is None:
        reasons.append(_("The pay is missing. If it is agreed at the interview, say so."))
    if vacancy.province_id is None and not vacancy.country:
        reasons.append(_("The place of work is missing."))
    if vacancy.country and not vacancy.abroad_papers:
        reasons.append(_papers_missing())
    if vacancy.closes_on and vacancy.closes_on < today:
        reasons.append(_("The last day to apply has passed."))
    if (vacancy.age_from is not None or vacancy.age_to is not None) and not vacancy.age_reason:
        reasons.append(_("An age limit needs its reason: the law allows it only where the work demands it."))
    return reasons


def warnings_about(vacancy: Vacancy) -> list[str]:
    """What a reviewer should look at twice. None of it stops the opening by itself."""
    warnings = warnings_about_wording(vacancy.title, vacancy.description, vacancy.requirements)
    if vacancy.age_from is not None or vacancy.age_to is not None:
        sides = {
            "low": vacancy.age_from or YOUNGEST,
            "high": vacancy.age_to or "…",
            "reason": vacancy.age_reason,
        }
        warnings.append(_("Age limit %(low)s–%(high)s. Its reason: %(reason)s") % sides)
    if vacancy.country:
        abroad = {"country": Country(vacancy.country).label, "papers": vacancy.abroad_papers}
        warnings.append(_("Work abroad, %(country)s. Check that these papers are in force: %(papers)s") % abroad)
    if vacancy.age_ground:
        ground = {"ground": AgeGround(vacancy.age_ground).label}
        warnings.append(_("The enterprise says that a law sets this age: %(ground)s. If not, send it back.") % ground)
    if vacancy.pay_from and vacancy.pay_to and vacancy.pay_to > 3 * vacancy.pay_from:
        warnings.append(_("The pay range is very wide: the upper end is over three times the lower."))
    return warnings


def accepts_over_35(vacancy: Vacancy) -> bool:
    """No upper age, or one above 35: the question of many who come to the hall."""
    return vacancy.age_to is None or vacancy.age_to > OLDER


def must_be_reviewed_again(vacancy: Vacancy, data: VacancyData) -> bool:
    """Would this change what seekers decide by?"""
    before = data_of(vacancy)
    return any(plain(name, getattr(before, name)) != plain(name, getattr(data, name)) for name in WEIGHTY)
