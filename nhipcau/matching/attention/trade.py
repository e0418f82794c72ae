"""How much score a centre gives up so that fewer openings wait in vain. Four steps with names, each with its terms."""

from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Trade(TextChoices):
    """What a centre chooses. A name and one sentence each, for the page of the setting."""

    PLAIN = "plain", _("By score alone")
    GENTLE = "gentle", _("Spread a little")
    EVEN = "even", _("Spread evenly")
    WIDE = "wide", _("Spread as far as it goes")

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self])


SENTENCES: Final = {
    Trade.PLAIN: _("Everybody is shown what suits them best, even where many are shown the same openings."),
    Trade.GENTLE: _("Where two openings suit nearly as well, the one that fewer people are shown comes first."),
    Trade.EVEN: _("Openings are shown to people in step with their free places; lists suit a little less."),
    Trade.WIDE: _("As many places as possible find somebody; lists suit noticeably less."),
}


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
