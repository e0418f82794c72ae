"""Appointments in the queue: a ticket is booked at a desk for a time, moved to another, or stand-by again."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import Refused
from nhipcau.interviews.models import Booking, Channel, Occasion, QueueTicket, TicketState
from nhipcau.seekers.models import Seeker

WAITS = (TicketState.WAITING, TicketState.BUSY_ELSEWHERE, TicketState.AWAY)


class CannotBook(Refused):
    pass


@transaction.atomic
def set_booking(
    *, occasion: Occasion, seeker: Seeker, employer: Employer, booking: Booking | None, by: User, now: datetime
) -> QueueTicket | None:
    """Book the place this person has in the queue of an enterprise; with None they are stand-by, at their place.

    None when they have no place there, or are called or talking already: then nothing changes.
    The person, staff who receive people, or who runs the session. Raises CannotBook with every reason.
    """
    mine = QueueTicket.objects.filter(**occasion.keys, seeker=seeker, employer=employer, state__in=WAITS)
    ticket = mine.select_for_update(of=("self",)).select_related("place", "seeker").first()
    _may_book(by, seeker, ticket)
    if booking and (reasons := reasons_not_to_book(booking, occasion, employer.pk)):
        raise CannotBook(reasons)
    if ticket is not None:
        change_booking(ticket, booking, by=by, now=now)
    return ticket


def _may_book(by: User, seeker: Seeker, ticket: QueueTicket | None) -> None:
    received = ticket is not None and may(by, "fairs.check_in", ticket.place)
    if not (received or may(by, "fairs.run_session") or may(by, "interviews.answer", seeker)):
        raise PermissionDenied("interviews.answer")


def reasons_not_to_book(booking: Booking, occasion: Occasion, employer_id: int) -> list[str]:
    reasons = []
    if booking.desk.occasion != occasion or booking.desk.employer_id != employer_id:
        reasons.append(_("This table belongs to another enterprise."))
    if booking.desk.closed_at is not None:
        reasons.append(_("This table is closed."))
    if booking.minutes < 1:
        reasons.append(_("An appointment lasts at least a minute."))
    return reasons


def change_booking(ticket: QueueTicket, booking: Booking | None, *, by: User, now: datetime) -> None:
    """Of a locked ticket that waits. The same booking again changes nothing."""
    before = ticket.desk_id, ticket.due_at, ticket.lasts
    book(ticket, booking)
    if (ticket.desk_id, ticket.due_at, ticket.lasts) == before:
        return
    ticket.save(update_fields=["desk", "due_at", "lasts", "channel", "place"])
    details = {"desk": ticket.desk_id, "due_at": ticket.due_at.isoformat() if ticket.due_at else None}
    audit.record(by=by, action="ticket.book", target=ticket, at=now, details=details)
    live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")


def book(ticket: QueueTicket, booking: Booking | None) -> None:
    """Fill in the fields: the ticket stands where the desk calls from; online, the person stays where they sit."""
    ticket.desk = booking.desk if booking else None
    ticket.due_at = booking.due_at if booking else None
    ticket.lasts = booking.minutes if booking else None
    if booking is not None:
        ticket.channel = booking.desk.channel
        if booking.desk.channel == Channel.ONSITE:
            ticket.place = booking.desk.place
