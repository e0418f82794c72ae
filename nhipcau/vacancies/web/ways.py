"""Where nothing fits: what would, one tap each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.reference.api import without
from nhipcau.reference.models import Occupation
from nhipcau.vacancies import queries
from nhipcau.vacancies.queries import Understood
from nhipcau.vacancies.rules import BoardSearch
from nhipcau.vacancies.rules.saying import flag_words, part_words
from nhipcau.vacancies.web.address import Chip, chosen, url_of

MOST_WAYS: Final = 6
GROUP: Final = 3  # digits of an occupation's code


def ways_on(url: str, search: BoardSearch, asked: Understood, *, day: date, now: datetime) -> list[Chip]:
    """Each wish taken away alone, and the work next to the one asked for, with how many openings that leaves.

    Where all of that leaves none, each wish for itself; at last everything that is open. Most openings first.
    """
    for tries in (_wider, _alone):
        tried = {wider: label for label, wider in tries(search, asked) if wider != BoardSearch(sort=search.sort)}
        counted = [(queries.how_many(wider, day=day, now=now), label, wider) for wider, label in tried.items()]
        found = sorted((one for one in counted if one[0]), key=lambda one: -one[0])
        if found:
            return [Chip(label, url_of(url, wider), count=count) for count, label, wider in found[:MOST_WAYS]]
    everything = BoardSearch()
    count = queries.how_many(everything, day=day, now=now)
    return [Chip(_("All openings"), url_of(url, everything), count=count)] if count else []


def _wider(search: BoardSearch, asked: Understood) -> Iterator[tuple[str, BoardSearch]]:
    without_wish = _("without “%(wish)s”")
    for part in asked.parts:
        label = without_wish % {"wish": part_words(part, around=asked.is_around)}
        yield label, replace(search, text=without(search.text, part))
    for wish, wider in chosen(search):
        yield without_wish % {"wish": wish}, wider
    for name, words in flag_words().items():
        if getattr(search, name):
            off: dict[str, Any] = {name: False}
            yield without_wish % {"wish": words}, replace(search, **off)
    said = next((part for part in asked.parts if part.kind == "words"), None)
    if said is not None and not search.group and (beside := _group(asked)):
        yield str(beside), replace(search, text=without(search.text, said), group=beside.pk)


def _alone(search: BoardSearch, asked: Understood) -> Iterator[tuple[str, BoardSearch]]:
    for part in asked.parts:
        label = _("only “%(wish)s”") % {"wish": part_words(part, around=asked.is_around)}
        yield label, BoardSearch(text=part.typed, sort=search.sort)
    if beside := _group(asked):
        yield str(beside), BoardSearch(group=beside.pk, sort=search.sort)


def _group(asked: Understood) -> Occupation | None:
    """The occupations next to the one that was meant."""
    return Occupation.objects.filter(pk=asked.trade.code[:GROUP]).first() if asked.trade is not None else None
