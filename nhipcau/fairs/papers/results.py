"""One sheet of results for each table: who is booked there, who waits, to be ticked by hand and entered later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import FairSession
from nhipcau.fairs.papers.lists import Seat, seated
from nhipcau.foundation.ui.words import day_words, span_words
from nhipcau.interviews.models import Stage

EMPTY_LINES: Final = 8  # for those who decide on the day
TICKED: Final = (Stage.NOT_SUITABLE, Stage.POOL, Stage.SECOND_INTERVIEW, Stage.OFFER_ACCEPTED)


@dataclass(frozen=True)
class Expected:
    """Somebody who is booked at the table (`clock`), or waits for its enterprise, as others at the table may see them."""

    number: int
    name: str
    clock: str = ""


def data_of(session: FairSession, sites: Sequence[tuple[str, Sequence[tuple[Seat, list[Expected]]]]]) -> dict[str, Any]:
    """Of one site or of several by their names, each in the order of its tables."""
    return {
        "title": _("Sheets of results"),
        "session": session.title,
        "when": f"{day_words(session.starts)}/{session.starts.year}, {span_words(session.starts, session.ends)}",
        "headings": [_("Time"), _("Number"), _("Full name"), _("Met"), _("Result"), _("Reason, day, note")],
        "results": [str(stage.label) for stage in TICKED],
        "tables": [
            {
                "site": site,
                "enterprise": seat.enterprise,
                "seat": seated(seat),
                "people": [{"clock": one.clock, "number": one.number, "name": one.name} for one in people],
            }
            for site, sheets in sites
            for seat, people in sheets
        ],
        "empty": EMPTY_LINES,
        "note": _("Names of people: for this site only. Keep it with the record of the day; do not photograph it."),
        "none": _("No table is given away at this site yet."),
        "page": _("Page"),
    }
