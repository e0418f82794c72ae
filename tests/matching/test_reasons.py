"""What may stand on a slip: what is known on both sides, nothing of somebody's life, and the same as the score says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from nhipcau.matching.models import Why
from nhipcau.matching.suitability import Opening, Person, suitability
from nhipcau.matching.suitability.reasons import whys
from nhipcau.matching.suitability.scale import MOST, Criterion
from nhipcau.vacancies.models import Vacancy
from tests.matching.pairs import openings, persons

HOME = {"commune": "1", "latitude": 21.27, "longitude": 106.10}
NEAR = {"commune": "2", "latitude": 21.30, "longitude": 106.15}  # 6 km
MIDDLING = {"commune": "3", "latitude": 21.52, "longitude": 106.10}  # 27 km
FAR = {"commune": "4", "latitude": 22.30, "longitude": 106.30}  # 116 km


def found(person: dict[str, Any], opening: dict[str, Any], experience: str = "") -> list[Why]:
    return list(whys(Person(**person), Opening(**opening), Vacancy(experience=experience)))


@pytest.mark.parametrize(
    ("wishes", "work", "suits"),
    [
        (("8153",), "8153", True),
        (("7212", "8153"), "8153", True),
        (("815",), "8153", True),
        (("8153",), "8152", False),
        (("81",), "8153", False),
        ((), "8153", False),
        (("8153",), "", False),
    ],
)
def test_the_work_wished_for_is_the_same_trade(wishes: tuple[str, ...], work: str, suits: bool) -> None:
    assert (Why.WISH in found({"wishes": wishes}, {"occupation": work})) is suits


@pytest.mark.parametrize(
    ("person", "opening", "reasons"),
    [
        (HOME, NEAR, [Why.NEAR]),
        (HOME | {"farthest_km": 3}, NEAR, []),
        ({}, NEAR, []),
        (HOME, {}, []),
        (HOME, FAR, []),
        (HOME, MIDDLING, []),
        (HOME, MIDDLING | {"has_bus": True}, [Why.BUS]),
        (HOME, FAR | {"has_bus": True}, []),
        (HOME, NEAR | {"has_bus": True}, [Why.NEAR]),
        (HOME, FAR | {"has_dormitory": True}, []),
        (HOME | {"wants_dormitory": True}, FAR | {"has_dormitory": True}, [Why.DORMITORY]),
    ],
)
def test_the_way_there(person: dict[str, Any], opening: dict[str, Any], reasons: list[Why]) -> None:
    assert found(person, opening) == reasons


@pytest.mark.parametrize(
    ("person", "opening", "experience", "reasons"),
    [
        ({"shift": "day"}, {"shift": "day"}, "", [Why.SHIFT]),
        ({"shift": "rotating"}, {"shift": "three"}, "", [Why.SHIFT]),
        ({"shift": "day"}, {"shift": "two"}, "", []),
        ({"shift": "day"}, {"shift": "night"}, "", []),
        ({}, {"shift": "night"}, "", []),
        ({"shift": "day"}, {}, "", []),
        ({"pay": 90}, {"pay": 100}, "", [Why.PAY]),
        ({"pay": 90}, {"pay": 80}, "", []),
        ({"pay": 90}, {}, "", []),
        ({}, {"pay": 80}, "", []),
        ({"training": 5}, {"training": 4}, "", [Why.SKILL]),
        ({"training": 2}, {"training": 4}, "", []),
        ({"training": 5}, {"training": 0}, "", []),
        ({}, {"training": 4}, "", []),
        ({"skills": frozenset({1, 2})}, {"skills": frozenset({1})}, "", [Why.SKILL]),
        ({"skills": frozenset({1})}, {"skills": frozenset({1, 2})}, "", []),
        ({"skills": frozenset({1}), "training": 1}, {"skills": frozenset({1}), "training": 4}, "", []),
        ({"skills": frozenset(), "training": 5}, {"skills": frozenset({1}), "training": 4}, "", []),
        ({"months": 0}, {}, "none", [Why.NO_EXPERIENCE]),
        ({}, {}, "none", [Why.NO_EXPERIENCE]),
        ({"months": 48}, {}, "none", []),
        ({"months": 0}, {}, "under_1", []),
        ({"months": 24}, {"months": 12}, "1_2", [Why.EXPERIENCE]),
        ({"months": 12}, {"months": 24}, "2_5", []),
        ({}, {"months": 60}, "over_5", []),
    ],
)
def test_shift_pay_training_skills_and_experience(
    person: dict[str, Any], opening: dict[str, Any], experience: str, reasons: list[Why]
) -> None:
    assert found(person, opening, experience) == reasons


@given(persons(), openings())
def test_no_reason_contradicts_the_score(person: Person, opening: Opening) -> None:
    """Where pay, shift or experience is a reason, it has all or nearly all its points; and age is never one."""
    held = whys(person, opening, Vacancy())
    points = {part.criterion: (part.points, part.most) for part in suitability(person, opening).parts}
    if Why.SHIFT in held:
        assert len({*points[Criterion.SHIFT]}) == 1
    if Why.EXPERIENCE in held:
        assert points[Criterion.EXPERIENCE] == (MOST[Criterion.EXPERIENCE],) * 2
    if Why.PAY in held:
        assert points[Criterion.PAY][0] * 140 >= points[Criterion.PAY][1] * 114
    assert Why.WELCOME not in held
    assert held == whys(replace(person, age=70), opening, Vacancy(welcomes=["over_35", "disabled"]))
