"""What a search asks for, in words for a person."""

from typing import Any

from django.utils.translation import gettext as _

from nhipcau.reference.api import MILLION, Part
from nhipcau.vacancies.models import Shift
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
