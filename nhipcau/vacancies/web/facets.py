"""Ways to narrow a search down, each with how many openings it leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.reference.api import MILLION
from nhipcau.reference.models import Commune, Occupation, Province
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.indexed import SHIFTS, number_code
from nhipcau.vacancies.rules.saying import value_words
from nhipcau.vacancies.web.address import Chip, Counts, url_of

MOST_SHOWN: Final = 8
PAYS: Final = (8, 10, 12, 15)


@dataclass(frozen=True)
class Facet:
    title: str
    chips: list[Chip]


def facets_of(url: str, search: BoardSearch, counts: Counts) -> list[Facet]:
    """Occupation, place, pay and shift; what is chosen already stands among the wishes. Two queries for the names."""
    if not counts:
        return []
    place, model, title = (
        ("commune", Commune, _("Ward or commune")) if search.province else ("province", Province, _("Province"))
    )
    found = [
        Facet(_("Occupation"), _named(url, search, "group", counts, Occupation)),
        Facet(title, _named(url, search, place, counts, model)),
        Facet(_("Pay reaches"), _chips(url, search, "pay_from", _pays(counts.get("band", {})))),
        Facet(_("Shift"), _chips(url, search, "shift", _shifts(counts.get("shift", {})))),
    ]
    return [facet for facet in found if len(facet.chips) > 1]


def _named(url: str, search: BoardSearch, name: str, counts: Counts, model: Any) -> list[Chip]:
    """The most frequent values under their names; a code that is nobody's is left out."""
    by_code = {number_code(number): count for number, count in counts.get(name, {}).items() if number}
    most = sorted(by_code, key=lambda code: (-by_code[code], code))[:MOST_SHOWN]
    names = model.objects.in_bulk(most)
    return _chips(url, search, name, [(code, str(names[code]), by_code[code]) for code in most if code in names])


def _pays(bands: Mapping[int, int]) -> Iterable[tuple[int, str, int]]:
    """Who reaches ten million reaches eight as well."""
    for millions in PAYS:
        wish = millions * MILLION
        yield wish, value_words("pay_from", wish), sum(count for band, count in bands.items() if band >= millions)


def _shifts(counts: Mapping[int, int]) -> Iterable[tuple[str, str, int]]:
    """Whoever asks for the day is shown flexible hours too."""
    for shift in Shift:
        meant = (Shift.DAY, Shift.FLEXIBLE) if shift == Shift.DAY else (shift,)
        yield shift.value, str(shift.label), sum(counts.get(SHIFTS[one], 0) for one in meant)


def _chips(url: str, search: BoardSearch, name: str, values: Iterable[tuple[Any, str, int]]) -> list[Chip]:
    return [
        Chip(label, url_of(url, replace(search, **{name: value})), count=count)
        for value, label, count in values
        if count and getattr(search, name) != value
    ]
