"""People and openings as columns of whole numbers. A row of them is about 100 bytes; lists of skills and codes stand apart."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from nhipcau.matching.kernel import points
from nhipcau.matching.suitability import gates, scale
from nhipcau.matching.suitability.facts import UNKNOWN, WISHES, Opening, Person

Array = npt.NDArray[Any]
Numbered = tuple[list[int], list[int]]
DIGITS: Final = 4
BASE: Final = 11  # a digit is written as itself plus one; nought is where the code has ended
MOST_WEIGHT: Final = 255


class People(NamedTuple):
    """`wishes` is [n, 3]; `place` numbers a row of `places` (latitude, longitude), row nought is unknown; a list of row r
    stands at `x_at[r]` up to `x_at[r + 1]` of `x`, sorted. `farthest` has the usual distance filled in. `shift` and
    `contract` are rows of `points.SHIFT` and `points.CONTRACT`: which one, and whether it is a must."""

    wishes: Array
    done_at: Array
    done: Array
    silent: Array
    place: Array
    places: Array
    farthest: Array
    move: Array
    dormitory: Array
    abroad: Array
    pay: Array
    shift: Array
    contract: Array
    start: Array
    skills_at: Array
    skills: Array
    months: Array
    schooling: Array
    training: Array
    languages_at: Array
    languages: Array
    avoids: Array
    age: Array
    weights: Array
    musts: Array


class Openings(NamedTuple):
    """`skills` are asked for, `useful` welcome. `plain` is what the pay earns with who named no wish."""

    occupation: Array
    place: Array
    places: Array
    bus: Array
    dormitory: Array
    abroad: Array
    pay: Array
    plain: Array
    shift: Array
    contract: Array
    start: Array
    skills_at: Array
    skills: Array
    useful_at: Array
    useful: Array
    months: Array
    schooling: Array
    training: Array
    languages_at: Array
    languages: Array
    conditions: Array
    age_from: Array
    age_to: Array
    age_is_law: Array
    musts: Array


LISTS: Final = ("done", "skills", "useful", "languages")


def code(written: str) -> int:
    """A VSCO code of up to four digits as one number whose quotients by 11 are its prefixes."""
    digits = written[:DIGITS]
    if digits and not digits.isdecimal():
        raise ValueError(f"{written!r} is not a code of digits")
    return sum((int(digit) + 1) * BASE ** (DIGITS - 1 - at) for at, digit in enumerate(digits))


@lru_cache(maxsize=1024)
def language(name: str) -> int:
    """The same number for the same name, everywhere."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def plain_points(pay: Array, usual: Array) -> Array:
    """What the pay of an opening earns with a person who named no wish."""
    known = np.where(pay >= usual, scale.USUAL_OR_MORE, scale.BELOW_USUAL)
    return np.where((pay == UNKNOWN) | (usual == UNKNOWN), points.PAY_HALF, known).astype(np.int16)


def listed(lists: Iterable[Iterable[int]], kind: type[Any] = np.int64) -> tuple[Array, Array]:
    """Where each list starts (one more than lists), and all of them in a row, each sorted."""
    rows = [sorted({*each}) for each in lists]
    at = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=at[1:])
    return at, np.array([number for row in rows for number in row], kind)


def _places(somewhere: Sequence[Person] | Sequence[Opening]) -> tuple[Array, Array]:
    known: dict[tuple[float, float], int] = {}
    numbers = [known.setdefault((o.latitude, o.longitude), len(known) + 1) if o.commune else 0 for o in somewhere]
    return np.array(numbers, np.int32), np.array([(0.0, 0.0), *known], np.float64)


def _column(rows: Sequence[Any], name: str, kind: type[Any] = np.int32) -> Array:
    return np.array([getattr(row, name) for row in rows], kind)


def _words(rows: Sequence[Any], name: str, words: tuple[str, ...], other: int | None = None) -> Array:
    """Numbers of words; a word that the scale does not know is `other`, or refused."""
    numbers = {word: number for number, word in enumerate(words)}
    said = [getattr(row, name) for row in rows]
    return np.array([numbers[word] if other is None else numbers.get(word, other) for word in said], np.int8)


def _weights(rows: Sequence[Person]) -> Array:
    weights = np.array([row.weights for row in rows], np.int32).reshape(-1, len(points.WISHED_MOST))
    if weights.size and not 0 <= weights.min() <= weights.max() <= MOST_WEIGHT:
        raise ValueError("A weight is from 0 to 255 sixteenths.")
    return weights


