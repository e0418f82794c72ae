"""From where people could come: counted by commune, nobody named, nobody counted twice."""

from typing import Any

import pytest

from nhipcau.matching.attention.sourcing import SMALLEST, Source, sources
from nhipcau.matching.suitability import UNKNOWN, Gate, Opening, Person

FACTORY = Opening(occupation="8153", commune="f", latitude=21.27, longitude=106.10, pay=80, shift="two")
NEAR: dict[str, Any] = {"commune": "near", "latitude": 21.30, "longitude": 106.15}  # 6 km
MIDDLE: dict[str, Any] = {"commune": "middle", "latitude": 21.45, "longitude": 106.10}  # 20 km
FAR: dict[str, Any] = {"commune": "far", "latitude": 22.30, "longitude": 106.30}  # 116 km


def crowd(count: int, **facts: Any) -> list[Person]:
    return [Person(wishes=("8153",), **facts) for _number in range(count)]


def test_people_are_counted_by_commune_most_first() -> None:
    found = sources([FACTORY], crowd(4, **MIDDLE) + crowd(9, **NEAR) + crowd(5, **FAR))
    assert found.communes == (Source("near", 9, 6), Source("middle", 4, 20))
    assert (found.people, found.elsewhere) == (13, 0)


def test_of_as_many_people_the_nearer_commune_comes_first() -> None:
    found = sources([FACTORY], crowd(4, **MIDDLE) + crowd(4, **NEAR))
    assert [each.commune for each in found.communes] == ["near", "middle"]


@pytest.mark.parametrize(("count", "named"), [(SMALLEST - 1, 0), (SMALLEST, 1)])
def test_a_commune_of_a_handful_is_counted_but_not_named(count: int, named: int) -> None:
    found = sources([FACTORY], crowd(count, **NEAR))
    assert (len(found.communes), found.people, found.elsewhere) == (named, count, count * (1 - named))


def test_people_whose_commune_is_unknown_are_elsewhere() -> None:
    found = sources([FACTORY], crowd(5))
    assert (found.people, found.communes, found.elsewhere) == (5, (), 5)


def test_only_so_many_communes_are_named_and_the_rest_is_elsewhere() -> None:
    found = sources([FACTORY], crowd(4, **MIDDLE) + crowd(9, **NEAR), top=1)
    assert ([each.commune for each in found.communes], found.elsewhere) == (["near"], 4)


def test_a_person_counts_once_for_an_order_of_several_openings() -> None:
    next_door = Opening(occupation="8153", **NEAR)
    found = sources([FACTORY, next_door], crowd(5, **NEAR))
    assert (found.people, found.communes) == (5, (Source("near", 5, 0),))


def test_an_opening_without_a_place_is_of_unknown_distance() -> None:
    assert sources([Opening(occupation="8153")], crowd(3, **NEAR)).communes == (Source("near", 3, UNKNOWN),)


def test_what_alone_keeps_people_away_is_counted() -> None:
    """Two things at once are not one thing: who is too far and wants more pay is counted nowhere."""
    dear, far_off, both = crowd(3, **NEAR, pay=120), crowd(6, **FAR), crowd(4, **FAR, pay=120)
    found = sources([FACTORY], dear + far_off + both + crowd(2, **NEAR))
    assert found.only == ((Gate.PLACE, 6), (Gate.PAY, 3))
    assert found.people == 2


def test_who_already_suits_is_kept_away_by_nothing() -> None:
    """One opening of the order is too far, another is not."""
    far_off = Opening(occupation="8153", **FAR)
    found = sources([FACTORY, far_off], crowd(5, **NEAR))
    assert (found.people, found.only) == (5, ())


def test_from_a_score_on() -> None:
    tailor, clerk = Person(wishes=("8153",), **NEAR), Person(wishes=("4110",), **NEAR)
    assert sources([FACTORY], [tailor, clerk]).people == 2
    assert sources([FACTORY], [tailor, clerk], least=600).people == 1


def test_nobody_and_nothing() -> None:
    assert sources([], crowd(3, **NEAR)).people == 0
    assert sources([FACTORY], []).communes == ()
