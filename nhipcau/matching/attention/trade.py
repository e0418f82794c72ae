"""How much score a centre gives up so that fewer openings wait in vain. Four steps with names, each with its terms."""

from dataclasses import dataclass
from typing import Final

from nhipcau.matching.models import Trade


@dataclass(frozen=True, slots=True)
class Terms:
    """`price`: points that an opening loses each time the people who see it grow 2.7-fold.

    `least` and `most`: hundredths of the even share of an opening that it is shown at least and at most.
    """

    price: int
    least: int
    most: int


TERMS: Final = {
    Trade.GENTLE: Terms(price=20, least=10, most=1200),
    Trade.EVEN: Terms(price=60, least=20, most=400),
    Trade.WIDE: Terms(price=160, least=40, most=200),
}
EVERYBODY: Final = 3  # people who see even the smallest opening, where there are people enough
ENOUGH: Final = 4  # people a place may always be shown to, however few look for work
FREE: Final = 1  # people a place before looking costs an opening points
