"""What an enterprise says of an opening, the codes of its lists, and how it becomes a row."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.text.api import search_text, tidy
from nhipcau.reference.api import country_words
from nhipcau.reference.models import Commune, IndustrialPark, Occupation, Province
from nhipcau.vacancies.models import LabourOrder, PayKind, Vacancy

Codes = dict[str, Promise | str]

BENEFITS: Final[Codes] = {
    "insurance": _("Social, health and unemployment insurance"),
    "bonus": _("13th month pay or bonus"),
    "housing": _("Help with rent"),
    "fuel": _("Help with petrol"),
    "seniority": _("Pay for diligence and long service"),
    "nursery": _("Nursery, or help with one"),
    "training": _("Training on the job"),
    "health": _("Yearly health check"),
    "leave": _("Paid leave"),
    "uniform": _("Work clothes"),
    "advance": _("Part of the pay in advance"),
}
WELCOMES: Final[Codes] = {
    "over_35": _("People over 35"),
    "disabled": _("People with a disability"),
    "veterans": _("Demobilised soldiers"),
    "poor": _("Poor or near-poor households"),
    "minorities": _("People of ethnic minorities"),
    "returned": _("People back from work abroad"),
    "students": _("Students and school leavers"),
    "couples": _("Couples and friends who want to work together"),
}
MUSTS: Final[Codes] = {
    "skills": _("The skills that are asked for"),
    "experience": _("The experience that is asked for"),
    "schooling": _("The school education"),
    "training": _("The vocational training"),
    "language": _("The language"),
}
HIRING_WAYS: Final[Codes] = {
    "on_the_spot": _("Interview at the fair or the enterprise"),
    "online": _("Interview online"),
    "phone": _("By telephone"),
    "papers": _("By sending papers first"),
}


@dataclass(frozen=True, kw_only=True)
class VacancyData:
    """Form 03a as said. Pay is in đồng for the pay kind; lists hold the codes above."""

    title: str
    headcount: int = 1
    pay_kind: str = PayKind.MONTH
    pay_from: int | None = None
    pay_to: int | None = None
    province: Province | None = None
    commune: Commune | None = None
    park: IndustrialPark | None = None
    country: str = ""
    abroad_papers: str = ""
    workplace: str = ""
    shift: str = ""
    has_bus: bool = False
    has_dormitory: bool = False
    has_meals: bool = False
    starts_on: date | None = None
    closes_on: date | None = None
    occupation: Occupation | None = None
    description: str = ""
    requirements: str = ""
    education: str = ""
    qualification: str = ""
    experience: str = ""
    contract: str = ""
    age_from: int | None = None
    age_to: int | None = None
    age_reason: str = ""
    age_ground: str = ""
    languages: str = ""
    benefits: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    hiring_way: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    order: LabourOrder | None = None


LONG: Final = {"description", "requirements"}
LISTS: Final = {"benefits", "conditions", "welcomes", "musts"}
NAMES: Final = tuple(field.name for field in fields(VacancyData))


def plain(name: str, value: Any) -> Any:
    """One value as the row keeps it."""
    if name in LISTS:
        return list(value)
    if isinstance(value, str):
        return value.strip() if name in LONG else tidy(value)
    return value


def data_of(vacancy: Vacancy) -> VacancyData:
    """What the row says now, to be compared or changed in part."""
    values: dict[str, Any] = {name: getattr(vacancy, name) for name in NAMES}
    values |= {name: tuple(values[name]) for name in LISTS}
    return VacancyData(**values)


def fill(vacancy: Vacancy, data: VacancyData) -> None:
    """Write what was said into the row, and what a search looks into."""
    for name in NAMES:
        setattr(vacancy, name, plain(name, getattr(data, name)))
    if vacancy.pay_kind == PayKind.AGREED:
        vacancy.pay_from = vacancy.pay_to = None
    if vacancy.country:
        vacancy.province = vacancy.commune = vacancy.park = None
    else:
        vacancy.abroad_papers = ""
    if vacancy.park is not None and vacancy.commune is None:
        vacancy.commune = vacancy.park.commune
    if vacancy.commune is not None:
        vacancy.province = vacancy.commune.province
    fill_search(vacancy)


def fill_search(vacancy: Vacancy) -> None:
    """The folded words. Whoever writes rows in bulk calls this for each."""
    trade = [vacancy.occupation.name] if vacancy.occupation else []
    units = (vacancy.park, vacancy.commune, vacancy.province)
    place = [unit.name for unit in units if unit is not None]
    abroad = country_words(vacancy.country)
    vacancy.title_search = search_text(vacancy.title)[:400]
    vacancy.search = search_text(vacancy.title, *trade, vacancy.employer.name, vacancy.workplace, *place, *abroad)
