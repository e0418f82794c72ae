"""Talks that were held without network, by a printed sheet: their numbers are typed in afterwards, then their results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.foundation.audit import api as audit
from nhipcau.interviews.actions.moves import for_recruiter, move_ticket, release, touch
from nhipcau.interviews.models import (
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    StateInterval,
    TicketState,
)

MOST_NUMBERS: Final = 200
LIVE: Final = (TicketState.WAITING, TicketState.AWAY, TicketState.BUSY_ELSEWHERE)
OVER: Final = (TicketState.EXPIRED, TicketState.LEFT, TicketState.UNSERVED)  # as far as was known without the paper


@dataclass(frozen=True)
class OnPaper:
    """`noted` are new talks; `met` were met before; `unknown` do not wait for this enterprise there. All are call numbers."""

    noted: tuple[int, ...]
    met: tuple[int, ...]
    unknown: tuple[int, ...]


@transaction.atomic
def note_paper_talks(*, desk: Desk, numbers: Sequence[int], by: User, now: datetime) -> OnPaper:
    """Each number becomes a talk that is over at this desk. When it was nobody knows: it begins and ends `now`.

    The day may be over and the queue closed. The same numbers again change nothing. Whoever may call people to the
    desk may do it; staff also for somebody they receive who had not chosen the enterprise.
    """
    staff = for_recruiter(by, "interviews.call_next", desk)
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    wanted = list(dict.fromkeys(numbers))[:MOST_NUMBERS]
    tickets = _tickets(desk, wanted, by=by if staff else None)
    for number, ticket in tickets.items():
        if ticket.state in OVER or ticket.employer_id != desk.employer_id:
            tickets[number] = _put_down(desk, ticket, by, now)
    noted = [number for number in wanted if number in tickets and tickets[number].state in LIVE]
    met = [number for number in wanted if number in tickets and tickets[number].state == TicketState.SERVED]
    for number in noted:
        _note(tickets[number], desk, by, now, staff=staff)
    return OnPaper(tuple(noted), tuple(met), tuple(n for n in wanted if n not in noted and n not in met))


def _tickets(desk: Desk, numbers: Sequence[int], *, by: User | None) -> dict[int, QueueTicket]:
    """By number; of several in the queue what is open or was served counts, else the newest.

    For staff also of the other queues of the day, of people whom they receive.
    """
    day = QueueTicket.objects.filter(**desk.occasion.keys, number__in=numbers).order_by("pk")
    here = day.filter(employer=desk.employer_id).select_for_update(of=("self",))
    known = {ticket.number: ticket for ticket in sorted(here, key=lambda ticket: ticket.state not in OVER)}
    if by is not None:
        elsewhere = day.exclude(number__in=known).select_related("seeker", "place")
        known |= {ticket.number: ticket for ticket in elsewhere if _received_by(by, ticket)}
    return known


def _put_down(desk: Desk, who: QueueTicket, by: User, now: datetime) -> QueueTicket:
    """Once more in this queue: a place that is over stays as it ended."""
    ticket = QueueTicket.objects.create(
        **desk.occasion.keys,
        seeker_id=who.seeker_id,
        employer_id=desk.employer_id,
        vacancy_id=who.vacancy_id if who.employer_id == desk.employer_id else None,
        channel=desk.channel,
        place_id=desk.place_id,
        number=who.number,
        position=who.number,
        joined_at=who.joined_at,
    )
    audit.record(by=by, action="ticket.join", target=ticket, at=now)
    return ticket


def _received_by(by: User, other: QueueTicket) -> bool:
    here = other.place is not None and may(by, "fairs.check_in", other.place)
    return here or may(by, "fairs.check_in", other.seeker)


def _note(ticket: QueueTicket, desk: Desk, by: User, now: datetime, *, staff: bool) -> None:
    interview = Interview.objects.create(
        ticket=ticket,
        **desk.occasion.keys,
        seeker_id=ticket.seeker_id,
        employer_id=desk.employer_id,
        vacancy_id=ticket.vacancy_id,
        desk=desk,
        state=InterviewState.DONE,
        called_by=by,
        called_at=now,
        started_at=now,
        ended_at=now,
    )
    StateInterval.objects.create(interview=interview, state=InterviewState.DONE, since=now, by=by)
    move_ticket(ticket, TicketState.SERVED, now=now, called_at=now)
    release(ticket.seeker_id, now)
    details = {"desk": desk.pk, "staff": staff}
    audit.record(by=by, action="interview.on_paper", target=interview, at=now, details=details)
    touch(interview)
