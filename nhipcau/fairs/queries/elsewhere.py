"""People who are at one site and have times at tables of another. Reads only."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from nhipcau.fairs.models import Appointment, FairSession, Registration, RegistrationState, SessionSite
from nhipcau.fairs.rules.timetable import LIVE


def times_elsewhere(registration: Registration, *, now: datetime) -> list[Appointment]:
    """What one person has at tables of another place than theirs, in the order of the clock."""
    mine = Appointment.objects.filter(registration=registration, state__in=LIVE, ends__gt=now)
    elsewhere = mine.exclude(desk__place=None).exclude(desk__place=registration.site.place)
    return list(elsewhere.select_related("desk__place", "participation__employer").order_by("starts", "pk"))


def to_ask(site: SessionSite, *, now: datetime) -> QuerySet[Registration]:
    """Those at this site of whom nobody has said yet whether they stay or go over; `times` are in the order of the clock."""
    times = Appointment.objects.filter(_elsewhere(now)).select_related("desk__place", "participation__employer")
    people = _undecided(now).filter(site=site).select_related("seeker")
    return people.prefetch_related(Prefetch("appointments", times.order_by("starts"), to_attr="times")).order_by(
        "number"
    )


def undecided_in(session: FairSession, *, now: datetime) -> dict[int, int]:
    """How many there are, by site of the session. One query."""
    found: dict[int, int] = {}
    for site_id in _undecided(now).filter(session=session).values_list("site_id", flat=True):
        found[site_id] = found.get(site_id, 0) + 1
    return found


def _elsewhere(now: datetime) -> Q:
    away = Q(desk__place__isnull=False) & ~Q(desk__place=F("registration__site__place"))
    nowhere = Q(desk__place__isnull=False, registration__site__place=None)
    return (away | nowhere) & Q(state__in=LIVE, ends__gt=now)


def _undecided(now: datetime) -> QuerySet[Registration]:
    there = Registration.objects.filter(state=RegistrationState.CHECKED_IN, goes_over_at=None)
    return there.filter(Exists(Appointment.objects.filter(_elsewhere(now), registration=OuterRef("pk"))))
