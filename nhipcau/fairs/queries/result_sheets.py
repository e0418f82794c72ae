"""Who is booked at which table of a site, and who waits for its enterprise: for sheets filled in by hand. Reads only."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import Count, Q
from django.utils.timezone import localtime

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import Appointment, FairSession, RegistrationState, SessionSite, Wish
from nhipcau.fairs.papers.lists import Seat
from nhipcau.fairs.papers.results import Expected
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.papers import seats_at
from nhipcau.fairs.rules.timetable import LIVE
from nhipcau.interviews.api import short_name
from nhipcau.interviews.models import Desk, InterviewState

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


def tables_to_enter(user: Visitor, session: FairSession) -> dict[int, list[Desk]]:
    """By place: tables whose sheets this user may enter, in their order, with how many `met`; closed ones too."""
    acts = centres_where(user, "interviews.act_for_recruiter")
    tables = Desk.objects.filter(**occasion_of(session.pk).keys, place__isnull=False, centre_id__in=acts)
    met = Count("interviews", filter=Q(interviews__state=InterviewState.DONE))
    found: dict[int, list[Desk]] = defaultdict(list)
    for table in tables.select_related("employer").annotate(met=met).order_by("number"):
        found[table.place_id or 0].append(table)
    return found


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
