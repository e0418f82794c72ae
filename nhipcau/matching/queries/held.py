"""Everybody who wants suggestions and everything on the board, as facts held in memory and as columns of the kernel.

Each process holds its own. Before every use it reads what has changed since: the histories of people and of openings say
whose rows, weights and switches are compared. A new day and a new full run are read all anew.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import RLock
from typing import Generic, TypeVar

import numpy as np

from nhipcau.foundation.clock import api as clock
from nhipcau.matching.kernel.columns import Array, Openings, People, openings_of, people_of
from nhipcau.matching.kernel.crowds import Crowds, crowds_of
from nhipcau.matching.kernel.shelves import Shelves, shelves_of
from nhipcau.matching.models import Standing
from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.queries.histories import NOTHING_READ, OPENINGS, PEOPLE, Until, changed, read_now
from nhipcau.matching.queries.preferences import all_weights, without_suggestions
from nhipcau.matching.suitability import Opening, Person
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board

Facts = TypeVar("Facts", Person, Opening)


Version = tuple[date, datetime | None]


@dataclass(frozen=True)
class _Side(Generic[Facts]):
    """`numbers`: of each row, rising, so that the smaller row is the smaller number."""

    facts: dict[int, Facts]

    @cached_property
    def numbers(self) -> Array:
        return np.array([*self.facts], np.int64)

    def rows_of(self, numbers: Collection[int]) -> Array:
        """Rows of those that are held, in their order here; whoever is not held is left out."""
        asked = np.array(sorted(numbers), np.int64)
        if not len(self.numbers):
            return asked[:0]
        at = np.searchsorted(self.numbers, asked)
        known = at < len(self.numbers)
        rows: Array = at[known][self.numbers[at[known]] == asked[known]]
        return rows


class HeldPeople(_Side[Person]):
    @cached_property
    def columns(self) -> People:
        return people_of(self.facts.values())

    @cached_property
    def crowds(self) -> Crowds:
        return crowds_of(self.columns)


class HeldOpenings(_Side[Opening]):
    @cached_property
    def columns(self) -> Openings:
        return openings_of(self.facts.values())

    @cached_property
    def shelves(self) -> Shelves:
        return shelves_of(self.columns)


@dataclass
class _Shelf(Generic[Facts]):
    """What this process holds of one side, and how far its history was read."""

    read: Callable[[Collection[int] | None, date], dict[int, Facts]]
    history: str
    of: Version | None = None
    until: Until = NOTHING_READ
    facts: dict[int, Facts] = field(default_factory=dict)

    def refresh(self, version: Version, also: Collection[int] = ()) -> bool:
        """Whether anything is otherwise than before."""
        day = version[0]
        if self.of != version:
            self.until = read_now(self.history)
            self.facts, self.of = self.read(None, day), version
            return True
        moved, self.until = changed(self.history, self.until)
        moved |= {*also}
        if not moved:
            return False
        now = self.read(moved, day)
        if all(self.facts.get(number) == now.get(number) for number in moved):
            return False
        kept = {number: facts for number, facts in self.facts.items() if number not in moved} | now
        self.facts = dict(sorted(kept.items()))
        return True


def _people(numbers: Collection[int] | None, day: date) -> dict[int, Person]:
    asked = Seeker.objects.order_by("pk")
    if numbers is not None:
        asked = asked.filter(pk__in=numbers)
    off = without_suggestions()
    return {number: facts for number, facts in person_facts(asked, today=day).items() if number not in off}


def _openings(numbers: Collection[int] | None, day: date) -> dict[int, Opening]:
    asked = shown_on_board(day).order_by("pk")
    if numbers is not None:
        asked = asked.filter(pk__in=numbers)
    return opening_facts(asked, today=day)


def _version() -> Version:
    """Ages and open openings go by the day, the usual pays by the last full run."""
    return clock.today(), Standing.objects.values_list("made_at", flat=True).first()


class _Held:
    """One a process. Threads wait for each other while something is read; what they got stays as it was."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.forget()

    def forget(self) -> None:
        with self.lock:
            self._people = _Shelf(_people, PEOPLE)
            self._openings = _Shelf(_openings, OPENINGS)
            self._wants: tuple[dict[int, tuple[int, ...]], set[int]] = ({}, set())
            self._sides: tuple[HeldPeople, HeldOpenings] | None = None

    def people(self) -> HeldPeople:
        with self.lock:
            wants = all_weights(), without_suggestions()
            if self._people.refresh(_version(), _otherwise(self._wants, wants)) or self._sides is None:
                self._sides = HeldPeople(self._people.facts), self._sides[1] if self._sides else HeldOpenings({})
            self._wants = wants
            return self._sides[0]

    def openings(self) -> HeldOpenings:
        with self.lock:
            if self._openings.refresh(_version()) or self._sides is None:
                self._sides = self._sides[0] if self._sides else HeldPeople({}), HeldOpenings(self._openings.facts)
            return self._sides[1]


def _otherwise(
    before: tuple[dict[int, tuple[int, ...]], set[int]], now: tuple[dict[int, tuple[int, ...]], set[int]]
) -> set[int]:
    """Whose weights, or whose switch, are not what they were."""
    weighed = {number for number, _weights in before[0].items() ^ now[0].items()}
    return weighed | (before[1] ^ now[1])


_held = _Held()
people_held = _held.people
openings_held = _held.openings
forget_held = _held.forget
