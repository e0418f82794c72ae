"""Who is booked at which table of a site, and who waits for its enterprise: for sheets filled in by hand. Reads only."""

from collections import defaultdict
from dataclasses import replace

from django.utils.timezone import localtime

from nhipcau.fairs.models import Appointment, RegistrationState, SessionSite, Wish
from nhipcau.fairs.papers.lists import Seat
from nhipcau.fairs.papers.results import Expected
from nhipcau.fairs.queries.papers import seats_at
from nhipcau.fairs.rules.timetable import LIVE
from nhipcau.interviews.api import short_name

Sheet = tuple[Seat, list[Expected]]


def sheets_at(site: SessionSite) -> list[Sheet]:
    """A sheet for every table here: the people of this very site who are booked at it by the clock, then those who wait.

    Whoever has a time with an enterprise stands on the sheet of that table alone; the others on all of its tables.
    """
    wished, booked = _wished(site), _booked(site)
    timed = {(enterprise, one.number) for (enterprise, _table), rows in booked.items() for one in rows}
    sheets: list[Sheet] = []
    for seat in seats_at(site):
        waits = [one for one in wished[seat.enterprise] if (seat.enterprise, one.number) not in timed]
        sheets += [
            (replace(seat, tables=[table]), booked[seat.enterprise, str(table)] + waits) for table in seat.tables
        ]
    return sorted(sheets, key=lambda sheet: (sheet[0].tables, sheet[0].enterprise))


def _wished(site: SessionSite) -> dict[str, list[Expected]]:
    """By enterprise, by number."""
    rows = Wish.objects.filter(registration__site=site).exclude(registration__state=RegistrationState.CANCELLED)
    found: dict[str, dict[int, Expected]] = defaultdict(dict)
    for enterprise, number, name in rows.order_by("registration__number").values_list(
        "session_vacancy__participation__employer__name", "registration__number", "registration__seeker__full_name"
    ):
        found[enterprise][number] = Expected(number, short_name(name))
    return defaultdict(list, {enterprise: list(people.values()) for enterprise, people in found.items()})


def _booked(site: SessionSite) -> dict[tuple[str, str], list[Expected]]:
    """By enterprise and table (empty: a room online), by the clock."""
    rows = Appointment.objects.filter(registration__site=site, state__in=LIVE).order_by("starts", "pk").values_list(
        "participation__employer__name", "desk__place_id", "desk__number", "registration__number",
        "registration__seeker__full_name", "starts",
    )  # fmt: skip
    found: dict[tuple[str, str], list[Expected]] = defaultdict(list)
    for enterprise, place, table, number, name, starts in rows:
        clock = f"{localtime(starts):%-H:%M}"
        found[enterprise, str(table) if place else ""].append(Expected(number, short_name(name), clock))
    return found
