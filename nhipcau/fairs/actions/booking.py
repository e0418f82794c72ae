"""What the timetable says becomes a booking in the queue, for whoever is here."""

from datetime import datetime, timedelta

from django.db.models import Q

from nhipcau.accounts.api import User
from nhipcau.fairs.models import Appointment, Registration, RegistrationState, SessionSite, SessionState
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules.timetable import LIVE
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import ENDED, QueueTicket, TicketState

WAITS = (TicketState.WAITING, TicketState.AWAY, TicketState.BUSY_ELSEWHERE)
QUEUES_IN = (SessionState.READY, SessionState.RUNNING)


def book_times(registration: Registration, site: SessionSite, *, by: User, now: datetime) -> None:
    """Every time that is not over is booked in its queue; who has a booking and no such time is stand-by there.

    Not booked: a table in another hall, an enterprise that called the person already or whose queue they gave up, and
    one that they neither chose nor said yes to.
    """
    if registration.session.state not in QUEUES_IN:
        return
    occasion = occasion_of(registration.session_id)
    mine = QueueTicket.objects.filter(**occasion.keys, seeker=registration.seeker)
    behind = set(mine.filter(Q(called_at__isnull=False) | Q(state__in=ENDED)).values_list("employer_id", flat=True))
    times = [one for one in _times(registration, now) if one.participation.employer_id not in behind]
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
    without = mine.filter(due_at__isnull=False, state__in=WAITS).exclude(employer_id__in=booked)
    for ticket in without.select_related("employer"):
        interviews.set_booking(
            occasion=occasion, seeker=registration.seeker, employer=ticket.employer, booking=None, by=by, now=now
        )


def _times(registration: Registration, now: datetime) -> list[Appointment]:
    agreed = Q(state=Appointment.State.CONFIRMED) | Q(wished=True)
    mine = Appointment.objects.filter(agreed, registration=registration, state__in=LIVE, ends__gt=now)
    return list(mine.select_related("desk__place", "participation__employer", "session_vacancy__vacancy"))


def book_those_here(registration: Registration, *, by: User, now: datetime) -> None:
    """The same, when the person is in."""
    if registration.state == RegistrationState.CHECKED_IN:
        book_times(registration, registration.attendance.site, by=by, now=now)


def booked_with(registration: Registration, now: datetime) -> set[int]:
    """The enterprises (employers) with whom the person has a time that is not over."""
    mine = Appointment.objects.filter(registration=registration, state__in=LIVE, ends__gt=now)
    return set(mine.values_list("participation__employer_id", flat=True))


def booking_of(appointment: Appointment) -> interviews.Booking:
    minutes = (appointment.ends - appointment.starts) // timedelta(minutes=1)
    return interviews.Booking(appointment.desk, appointment.starts, minutes)
