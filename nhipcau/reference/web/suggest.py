"""Rows for the combobox: what a few letters may mean. `value` is the official code."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from nhipcau.foundation.ui.access import open_to_all
from nhipcau.reference import queries
from nhipcau.reference.models import Industry, Occupation, TrainingField

LONGEST = 100


@dataclass(frozen=True)
class Row:
    value: str
    label: str
    why: str = ""


Finder = Callable[[str], Iterable[Row]]
View = Callable[[HttpRequest], HttpResponse]


def suggest(finder: Finder) -> View:
    """An address that answers `?q=` with at most ten rows. An empty question has no answer."""

    @require_safe
    @cache_control(private=True, max_age=300)
    def answer(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("q", "")[:LONGEST].strip()
        found = list(finder(asked)) if asked else []
        return render(request, "reference/suggestions.html", {"found": found})

    return open_to_all(answer)


def of_places(text: str) -> list[Row]:
    return [Row(place.code, place.label, place.why) for place in queries.find_places(text)]


def of_communes(text: str) -> list[Row]:
    return [Row(place.code, place.label, place.why) for place in queries.find_communes(text)]


def of_parks(text: str) -> list[Row]:
    found = queries.find_parks(text)
    return [Row(park.code, park.label, f"{park.commune.label}, {park.province.label}") for park in found]


def of_occupations(text: str) -> list[Row]:
    return listed(queries.find_occupations(text))


def of_industries(text: str) -> list[Row]:
    return listed(queries.find_industries(text))


def of_training_fields(text: str) -> list[Row]:
    return listed(queries.find_training_fields(text))


def listed(found: Iterable[Occupation | Industry | TrainingField]) -> list[Row]:
    return [Row(row.code, row.label, row.code) for row in found]


places = suggest(of_places)
communes = suggest(of_communes)
parks = suggest(of_parks)
occupations = suggest(of_occupations)
industries = suggest(of_industries)
training_fields = suggest(of_training_fields)
