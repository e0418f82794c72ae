"""A small market in the database: people and openings around one commune, some of everything."""

from random import Random
from typing import Any

from nhipcau.matching.models import Suggestions
from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.suitability import suitability
from nhipcau.reference.models import Commune
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import Vacancy
from tests.centres.factories import CentreFactory
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

WORKS = ("công nhân may", "thợ hàn", "bảo vệ", "nhân viên kho")
SHIFTS = ("", "day", "night", "rotating")


def communes() -> list[Commune]:
    return [CommuneFactory(latitude=21.2 + step / 20, longitude=106.2) for step in range(4)]


def market(people: int, openings: int, *, seed: int = 1) -> None:
    chance, places = Random(seed), communes()
    centre, employer = CentreFactory(), EmployerFactory()
    for _each in range(people):
        SeekerFactory(centre=centre, **somebody(chance, places))
    for _each in range(openings):
        VacancyFactory(on_board=True, employer=employer, **something(chance, places))


def somebody(chance: Random, places: list[Commune]) -> dict[str, Any]:
    return {
        "commune": chance.choice(places),
        "wished_work": chance.choice(WORKS),
        "wished_pay": chance.choice((None, 7_000_000, 9_000_000)),
        "wished_shift": chance.choice(("", "day", "any")),
        "will_move": chance.random() < 0.2,
    }


def something(chance: Random, places: list[Commune]) -> dict[str, Any]:
    return {
        "commune": chance.choice(places),
        "title": chance.choice(WORKS).capitalize(),
        "pay_from": 6_000_000,
        "pay_to": chance.choice((6_500_000, 8_000_000, 12_000_000)),
        "shift": chance.choice(("", "day", "night")),
        "headcount": chance.choice((1, 5, 20)),
    }


def best_of(seeker: Seeker) -> list[tuple[int, int]]:
    """Every opening on the board looked at: number and score of those that suit, best first."""
    person = person_facts([seeker])[seeker.pk]
    found = []
    for number, opening in opening_facts(shown_on_board(NOON.date())).items():
        whole = suitability(person, opening)
        if not whole.shut:
            found.append((number, whole.score))
    return sorted(found, key=lambda one: (-one[1], one[0]))


def listed(seeker: Seeker) -> list[tuple[int, int]]:
    kept = Suggestions.objects.get(pk=seeker.pk)
    return list(zip(kept.candidates, kept.points, strict=True))


def everything_listed() -> dict[int, tuple[list[int], list[int]]]:
    rows = Suggestions.objects.values_list("pk", "candidates", "points")
    return {number: (candidates, points) for number, candidates, points in rows}


def change_something(chance: Random, places: list[Commune]) -> None:
    """One change as use cases make them: somebody's wishes, an opening that is mended, closed or new."""
    what = chance.randrange(4)
    if what == 0:
        Seeker.objects.filter(pk=chance.choice(_numbers(Seeker))).update(**somebody(chance, places))
    elif what == 1:
        Vacancy.objects.filter(pk=chance.choice(_numbers(Vacancy))).update(**something(chance, places))
    elif what == 2:
        Vacancy.objects.filter(pk=chance.choice(_numbers(Vacancy))).update(status="closed")
    else:
        VacancyFactory(on_board=True, employer=EmployerFactory(), **something(chance, places))


def _numbers(kind: Any) -> list[int]:
    return list(kind.objects.order_by("pk").values_list("pk", flat=True))
