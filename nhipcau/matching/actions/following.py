"""Between two nights: only the lists that a change moves, each as the kernel would make it anew, at the prices of the moment."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

import numpy as np
from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.matching.actions.keeping import Made, keep
from nhipcau.matching.actions.listing import held_standing, make_lists
from nhipcau.matching.attention import LENGTH, NONE, Trade, allocate_one
from nhipcau.matching.kernel.brute import score_all
from nhipcau.matching.kernel.columns import Array, openings_of
from nhipcau.matching.kernel.instant import best_for_some
from nhipcau.matching.kernel.lists import Lists
from nhipcau.matching.models import Suggestions
from nhipcau.matching.queries.held import HeldOpenings, HeldPeople, openings_held, people_held
from nhipcau.matching.queries.histories import OPENINGS, PEOPLE, Until, changed
from nhipcau.matching.queries.lists import (
    K,
    having,
    places_of,
    rows_by_centre,
    rows_by_trade,
    seen_now,
    without_turned_down,
    worst_of_full_lists,
)
from nhipcau.matching.suitability.edition import edition

MANY: Final = 400  # changed openings, from which on all lists anew is less work


@transaction.atomic
def follow_lists(*, now: datetime) -> int:
    """What changed since the last look, in files of people and in openings. How many lists are otherwise.

    Safe to repeat. Without a full run before it, or after the scale has changed, it is a full run.
    """
    standing = held_standing()
    people_moved, people_until = changed(PEOPLE, Until(standing.people_until, tuple(standing.people_seen)))
    openings_moved, openings_until = changed(OPENINGS, Until(standing.openings_until, tuple(standing.openings_seen)))
    if standing.made_at is None or standing.edition != edition() or len(openings_moved) > MANY:
        return make_lists(now=now).changed
    standing.people_until, standing.people_seen = people_until.number, [*people_until.seen]
    standing.openings_until, standing.openings_seen = openings_until.number, [*openings_until.seen]
    standing.followed_at = now
    standing.save()
    if not people_moved and not openings_moved:
        return 0
    people, openings = people_held(), openings_held()
    rows = {*map(int, people.rows_of(people_moved | having(openings_moved)))}
    rows |= _entered(people, openings, openings_moved)
    return _anew(people, openings, rows, people_moved, now=now)


@transaction.atomic
def rematch(*, seekers: Collection[int], now: datetime) -> int:
    """The lists of these people, whose files, weights or refusals have changed."""
    held_standing()
    people = people_held()
    return _anew(people, openings_held(), {*map(int, people.rows_of(seekers))}, seekers, now=now)


def _entered(people: HeldPeople, openings: HeldOpenings, moved: Collection[int]) -> set[int]:
    """Rows of people whose list one of these openings enters: it suits better than their worst, or the list has room."""
    rows = openings.rows_of(moved)
    if not len(rows) or not len(people.facts):
        return set()
    facts = [*openings.facts.values()]
    worst, worst_number = worst_of_full_lists(people)
    found: set[int] = set()
    for row in rows:
        scores = score_all(people.columns, openings_of([facts[row]])).astype(np.int64)
        tie = (scores == worst) & (openings.numbers[row] < worst_number)
        found.update(map(int, np.flatnonzero((scores >= 0) & ((scores > worst) | tie))))
    return found


def _anew(
    people: HeldPeople, openings: HeldOpenings, rows: Collection[int], moved: Collection[int], *, now: datetime
) -> int:
    gone = {*moved} - people.facts.keys()
    Suggestions.objects.filter(pk__in=gone).delete()
    changes, places = 0, places_of(openings, localdate(now))
    for trade, own in rows_by_trade(rows_by_centre(people, np.array(sorted(rows), np.int64))).items():
        found = best_for_some(people.columns, own, openings.columns, K, shelves=openings.shelves)
        found = without_turned_down(found, people, openings, own)
        seen = seen_now(openings, without=[int(number) for number in people.numbers[own]])
        shown = _shown(found, places, seen, trade)
        changes += keep(Made(own, found.rows, found.scores, shown), people, openings, now=now)
    return changes


def _shown(found: Lists, places: Array, seen: Array, trade: Trade) -> Array:
    """One after the other, so that the second sees what the first was shown."""
    shown = np.full((len(found.rows), LENGTH), NONE, np.int32)
    for at in range(len(found.rows)):
        mine = allocate_one(found.rows[at : at + 1], found.scores[at : at + 1], places, seen, trade=trade).openings[0]
        shown[at] = mine
        seen[mine[mine != NONE]] += 1
    return shown
