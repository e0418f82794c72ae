"""What a step of the trade costs and brings, on the data at hand: for the page where a centre chooses."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import count_words
from nhipcau.matching.attention.lists import LENGTH, Lists, allocate
from nhipcau.matching.attention.market import Behaviour, played
from nhipcau.matching.attention.settling import NONE, Rows, Whole
from nhipcau.matching.models import Trade

SEEDS: Final = (1, 2, 3)  # an answer of chance is asked three times


@dataclass(frozen=True, slots=True)
class Measured:
    """`score`: mean points of a line, `first` of the first lines. `filled`, `full`, `offers`: simulated, means of three draws: places that find
    somebody, openings without a free place left, people whom an opening wants. `unseen`: openings with free places that
    nobody is shown. `gini`: of the people who see an opening; 0 where all see as many. `most`: people a place, at the worst.
    """

    people: int
    lines: int
    score: float
    first: float
    filled: float
    full: float
    offers: float
    unseen: int
    gini: float
    most: float


class Outcome(Protocol):
    """What is said of a step beside lists by score alone: `Measured` just now, or the row that was kept of it."""

    @property
    def filled(self) -> float: ...

    @property
    def score(self) -> float: ...

    @property
    def unseen(self) -> int: ...


def measured(lists: Lists, places: Whole, *, behaviour: Behaviour = Behaviour.BY_SCORE) -> Measured:
    shown = lists.openings != NONE
    live = places > 0
    seen = np.bincount(lists.openings[shown], minlength=len(places))[live]
    played_out = [played(lists, places, seed=seed, behaviour=behaviour) for seed in SEEDS]
    found = [np.bincount(each.taken[each.taken != NONE], minlength=len(places)) for each in played_out]
    return Measured(
        people=len(lists.openings),
        lines=int(shown.sum()),
        score=float(lists.scores[shown].mean()) if shown.any() else 0.0,
        first=float(lists.scores[:, 0][shown[:, 0]].mean()) if shown.any() else 0.0,
        filled=float(np.mean([each.sum() for each in found])),
        full=float(np.mean([(each[live] == places[live]).sum() for each in found])),
        offers=float(np.mean([each.offers for each in played_out])),
        unseen=int((seen == 0).sum()),
        gini=gini(seen),
        most=float((seen / places[live]).max()) if live.any() else 0.0,
    )


def steps(openings: Rows, scores: Rows, places: Whole, *, length: int = LENGTH) -> dict[Trade, Measured]:
    """Every step on the same candidates, the plain one first."""
    return {trade: measured(allocate(openings, scores, places, trade=trade, length=length), places) for trade in Trade}


def gini(counts: Whole) -> float:
    if not counts.sum():
        return 0.0
    ordered, rows = np.sort(counts), len(counts)
    return float((2 * np.arange(1, rows + 1) - rows - 1) @ ordered / (rows * ordered.sum()))


def words(step: Outcome, plain: Outcome) -> str:
    """The trade in one line, beside lists by score alone."""
    said = _("%(filled)s places filled, %(score)s average score (simulated)")
    words = said % {"filled": _percent(step.filled, plain.filled), "score": _percent(step.score, plain.score)}
    if step.unseen == plain.unseen:
        return words
    seen = _("%(words)s; openings that nobody sees: %(now)s instead of %(before)s")
    return seen % {"words": words, "now": count_words(step.unseen), "before": count_words(plain.unseen)}


def _percent(now: float, before: float) -> str:
    change = round(100 * (now / before - 1)) if before else 0
    return f"{'−' if change < 0 else '+' if change else '±'}{abs(change)} %"
