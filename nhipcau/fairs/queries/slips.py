"""What stands on a slip and on a badge. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.timezone import localtime

from nhipcau.fairs.models import Appointment, Registration, RegistrationState, SessionSite
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.people import wishes_of
from nhipcau.fairs.queries.roster import Time, times_of
from nhipcau.fairs.rules.timetable import LIVE
from nhipcau.interviews.models import Channel, Desk

GONE: Final = (RegistrationState.CANCELLED,)


@dataclass(frozen=True)
class SlipLine:
    """One enterprise to meet. `tables` are numbers in this hall, else `rooms` are online; both empty: not yet known.

    `clock` says when, where the timetable gives a time: then there is one table, or one room.
    """

    employer: str
    work: str
    tables: tuple[int, ...]
    rooms: tuple[int, ...]
    clock: str = ""


def lines_of(registration: Registration) -> list[SlipLine]:
    """Interview times in the order of the clock, then the other wishes in their order."""
    times = list(_told(registration))
    told = {one.participation.employer_id for one in times}
    return [_timed(one) for one in times] + [line for employer, line in _wished(registration) if employer not in told]


def _told(registration: Registration) -> Iterator[Appointment]:
    rows = Appointment.objects.filter(registration=registration, state__in=LIVE)
    shown = rows.select_related("desk", "participation__employer", "session_vacancy__vacancy")
    return shown.order_by("starts", "pk").iterator()


def _timed(one: Appointment) -> SlipLine:
    online = one.desk.channel == Channel.ONLINE
    return SlipLine(
        employer=one.participation.employer.name,
        work=one.session_vacancy.vacancy.title,
        tables=() if online else (one.desk.number,),
        rooms=(one.desk.number,) if online else (),
        clock=f"{localtime(one.starts):%-H:%M}",
    )


def _wished(registration: Registration) -> Iterator[tuple[int, SlipLine]]:
    wishes = wishes_of(registration)
    employers = [wish.session_vacancy.participation.employer_id for wish in wishes]
    desks = Desk.objects.filter(**occasion_of(registration.session_id).keys, closed_at=None, employer__in=employers)
    tables: dict[int, list[int]] = {}
    rooms: dict[int, list[int]] = {}
    for desk in desks.order_by("number"):
        if desk.channel == Channel.ONLINE:
            rooms.setdefault(desk.employer_id, []).append(desk.number)
        elif desk.place_id == registration.site.place_id:
            tables.setdefault(desk.employer_id, []).append(desk.number)
    for wish, employer in zip(wishes, employers, strict=True):
        yield (
            employer,
            SlipLine(
                employer=wish.session_vacancy.participation.employer.name,
                work=wish.session_vacancy.vacancy.title,
                tables=tuple(tables.get(employer, ())),
                rooms=() if employer in tables else tuple(rooms.get(employer, ())),
            ),
        )


def badged_at(site: SessionSite) -> Iterator[tuple[int, str, str, list[Time]]]:
    """Number, name, code and interview times of everybody registered there, by number. Two queries."""
    times = times_of(Q(registration__site=site))
    people = Registration.objects.filter(site=site).exclude(state__in=GONE).order_by("number")
    rows = people.values_list("pk", "number", "seeker__full_name", "code").iterator()
    return ((number, name, code, times.get(pk, [])) for pk, number, name, code in rows)
