"""How a centre spreads what its people are suggested, what each step would do there, and when the lists were made."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.centres.models import Centre
from nhipcau.matching.attention import words
from nhipcau.matching.models import Spread, Spreading, Standing, Trade
from nhipcau.matching.suitability.edition import edition

SETS: Final = "matching.choose_trade"


@dataclass(frozen=True)
class Step:
    """`found` is what it would do as of the last full run, None before the first; `words` say it beside score alone."""

    trade: Trade
    chosen: bool
    found: Spread | None
    words: str


@dataclass(frozen=True)
class Setting:
    """`chosen` is None where nobody chose: evenly. `standing` is the last full run, None before the first."""

    centre: Centre
    chosen: Spreading | None
    steps: tuple[Step, ...]
    standing: Standing | None
    of_this_scale: bool

    @property
    def measured(self) -> Spread | None:
        """Any of the rows: all are of the same people, places and moment."""
        return next((step.found for step in self.steps if step.found), None)


def centres_set_by(user: Visitor) -> QuerySet[Centre]:
    return Centre.objects.filter(pk__in=centres_where(user, SETS)).order_by("short_name", "pk")


def setting_of(centre: Centre) -> Setting:
    chosen = Spreading.objects.filter(pk=centre.pk).select_related("chosen_by").first()
    trade = Trade(chosen.trade) if chosen else Trade.EVEN
    found = {row.trade: row for row in Spread.objects.filter(centre=centre)}
    plain = found.get(Trade.PLAIN)
    standing = Standing.objects.exclude(made_at=None).first()
    return Setting(
        centre=centre,
        chosen=chosen,
        steps=tuple(Step(each, each == trade, found.get(each), _beside(found.get(each), plain)) for each in Trade),
        standing=standing,
        of_this_scale=standing is None or standing.edition == edition(),
    )


def _beside(step: Spread | None, plain: Spread | None) -> str:
    """Nothing for score alone: everything else is said beside it."""
    return words(step, plain) if step and plain and step.trade != Trade.PLAIN else ""