def people_of(facts: Iterable[Person]) -> People:
    rows = [*facts]
    wishes = [[code(each) for each in row.wishes[:WISHES]] for row in rows]
    done_at, done = listed(([code(each) for each in row.done] for row in rows), np.int32)
    skills_at, skills = listed(row.skills for row in rows)
    languages_at, languages = listed([language(name) for name in row.languages] for row in rows)
    place, places = _places(rows)
    farthest, musts = _column(rows, "farthest_km"), _column(rows, "musts", np.int8)
    return People(
        wishes=np.array([row + [0] * (WISHES - len(row)) for row in wishes], np.int32).reshape(-1, WISHES),
        done_at=done_at,
        done=done,
        silent=np.array([not (row.wishes or row.done) for row in rows], np.bool_),
        place=place,
        places=places,
        farthest=np.where(farthest == UNKNOWN, scale.USUAL_KM, farthest).astype(np.int32),
        move=_column(rows, "will_move", np.bool_),
        dormitory=_column(rows, "wants_dormitory", np.bool_),
        abroad=_column(rows, "goes_abroad", np.bool_),
        pay=_column(rows, "pay"),
        shift=_words(rows, "shift", points.PERSON_SHIFTS) + (musts & gates.SHIFT > 0) * np.int8(points.SHIFTS),
        contract=_words(rows, "contract", points.PERSON_CONTRACTS)
        + (musts & gates.CONTRACT > 0) * np.int8(points.CONTRACTS),
        start=_column(rows, "starts_on"),
        skills_at=skills_at,
        skills=skills,
        months=_column(rows, "months"),
        schooling=_column(rows, "schooling", np.int8),
        training=_column(rows, "training", np.int8),
        languages_at=languages_at,
        languages=languages,
        avoids=_column(rows, "avoids"),
        age=_column(rows, "age", np.int16),
        weights=_weights(rows),
        musts=musts,
    )


def openings_of(facts: Iterable[Opening]) -> Openings:
    rows = [*facts]
    skills_at, skills = listed(row.skills for row in rows)
    useful_at, useful = listed(row.useful for row in rows)
    languages_at, languages = listed([language(name) for name in row.languages] for row in rows)
    place, places = _places(rows)
    pay = _column(rows, "pay")
    return Openings(
        occupation=np.array([code(row.occupation) for row in rows], np.int32),
        place=place,
        places=places,
        bus=_column(rows, "has_bus", np.bool_),
        dormitory=_column(rows, "has_dormitory", np.bool_),
        abroad=_column(rows, "abroad", np.bool_),
        pay=pay,
        plain=plain_points(pay, _column(rows, "usual_pay")),
        shift=_words(rows, "shift", points.OPENING_SHIFTS, len(points.OPENING_SHIFTS) - 1),
        contract=_words(rows, "contract", points.OPENING_CONTRACTS, len(points.OPENING_CONTRACTS) - 1),
        start=_column(rows, "starts_on"),
        skills_at=skills_at,
        skills=skills,
        useful_at=useful_at,
        useful=useful,
        months=_column(rows, "months"),
        schooling=_column(rows, "schooling", np.int8),
        training=_column(rows, "training", np.int8),
        languages_at=languages_at,
        languages=languages,
        conditions=_column(rows, "conditions"),
        age_from=_column(rows, "age_from", np.int16),
        age_to=_column(rows, "age_to", np.int16),
        age_is_law=_column(rows, "age_is_law", np.bool_),
        musts=_column(rows, "musts", np.int8),
    )


def part(people: People, first: int, last: int) -> People:
    """The rows from `first` up to `last`, with their own lists and everybody's places."""
    columns = people._asdict()
    cut = {name: column[first:last] for name, column in columns.items() if name not in {"places", *LISTS}}
    for name in ("done", "skills", "languages"):
        at = columns[f"{name}_at"][first : last + 1]
        cut[f"{name}_at"] = at - at[0]
        cut[name] = columns[name][at[0] : at[-1]]
    return People(places=people.places, **cut)


def chosen(people: People, rows: Array) -> People:
    """The chosen rows, in their order, with everybody's places."""
    columns = people._asdict()
    lists = {name for name in columns if name.endswith("_at") or f"{name}_at" in columns} | {"places"}
    kept = {name: column[rows] for name, column in columns.items() if name not in lists}
    for name in ("done", "skills", "languages"):
        at = columns[f"{name}_at"]
        count = at[rows + 1] - at[rows]
        ends = np.cumsum(count)
        inside = np.arange(ends[-1]) - np.repeat(ends - count, count)
        kept[name] = columns[name][np.repeat(at[rows], count) + inside]
        kept[f"{name}_at"] = np.concatenate([[0], ends]).astype(np.int64)
    return People(**kept | {"places": people.places})
