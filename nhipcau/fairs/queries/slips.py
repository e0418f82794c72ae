"""What stands on a slip and on a badge. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhipcau.fairs.models import Registration, RegistrationState, SessionSite
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.people import wishes_of
from nhipcau.interviews.models import Channel, Desk

GONE: Final = (RegistrationState.CANCELLED,)


@dataclass(frozen=True)
class SlipLine:
    """One enterprise to meet. `tables` are numbers in this hall, else `rooms` are online; both empty: not yet known."""

    employer: str
    work: str
    tables: tuple[int, ...]
    rooms: tuple[int, ...]


def lines_of(registration: Registration) -> list[SlipLine]:
    """In the order of the wishes."""
    attendance = getattr(registration, "attendance", None)
    site = attendance.site if attendance else registration.site
    wishes = wishes_of(registration)
    employers = [wish.session_vacancy.participation.employer_id for wish in wishes]
    desks = Desk.objects.filter(**occasion_of(registration.session_id).keys, closed_at=None, employer__in=employers)
    tables: dict[int, list[int]] = {}
    rooms: dict[int, list[int]] = {}
    for desk in desks.order_by("number"):
        if desk.channel == Channel.ONLINE:
            rooms.setdefault(desk.employer_id, []).append(desk.number)
        elif desk.place_id == site.place_id:
            tables.setdefault(desk.employer_id, []).append(desk.number)
    return [
        SlipLine(
            employer=wish.session_vacancy.participation.employer.name,
            work=wish.session_vacancy.vacancy.title,
            tables=tuple(tables.get(employer, ())),
            rooms=() if employer in tables else tuple(rooms.get(employer, ())),
        )
        for wish, employer in zip(wishes, employers, strict=True)
    ]


def badged_at(site: SessionSite) -> Iterator[tuple[int, str, str]]:
    """Number, name and code of everybody registered there, by number."""
    people = Registration.objects.filter(site=site).exclude(state__in=GONE).order_by("number")
    return people.values_list("number", "seeker__full_name", "code").iterator()
