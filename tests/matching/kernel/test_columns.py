from pathlib import Path

import numpy as np
import pytest

from nhipcau.matching.kernel import points, pruned
from nhipcau.matching.kernel.columns import Openings, People, code, openings_of, people_of
from nhipcau.matching.kernel.distances import kilometres
from nhipcau.matching.kernel.snapshots import load, save
from nhipcau.matching.suitability import Opening, Person
from nhipcau.matching.suitability.wishes import digits
from nhipcau.matching.suitability.wishes import kilometres as by_definition
from tests.matching.kernel.markets import CLOSE, CODES, PLACES, market


def test_kilometres_are_those_of_suitability() -> None:
    grid = [("x", 20 + north / 37, 105 + east / 41) for north in range(12) for east in range(12)]
    somewhere = [
        dict(zip(("commune", "latitude", "longitude"), each, strict=True)) for each in (*PLACES, *CLOSE, *grid)
    ]
    persons, offers = [Person(**each) for each in somewhere], [Opening(**each) for each in somewhere]
    people, openings = people_of(persons), openings_of(offers)

    table = kilometres(people, openings)[people.place][:, openings.place]

    assert table.tolist() == [[by_definition(person, offer) for offer in offers] for person in persons]


def test_codes_agree_in_as_many_digits_as_their_numbers() -> None:
    from nhipcau.matching.kernel.pair import digits as compiled

    for one in (*CODES, "81539"):
        for other in CODES:
            assert compiled(code(one), code(other)) == digits(one, other)


def test_a_code_is_made_of_digits() -> None:
    with pytest.raises(ValueError, match="digits"):
        people_of([Person(wishes=("81a",))])


@pytest.mark.parametrize("weight", [-1, 256])
def test_a_weight_has_limits(weight: int) -> None:
    assert people_of([Person(weights=(255,) * 6)]).weights.tolist() == [[255] * 6]
    with pytest.raises(ValueError, match="255"):
        people_of([Person(weights=(16, 16, weight, 16, 16, 16))])


def test_a_snapshot_is_read_as_it_was_written(tmp_path: Path) -> None:
    persons, offers = market(2, 20, 50)
    people, openings = people_of(persons), openings_of(offers)
    save(people, tmp_path / "people")
    save(openings, tmp_path / "openings")

    found = pruned.best_openings(load(People, tmp_path / "people"), load(Openings, tmp_path / "openings"), 5)

    assert found.rows.tolist() == pruned.best_openings(people, openings, 5).rows.tolist()
    with pytest.raises(FileExistsError):
        save(people, tmp_path / "people")


def test_a_bound_is_never_below_what_it_bounds() -> None:
    """The scale may change: what pruning relies on is that more reach, a bus or a bed never costs points."""
    assert (np.diff(points.KM) <= 0).all()
    assert (np.diff(points.OCCUPATION, axis=1) >= 0).all()
    assert (np.diff(points.SHARE) <= 0).all()
