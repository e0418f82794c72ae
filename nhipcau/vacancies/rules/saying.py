"""What a search asks for, and what an opening pays and where it is, in words for a person."""

from typing import Any

from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import count_words, pay_words
from nhipcau.reference.api import ANYWHERE, MILLION, Part
from nhipcau.reference.models import Country
from nhipcau.vacancies.models import PayKind, Shift, Vacancy
from nhipcau.vacancies.rules.asking import Unsaid


def part_words(part: Part, *, around: bool) -> str:
    """`around`: what lies near the place is meant too."""
    if part.kind == "place":
        return _("around %(place)s") % {"place": part.value} if around else _("in %(place)s") % {"place": part.value}
    if part.kind == "words":
        return str(part.value)
    if part.kind == "any_work":
        return _("any work")
    if part.kind == "unwanted":
        return _("not %(work)s") % {"work": part.value}
    if part.kind == "unsaid":
        return str(Unsaid(str(part.value)).label)
    return value_words(part.kind, part.value)


def value_words(name: str, value: Any) -> str:
    if name == "pay_from":
        return _("from %(millions)s million") % {"millions": f"{value / MILLION:g}".replace(".", ",")}
    if name == "pay_to":
        return _("up to %(millions)s million") % {"millions": f"{value / MILLION:g}".replace(".", ",")}
    if name == "age":
        return _("takes people of %(age)s") % {"age": value}
    if name == "shift":
        return str(Shift(value).label)
    if name == "country":
        return _("abroad") if value == ANYWHERE else str(Country(value).label)
    return flag_words()[name]


def flag_words() -> dict[str, str]:
    return {
        "dormitory": _("Dormitory"),
        "bus": _("Shuttle bus"),
        "no_experience": _("No experience needed"),
        "no_degree": _("No diploma needed"),
        "over_35": _("Takes people over 35"),
        "online": _("Interviews online now"),
    }


def pay_said(kind: str, low: int | None, high: int | None) -> str:
    """9–12 triệu/tháng; pay by the day or the hour in đồng."""
    if kind == PayKind.AGREED:
        return pay_words(None, None)
    if kind == PayKind.MONTH or not (low or high):
        return pay_words(low, high)
    sides = dict.fromkeys(count_words(side) for side in (low, high) if side)
    amount = {"amount": "–".join(sides)}
    return _("%(amount)s VND/day") % amount if kind == PayKind.DAY else _("%(amount)s VND/hour") % amount


def place_said(vacancy: Vacancy) -> str:
    """ "KCN Quang Châu", "Phường Nếnh": the smallest that people know it by; "Nhật Bản" for work abroad."""
    if vacancy.country:
        return str(Country(vacancy.country).label)
    return str(vacancy.park or vacancy.commune or vacancy.province or "")


def where_said(vacancy: Vacancy) -> str:
    """ "KCN Quang Châu, Bắc Ninh"; "Nhật Bản"."""
    province = vacancy.province if vacancy.park or vacancy.commune else None
    return ", ".join(part for part in (place_said(vacancy), province.label if province else "") if part)
