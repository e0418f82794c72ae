"""Everybody's list anew, every night: exact candidates, spread over the free places as each centre chose.

Nobody's permission is asked: what is written follows from the files alone, and only its own person reads it by name.
"""

from dataclasses import dataclass
from datetime import date, datetime
from time import process_time

import numpy as np
from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.matching.actions.keeping import Made, keep
from nhipcau.matching.attention import allocate, among_nobodys, introduced, part_of, steps, wanting
from nhipcau.matching.kernel import engines, reverse
from nhipcau.matching.kernel.brute import score_all
from nhipcau.matching.kernel.columns import Array, chosen, openings_of
from nhipcau.matching.kernel.lists import NOBODY, Lists
from nhipcau.matching.models import Spread, Standing, Suggestions, UsualPay
from nhipcau.matching.queries.held import HeldOpenings, HeldPeople, forget_held, openings_held, people_held
from nhipcau.matching.queries.histories import OPENINGS, PEOPLE, read_now
from nhipcau.matching.queries.lists import K, places_of, rows_by_centre, rows_by_trade, without_turned_down
from nhipcau.matching.queries.pay import usual_pays_now
from nhipcau.matching.suitability import USUAL
from nhipcau.matching.suitability.edition import edition

INTRODUCED_TO = 10  # people to whom an opening among nobody's candidates is shown at most


@dataclass(frozen=True)
class Listed:
    """`changed`: lists that are otherwise than before; `seconds`: processor time."""

    people: int
    openings: int
    changed: int
    seconds: float


@transaction.atomic
def make_lists(*, now: datetime) -> Listed:
    """One run at a time. Safe to repeat: the same files give the same lists."""
    standing = held_standing()
    begun = process_time()
    until = read_now(PEOPLE), read_now(OPENINGS)
    _renew_usual_pays(localdate(now))
    people, openings = people_held(), openings_held()
    rows = np.arange(len(people.numbers))
    found = engines.best_openings(people.columns, openings.columns, K)
    places = places_of(openings, localdate(now))
    found = _with_introduced(without_turned_down(found, people, openings, rows), people, openings, places)
    found = without_turned_down(found, people, openings, rows)
    by_centre, wanted = rows_by_centre(people, rows), wanting(found.rows, len(places))
    changed = 0
    for trade, own in rows_by_trade(by_centre).items():
        candidates, points, part = _of_group(found, own, places, wanted)
        shown = allocate(candidates, points, part, trade=trade)
        changed += keep(Made(own, candidates, points, shown.openings), people, openings, now=now)
    for centre, own in by_centre.items():
        _measure(centre, *_of_group(found, own, places, wanted), now=now)
    Suggestions.objects.exclude(pk__in=[*people.facts]).delete()
    standing.edition, standing.people, standing.openings = edition(), len(people.facts), len(openings.facts)
    standing.people_until, standing.people_seen = until[0].number, [*until[0].seen]
    standing.openings_until, standing.openings_seen = until[1].number, [*until[1].seen]
    standing.made_at = standing.followed_at = now
    standing.seconds = process_time() - begun
    standing.save()
    return Listed(standing.people, standing.openings, changed, standing.seconds)


def held_standing() -> Standing:
    """The one row, locked until the transaction ends."""
    Standing.objects.get_or_create(one=True)
    return Standing.objects.select_for_update().get(one=True)


def _renew_usual_pays(day: date) -> None:
    UsualPay.objects.all().delete()
    pays = usual_pays_now(day).middles
    UsualPay.objects.bulk_create(
        [UsualPay(province_id=province, digits=digits, units=units) for (province, digits), units in pays.items()]
    )
    forget_held()


def _with_introduced(found: Lists, people: HeldPeople, openings: HeldOpenings, places: Array) -> Lists:
    """An opening among nobody's candidates comes in with those who suit it best, at the points of their own weights."""
    unseen = among_nobodys(found.rows, places)
    if not len(unseen) or not len(people.facts):
        return found
    facts = [*openings.facts.values()]
    best = reverse.best_people(
        people.columns, openings_of(facts[row] for row in unseen), INTRODUCED_TO, crowds=people.crowds
    )
    points = best.scores.copy()
    weighed = (people.columns.weights != USUAL).any(axis=1)
    for at, row in enumerate(unseen):
        own = np.flatnonzero((best.rows[at] != NOBODY) & weighed[best.rows[at]])
        if len(own):
            points[at, own] = score_all(chosen(people.columns, best.rows[at, own]), openings_of([facts[row]]))
    return Lists(*introduced(found.rows, found.scores, rows=unseen, people=best.rows, points=points))


def _of_group(found: Lists, rows: Array, places: Array, wanted: Array) -> tuple[Array, Array, Array]:
    """Candidates and points of some people, and the part of the places that falls to them: no place is given twice."""
    candidates = found.rows[rows]
    return candidates, found.scores[rows], part_of(places, wanting(candidates, len(places)), wanted)


def _measure(centre: int, candidates: Array, points: Array, places: Array, *, now: datetime) -> None:
    for trade, found in steps(candidates, points, places).items():
        Spread.objects.update_or_create(
            centre_id=centre,
            trade=trade,
            defaults={
                "people": found.people,
                "places": int(places.sum()),
                "filled": found.filled,
                "offers": found.offers,
                "score": found.score,
                "unseen": found.unseen,
                "gini": found.gini,
                "made_at": now,
            },
        )
