"""A search as an address: everything that was asked stands in the query string, so it can be shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from nhipcau.reference.api import ANYWHERE, MILLION, TOP_PAY_MILLIONS, without
from nhipcau.reference.models import Commune, Country, Occupation, Province
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.queries import Understood
from nhipcau.vacancies.rules import BoardSearch, Sort
from nhipcau.vacancies.rules.saying import flag_words, part_words, value_words

LONGEST: Final = 200
FLAGS: Final = {
    "dormitory": "ktx",
    "bus": "xe",
    "no_experience": "kn",
    "no_degree": "bc",
    "over_35": "tuoi",
    "online": "truc_tuyen",
}


@dataclass(frozen=True)
class Chip:
    """A word with a way: to take it away, or to ask for it."""

    label: str
    url: str
    on: bool = False
    count: int | None = None


Counts = Mapping[str, Mapping[int, int]]


def search_from(query: QueryDict) -> BoardSearch:
    """Anything odd in an address is left out rather than refused."""
    pay = query.get("luong", "")
    sort, shift, employer = query.get("sap", ""), query.get("ca", ""), query.get("dn", "")
    millions = int(pay) if pay.isdecimal() and len(pay) < 4 else 0
    flags: dict[str, Any] = {name: bool(query.get(key)) for name, key in FLAGS.items()}
    return BoardSearch(
        text=query.get("q", "")[:LONGEST].replace("\x00", "").strip(),
        province=_code(query.get("tinh", ""), 2),
        commune=_code(query.get("xa", ""), 5) if query.get("tinh") else "",
        group=_code(query.get("nghe", ""), 3),
        country=_country(query.get("nuoc", "")),
        pay_from=millions * MILLION if 0 < millions <= TOP_PAY_MILLIONS else None,
        shift=shift if shift in Shift.values else "",
        employer=int(employer) if employer.isdecimal() and len(employer) < 15 else None,
        sort=Sort(sort) if sort in Sort.values else Sort.BEST,
        **flags,
    )


def _code(text: str, length: int) -> str:
    return text if len(text) == length and text.isascii() and text.isalnum() else ""


def _country(code: str) -> str:
    return code if code in (ANYWHERE, *Country.values) else ""


def url_of(url: str, search: BoardSearch) -> str:
    """The shortest address that asks the same."""
    said: dict[str, Any] = {
        "q": search.text,
        "tinh": search.province,
        "xa": search.commune,
        "nghe": search.group,
        "nuoc": search.country,
        "luong": search.pay_from // MILLION if search.pay_from else "",
        "ca": search.shift,
        **{key: "1" for name, key in FLAGS.items() if getattr(search, name)},
        "dn": search.employer or "",
        "sap": search.sort if search.sort != Sort.BEST else "",
    }
    query = urlencode({key: value for key, value in said.items() if value})
    return f"{url}?{query}" if query else url


def understood_chips(url: str, search: BoardSearch, asked: Understood) -> list[Chip]:
    """What was read out of the typed words; each one can be taken away alone."""
    return [
        Chip(part_words(part, around=asked.is_around), url_of(url, replace(search, text=without(search.text, part))))
        for part in asked.parts
    ]


def chosen_chips(url: str, search: BoardSearch) -> list[Chip]:
    return [Chip(label, url_of(url, wider)) for label, wider in chosen(search)]


def chosen(search: BoardSearch) -> Iterator[tuple[str, BoardSearch]]:
    """Filters set by hand, each with the search without it. Names are looked up; an unknown code shows as it stands."""
    if search.commune:
        yield str(Commune.objects.filter(pk=search.commune).first() or search.commune), replace(search, commune="")
    if search.province:
        where = Province.objects.filter(pk=search.province).first() or search.province
        yield str(where), replace(search, province="", commune="")
    if search.country:
        yield value_words("country", search.country), replace(search, country="")
    if search.pay_from:
        yield value_words("pay_from", search.pay_from), replace(search, pay_from=None)
    if search.group:
        trade = Occupation.objects.filter(pk=search.group).first() or search.group
        yield str(trade), replace(search, group="")
    if search.shift:
        yield value_words("shift", search.shift), replace(search, shift="")
    if search.employer:
        yield _("One enterprise"), replace(search, employer=None)


def quick_chips(url: str, search: BoardSearch, asked: Understood, counts: Counts) -> list[Chip]:
    """The questions most people have, one tap each; with how many there are where that is known.

    What was typed is on as well, and taken away from the words.
    """
    typed = {part.kind: without(search.text, part) for part in asked.parts}
    day_on = asked.search.shift == Shift.DAY
    words = typed.get("shift", search.text) if day_on else search.text
    day = Chip(
        str(Shift.DAY.label),
        url_of(url, replace(search, text=words, shift="" if day_on else Shift.DAY)),
        day_on,
    )
    flags = []
    for name, label in flag_words().items():
        on = getattr(asked.search, name)
        changed: dict[str, Any] = {name: not on, "text": typed.get(name, search.text)}
        count = None if on else counts.get(name, {}).get(1)
        flags.append(Chip(label, url_of(url, replace(search, **changed)), on, count))
    return [day, *flags]


def sort_links(url: str, search: BoardSearch) -> list[Chip]:
    shown = search.sort if search.text or search.sort != Sort.BEST else Sort.NEWEST
    return [
        Chip(str(sort.label), url_of(url, replace(search, sort=sort)), shown == sort)
        for sort in Sort
        if sort != Sort.BEST or search.text
    ]
