"""What the making of lists reads beside the facts: free places, centres, what was turned down, who has which opening."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import numpy as np
from django.db import connection
from django.db.models import F

from nhipcau.matching.attention import Trade
from nhipcau.matching.kernel.columns import Array
from nhipcau.matching.kernel.lists import NOBODY, Lists
from nhipcau.matching.models import Spreading, Suggestions
from nhipcau.matching.queries.held import HeldOpenings, HeldPeople
from nhipcau.matching.queries.preferences import turned_down
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board

K = 80  # candidates of a person: exact, and enough to spread ten of them


def places_of(openings: HeldOpenings, day: date) -> Array:
    """A number an opening row. Hires are not known here: an opening is closed when it is filled."""
    asked = dict(shown_on_board(day).select_related(None).values_list("pk", "headcount"))
    return np.array([asked.get(number, 0) for number in openings.facts], np.int64)


def rows_by_centre(people: HeldPeople, rows: Array) -> dict[int, Array]:
    """The rows of each centre's own people."""
    numbers = [int(number) for number in people.numbers[rows]]
    asked = Seeker.objects.all() if len(rows) == len(people.numbers) else Seeker.objects.filter(pk__in=numbers)
    centre_of = dict(asked.order_by().values_list("pk", "centre_id"))
    found: dict[int, list[int]] = {}
    for row, number in zip(rows, numbers, strict=True):
        if number in centre_of:
            found.setdefault(centre_of[number], []).append(int(row))
    return {centre: np.array(some, np.int64) for centre, some in found.items()}


def trades_of(centres: Iterable[int]) -> dict[int, Trade]:
    """How each of these centres spreads what its people see."""
    chosen = dict(Spreading.objects.values_list("pk", "trade"))
    return {centre: Trade(chosen.get(centre, Trade.EVEN)) for centre in centres}


def rows_by_trade(by_centre: Mapping[int, Array]) -> dict[Trade, Array]:
    """The rows of all centres that spread in the same way, rising."""
    trades = trades_of(by_centre)
    return {
        trade: np.sort(np.concatenate([rows for centre, rows in by_centre.items() if trades[centre] == trade]))
        for trade in sorted({*trades.values()})
    }


def without_turned_down(lists: Lists, people: HeldPeople, openings: HeldOpenings, rows: Array) -> Lists:
    """`lists` are those of these rows of people. What somebody turned down leaves an empty line."""
    numbers = {int(number): at for at, number in enumerate(people.numbers[rows])}
    found, scores = lists.rows.copy(), lists.scores.copy()
    for seeker, refused in turned_down(numbers).items():
        at = numbers[seeker]
        out = np.isin(found[at], openings.rows_of(refused))
        found[at, out] = scores[at, out] = NOBODY
    return Lists(found, scores)


def having(openings: Collection[int]) -> set[int]:
    """People who have one of these among their candidates."""
    return {*Suggestions.objects.filter(candidates__overlap=[*openings]).values_list("pk", flat=True)}


def worst_of_full_lists(people: HeldPeople) -> tuple[Array, Array]:
    """A number a person row: the points and the opening of the K-th candidate; -1 where there are fewer."""
    points, numbers = (np.full(len(people.numbers), -1, np.int64) for _side in range(2))
    last = f"{K - 1}"
    full = Suggestions.objects.annotate(worst=F(f"points__{last}"), number=F(f"candidates__{last}"))
    for seeker, worst, number in full.filter(worst__isnull=False).values_list("pk", "worst", "number"):
        at = int(np.searchsorted(people.numbers, seeker))
        if at < len(people.numbers) and people.numbers[at] == seeker:
            points[at], numbers[at] = worst, number
    return points, numbers


def seen_now(openings: HeldOpenings, without: Collection[int] = ()) -> Array:
    """A number an opening row: how many people, of all centres, are shown it now, those in `without` apart."""
    asked = """
        SELECT shown.number, count(*) FROM matching_suggestions list
        CROSS JOIN LATERAL unnest(list.shown) AS shown(number)
        WHERE NOT list.seeker_id = ANY(%s) GROUP BY shown.number"""
    with connection.cursor() as cursor:
        cursor.execute(asked, [[*without]])
        seen: Mapping[int, int] = dict(cursor.fetchall())
    return np.array([seen.get(number, 0) for number in openings.facts], np.int64)
