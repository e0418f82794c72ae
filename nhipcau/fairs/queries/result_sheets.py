"""Who wants to be interviewed at which table of a site, for the sheets that are filled in by hand. Reads only."""

from collections import defaultdict

from nhipcau.fairs.models import RegistrationState, SessionSite, Wish
from nhipcau.fairs.papers.lists import Seat
from nhipcau.fairs.papers.results import Expected
from nhipcau.fairs.queries.papers import seats_at
from nhipcau.interviews.api import short_name


def sheets_at(site: SessionSite) -> list[tuple[Seat, list[Expected]]]:
    """Every enterprise with a table here, and the people of this very site who wished for it, by number."""
    wished = Wish.objects.filter(registration__site=site).exclude(registration__state=RegistrationState.CANCELLED)
    rows = wished.order_by("registration__number").values_list(
        "session_vacancy__participation__employer__name", "registration__number", "registration__seeker__full_name"
    )
    people: dict[str, dict[int, str]] = defaultdict(dict)
    for enterprise, number, name in rows:
        people[enterprise][number] = short_name(name)
    seats = [seat for seat in seats_at(site) if seat.tables]
    return [(seat, [Expected(*one) for one in people[seat.enterprise].items()]) for seat in seats]
