"""What a centre chooses: how much score it gives up so that fewer openings wait in vain."""

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
