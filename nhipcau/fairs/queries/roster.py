"""What a roster says of each ticket of a session, before it is sealed. Reads only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils.timezone import localtime

from nhipcau.fairs.models import (
    Appointment,
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
from nhipcau.fairs.rules.timetable import LIVE
from nhipcau.interviews.models import Channel, Desk

SEEN_AGAIN = timedelta(seconds=60)  # scans whose transaction was longer under way than this are not missed either
MOST_WISHES = 5


@dataclass(frozen=True)
class Time:
    """An interview time that somebody was told, at a table or in a room online."""

    employer_id: int
    enterprise: str
    clock: str
    number: int
    online: bool
    place: str = ""
    ends: str = ""

    def brief(self, site: str) -> list[Any]:
        """As the index of names carries it: as `at`, the enterprise left empty."""
        return self._said("", site)

    def at(self, site: str) -> list[Any]:
        """As the line of a ticket carries it: [clock, number, 1 online, enterprise], and the place where that is not the ticket's site."""
        return self._said(self.enterprise, site)

    def _said(self, enterprise: str, site: str) -> list[Any]:
        elsewhere = [self.place] if self.place not in ("", site) else []
        return [self.clock, self.number, int(self.online), enterprise, *elsewhere]


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
    """Every ticket of the session: name, year of birth, number, site, interview times, and where the other wishes are."""
    rows = Registration.objects.filter(session=session).order_by("pk")
    people = rows.values_list(
        "pk", "centre_id", "code", "state", "number", "site__place__name", "seeker__full_name", "seeker__birth_date",
        "seeker__search",
    )  # fmt: skip
    times = times_of(Q(registration__session=session))
    wishes = _wishes_of(session, times)
    return [
        Line(
            registration_id=pk,
            centre_id=centre_id,
            code=code,
            void=state == RegistrationState.CANCELLED,
            says={
                "name": name,
                "born": born.year,
                "number": number,
                "site": place or "",
                "times": [one.at(place or "") for one in times[pk]],
                "ends": [one.ends for one in times[pk]],
                "wishes": wishes[pk],
            },
            search=search,
        )
        for pk, centre_id, code, state, number, place, name, born, search in people
    ]


def times_of(whose: Q) -> dict[int, list[Time]]:
    """By ticket, in the order of the clock; of the appointments `whose`."""
    found: dict[int, list[Time]] = defaultdict(list)
    rows = Appointment.objects.filter(whose, state__in=LIVE).order_by("starts", "pk").values_list(
        "registration_id", "participation__employer_id", "participation__employer__name", "starts", "ends",
        "desk__number", "desk__channel", "desk__place__name",
    )  # fmt: skip
    for ticket, employer, name, starts, ends, number, channel, place in rows:
        clock, until = (f"{localtime(moment):%-H:%M}" for moment in (starts, ends))
        found[ticket].append(Time(employer, name, clock, number, channel == Channel.ONLINE, place or "", until))
    return found


def _wishes_of(session: FairSession, times: dict[int, list[Time]]) -> dict[int, list[str]]:
    """By ticket: "table 12 · Công ty …", the dearest first; those with a time stand there already."""
    desks = Desk.objects.filter(**occasion_of(session.pk).keys, place__isnull=False).order_by("-number")
    tables: dict[int, int] = dict(desks.values_list("employer_id", "number"))
    found: dict[int, list[str]] = defaultdict(list)
    wished = Wish.objects.filter(registration__session=session).order_by("registration_id", "rank")
    names = "session_vacancy__participation__employer"
    for ticket, employer, name in wished.values_list("registration_id", f"{names}_id", f"{names}__name"):
        told = any(one.employer_id == employer for one in times[ticket])
        if not told and len(found[ticket]) < MOST_WISHES:
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
    """[search, name, year, number, lookup], then [times in brief, their ends, site] of who has times, of the people whom this device's centre receives."""
    people = Registration.objects.filter(session_id=device.session_id, centre_id=device.centre_id)
    rows = (
        people.exclude(state=RegistrationState.CANCELLED).filter(roster_line__roster=roster).order_by("seeker__search")
    )
    times = times_of(Q(registration__session=device.session_id, registration__centre=device.centre_id))
    named = rows.values_list(
        "pk", "seeker__search", "seeker__full_name", "seeker__birth_date", "number", "roster_line__lookup",
        "site__place__name",
    )  # fmt: skip
    return [
        [search, name, born.year, number, lookup, *_briefly(times[pk], place or "")]
        for pk, search, name, born, number, lookup, place in named
    ]


def _briefly(times: list[Time], site: str) -> list[Any]:
    """Most people have no time: their row ends before it."""
    return [[one.brief(site) for one in times], [one.ends for one in times], site] if times else []


def letters_used(session: FairSession) -> int:
    return Device.objects.filter(session=session).exclude(letter="").count()


def highest_lease(session_id: int) -> int:
    """The last call number that any door of the session holds."""
    highest: int | None = Device.objects.filter(session_id=session_id).aggregate(top=Max("last_number"))["top"]
    return highest or 0
