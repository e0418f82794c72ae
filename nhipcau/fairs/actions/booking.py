"""What the timetable says becomes a booking in the queue, for whoever is here."""

from datetime import datetime, timedelta

from django.db import models

from nhipcau.accounts.api import User
from nhipcau.employers.models import Employer
from nhipcau.fairs.models import Appointment, Registration, RegistrationState, SessionSite, SessionState
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules.timetable import LIVE
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import ENDED, QueueTicket, TicketState

WAITS = (TicketState.WAITING, TicketState.AWAY, TicketState.BUSY_ELSEWHERE)
NEEDED = (
    "starts",
    "ends",
    "desk__occasion_kind",
    "desk__occasion_id",
    "desk__employer_id",
    "desk__channel",
    "desk__place__centre_id",
    "desk__closed_at",
    "desk__stopped_at",
    "participation__employer__id",
    "session_vacancy__vacancy__id",
)
QUEUES_IN = (SessionState.READY, SessionState.RUNNING)

_tickets = Prepared(
    lambda kind, occasion, seeker: QueueTicket.objects.filter(
        occasion_kind=kind, occasion_id=occasion, seeker_id=seeker
    ).values_list("employer_id", "called_at", "state", "due_at"),
    kind=models.CharField(),
    occasion=models.BigIntegerField(),
    seeker=models.BigIntegerField(),
)
_agreed = models.Q(state=Appointment.State.CONFIRMED) | models.Q(wished=True)
_times = Prepared(
    lambda registration, now: (
        Appointment.objects.filter(_agreed, registration_id=registration, state__in=LIVE, ends__gt=now)
        .select_related("desk__place", "participation__employer", "session_vacancy__vacancy")
        .only(*NEEDED)
    ),
    registration=models.BigIntegerField(),
    now=models.DateTimeField(),
)


def book_times(registration: Registration, site: SessionSite, *, by: User, now: datetime) -> None:
    """Every time that is not over is booked in its queue; who has a booking and no such time is stand-by there.

    Not booked: a table in another hall, an enterprise that called the person already or whose queue they gave up, and
    one that they neither chose nor said yes to.
    """
    if registration.session.state not in QUEUES_IN:
        return
    occasion = occasion_of(registration.session_id)
    mine = _tickets(kind=occasion.kind, occasion=occasion.id, seeker=registration.seeker_id)
    behind = {employer for employer, called, state, _due in mine if called is not None or state in ENDED}
    times = _times(registration=registration.pk, now=now)
    times = [one for one in times if one.participation.employer_id not in behind]
    times = [one for one in times if one.desk.place_id in (None, site.place_id)]
    for one in times:
        interviews.join_queue(
            occasion=occasion,
            seeker=registration.seeker,
            employer=one.participation.employer,
            vacancy=one.session_vacancy.vacancy,
            channel=one.desk.channel,
            place=site.place,
            number=registration.number,
            booking=booking_of(one),
            by=by,
            now=now,
        )
    booked = {one.participation.employer_id for one in times}
    without = {employer for employer, _at, state, due in mine if due is not None and state in WAITS} - booked
    for employer in Employer.objects.filter(pk__in=without).order_by("pk") if without else ():
        interviews.set_booking(
            occasion=occasion, seeker=registration.seeker, employer=employer, booking=None, by=by, now=now
        )


def book_those_here(registration: Registration, *, by: User, now: datetime) -> None:
    """The same, when the person is in."""
    if registration.state == RegistrationState.CHECKED_IN:
        book_times(registration, registration.site, by=by, now=now)


def booked_with(registration: Registration, now: datetime) -> set[int]:
    """The enterprises (employers) with whom the person has a time that is not over."""
    mine = Appointment.objects.filter(registration=registration, state__in=LIVE, ends__gt=now)
    return set(mine.values_list("participation__employer_id", flat=True))


def booking_of(appointment: Appointment) -> interviews.Booking:
    minutes = (appointment.ends - appointment.starts) // timedelta(minutes=1)
    return interviews.Booking(appointment.desk, appointment.starts, minutes)
