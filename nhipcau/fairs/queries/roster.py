"""What a roster says of each ticket of a session, before it is sealed. Reads only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from nhipcau.fairs.models import (
    Attendance,
    Device,
    FairSession,
    Registration,
    RegistrationState,
    Roster,
    ScanEvent,
    Wish,
)
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.interviews.models import Desk

SEEN_AGAIN = timedelta(seconds=60)  # scans whose transaction was longer under way than this are not missed either
MOST_WISHES = 5


@dataclass(frozen=True)
class Line:
    """One ticket as a door shows it; `void` when it lets nobody in any more."""

    registration_id: int
    centre_id: int
    code: str
    void: bool
    says: dict[str, Any]
    search: str


def lines_of(session: FairSession) -> list[Line]:
    """Every ticket of the session: name, year of birth, number, site, and where the wished enterprises are."""
    rows = Registration.objects.filter(session=session).order_by("pk")
    people = rows.values_list(
        "pk", "centre_id", "code", "state", "number", "site__place__name", "seeker__full_name", "seeker__birth_date",
        "seeker__search",
    )  # fmt: skip
    wishes = _wishes_of(session)
    return [
        Line(
            registration_id=pk,
            centre_id=centre_id,
            code=code,
            void=state == RegistrationState.CANCELLED,
            says={"name": name, "born": born.year, "number": number, "site": place or "", "wishes": wishes[pk]},
            search=search,
        )
        for pk, centre_id, code, state, number, place, name, born, search in people
    ]


def _wishes_of(session: FairSession) -> dict[int, list[str]]:
    """By ticket: "table 12 · Công ty …", the dearest first."""
    desks = Desk.objects.filter(**occasion_of(session.pk).keys, place__isnull=False).order_by("-number")
    tables: dict[int, int] = dict(desks.values_list("employer_id", "number"))
    found: dict[int, list[str]] = defaultdict(list)
    wished = Wish.objects.filter(registration__session=session).order_by("registration_id", "rank")
    names = "session_vacancy__participation__employer"
    for ticket, employer, name in wished.values_list("registration_id", f"{names}_id", f"{names}__name"):
        if len(found[ticket]) < MOST_WISHES:
            found[ticket].append(f"{tables[employer]} · {name}" if employer in tables else name)
    return found


def seen_since(roster: Roster, since: datetime | None) -> list[list[Any]]:
    """Who is in: [lookup, milliseconds, gate], of those scanned since then."""
    there = Attendance.objects.filter(registration__session_id=roster.session_id)
    if since is not None:
        scans = ScanEvent.objects.filter(session_id=roster.session_id, received_at__gte=since - SEEN_AGAIN)
        there = there.filter(registration_id__in=scans.values("registration_id"))
    rows = there.values_list("registration__roster_line__lookup", "first_at", "site__place__name")
    return [[lookup, int(at.timestamp() * 1000), place or ""] for lookup, at, place in rows if lookup]


def names_for(device: Device, roster: Roster) -> list[list[Any]]:
    """[search, name, year, number, lookup] of the people whom this device's centre receives."""
    people = Registration.objects.filter(session_id=device.session_id, centre_id=device.centre_id)
    rows = (
        people.exclude(state=RegistrationState.CANCELLED).filter(roster_line__roster=roster).order_by("seeker__search")
    )
    named = rows.values_list(
        "seeker__search", "seeker__full_name", "seeker__birth_date", "number", "roster_line__lookup"
    )
    return [[search, name, born.year, number, lookup] for search, name, born, number, lookup in named]


def letters_used(session: FairSession) -> int:
    return Device.objects.filter(session=session).exclude(letter="").count()


def highest_lease(session_id: int) -> int:
    """The last call number that any door of the session holds."""
    highest: int | None = Device.objects.filter(session_id=session_id).aggregate(top=Max("last_number"))["top"]
    return highest or 0
