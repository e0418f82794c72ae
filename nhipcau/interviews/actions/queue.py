"""Standing in the queue of an enterprise. The place is kept here, whatever happens to a connection."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, may
from nhipcau.centres.models import Place
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.prepared.api import Prepared, insert
from nhipcau.interviews.actions.booking import WAITS, CannotBook, book, change_booking, reasons_not_to_book
from nhipcau.interviews.actions.moves import for_person, move_interview, move_ticket
from nhipcau.interviews.models import (
    ACTIVE,
    ENDED,
    Booking,
    Interview,
    InterviewState,
    Occasion,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.rules import states
from nhipcau.seekers.api import has_priority
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy

GIVEN_UP = (TicketState.EXPIRED, TicketState.LEFT, TicketState.UNSERVED)
_keys: dict[str, "models.Field[Any, Any]"] = {
    "kind": models.CharField(),
    "occasion": models.BigIntegerField(),
    "employer": models.BigIntegerField(),
}


def _queue(kind: Any, occasion: Any, employer: Any) -> "models.QuerySet[QueueTicket]":
    return QueueTicket.objects.filter(occasion_kind=kind, occasion_id=occasion, employer_id=employer)


_tickets = Prepared(
    lambda seeker, **queue: _queue(**queue).filter(seeker_id=seeker).exclude(state__in=GIVEN_UP),
    seeker=models.BigIntegerField(),
    **_keys,
)
_positions = Prepared(
    lambda **queue: _queue(**queue).order_by("-position").values_list("position")[:1],
    **_keys,
)
_talks = Prepared(
    lambda seeker: Interview.objects.filter(seeker_id=seeker, state__in=ACTIVE).values_list("pk"),
    seeker=models.BigIntegerField(),
)


def join_queue(
    *,
    occasion: Occasion,
    seeker: Seeker,
    employer: Employer,
    vacancy: Vacancy | None,
    channel: str,
    place: Place | None,
    by: User,
    now: datetime,
    number: int | None = None,
    booking: Booking | None = None,
) -> QueueTicket:
    """Queue for an enterprise, once: joining again, also after the talk, gives the same ticket.

    `place` is where the person stands or sits. `number` is their number on this occasion; without it they get the
    next free one. With a `booking` the ticket, new or live, stands in the queue of that desk; or raises CannotBook.
    """
    may_queue(by, seeker, place, booked=booking is not None)
    if booking and (reasons := reasons_not_to_book(booking, occasion, employer.pk)):
        raise CannotBook(reasons)
    mine = {"kind": occasion.kind, "occasion": occasion.id, "employer": employer.pk, "seeker": seeker.pk}
    if had := _tickets.first(**mine):
        return _with_booking(had, booking, by, now)
    where = {**occasion.keys, "channel": channel, "place": place, "joined_at": now}
    ticket = QueueTicket(**where, seeker=seeker, employer=employer, vacancy=vacancy)
    ticket.priority = has_priority(seeker, localdate(now))
    try:
        with transaction.atomic():
            if booking:
                book(ticket, booking)
            _put_last(ticket, number)
            audit.record(by=by, action="ticket.join", target=ticket, at=now)
            _touch(ticket)
    except IntegrityError:  # the same person, at the same moment, by another hand
        if had := _tickets.first(**mine):
            return _with_booking(had, booking, by, now)
        raise
    return ticket


def _with_booking(ticket: QueueTicket, booking: Booking | None, by: User, now: datetime) -> QueueTicket:
    """The ticket they have; a booking is added while they still wait."""
    if booking is None:
        return ticket
    with transaction.atomic():
        ticket = QueueTicket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
        if ticket.state in WAITS:
            change_booking(ticket, booking, by=by, now=now)
    return ticket


def may_queue(by: User, seeker: Seeker, place: Place | None, *, booked: bool = False) -> None:
    """The person themself, or staff who receive people: at that place, or for somebody at home, anywhere.

    An appointment is also made by who runs the session.
    """
    if may(by, "interviews.answer", seeker) or may(by, "fairs.check_in", place):
        return
    if not (booked and may(by, "fairs.run_session")):
        raise PermissionDenied("interviews.answer")


def _put_last(ticket: QueueTicket, number: int | None) -> None:
    everyone = QueueTicket.objects.filter(**ticket.occasion.keys)
    if number is None:
        number = everyone.filter(seeker=ticket.seeker).values_list("number", flat=True).first()
    if number is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"number {ticket.occasion.topic}"])
        number = (everyone.aggregate(last=Max("number"))["last"] or 0) + 1
    ticket.number = number
    queue = {"kind": ticket.occasion_kind, "occasion": ticket.occasion_id, "employer": ticket.employer_id}
    ticket.position = (_positions.first(**queue) or (0.0,))[0] + 1
    if in_a_talk(ticket.seeker):
        ticket.state = TicketState.BUSY_ELSEWHERE
    insert(ticket)


def in_a_talk(seeker: Seeker) -> bool:
    """Called or talking: the places elsewhere wait."""
    return bool(_talks(seeker=seeker.pk))


@transaction.atomic
def leave_queue(*, ticket: QueueTicket, by: User, now: datetime) -> QueueTicket:
    """Give up the place. A call that is out is taken back; a talk that is on is not stopped by this."""
    called = Interview.objects.select_for_update().filter(ticket_id=ticket.pk, state=InterviewState.CALLED).first()
    ticket = QueueTicket.objects.select_for_update(of=("self",)).select_related("place", "seeker").get(pk=ticket.pk)
    for_person(by, ticket)
    if ticket.state in ENDED and not ticket.place_kept:
        return ticket
    if ticket.place_kept:
        ticket.place_kept = False
        ticket.save(update_fields=["place_kept"])
    else:
        move_ticket(ticket, TicketState.LEFT, now=now)
    if called is not None:
        move_interview(called, InterviewState.CANCELLED, by=by, now=now)
    audit.record(by=by, action="ticket.leave", target=ticket, at=now)
    _touch(ticket)
    return ticket


@transaction.atomic
def lose_connection(*, ticket: QueueTicket, now: datetime) -> QueueTicket:
    """The line broke, or the person stepped away: the place is kept for ten minutes, nobody calls them."""
    ticket = QueueTicket.objects.select_for_update().get(pk=ticket.pk)
    if ticket.state == TicketState.WAITING:
        move_ticket(ticket, TicketState.AWAY, now=now, reconnect_until=now + states.RECONNECT)
        _touch(ticket)
    return ticket


@transaction.atomic
def reconnect(*, ticket: QueueTicket, now: datetime) -> QueueTicket:
    """Back within ten minutes: the same place. Later the place is gone."""
    ticket = QueueTicket.objects.select_for_update().get(pk=ticket.pk)
    if ticket.state == TicketState.AWAY:
        back = states.back_from_away(ticket, now)
        move_ticket(ticket, back, now=now, reconnect_until=None, line_lost=False)
        _touch(ticket)
    return ticket


def _touch(ticket: QueueTicket) -> None:
    live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
