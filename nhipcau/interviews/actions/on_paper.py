"""Talks that were held without network, by a printed sheet: their numbers are typed in afterwards, then their results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from nhipcau.accounts.api import User
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


@dataclass(frozen=True)
class OnPaper:
    """`noted` are new talks; `met` were met before; `unknown` do not wait for this enterprise there. All are call numbers."""

    noted: tuple[int, ...]
    met: tuple[int, ...]
    unknown: tuple[int, ...]


@transaction.atomic
def note_paper_talks(*, desk: Desk, numbers: Sequence[int], by: User, now: datetime) -> OnPaper:
    """Each number becomes a talk that is over at this desk. When it was nobody knows: it begins and ends `now`.

    The same numbers again change nothing. Whoever may call people to the desk may do it.
    """
    staff = for_recruiter(by, "interviews.call_next", desk)
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    wanted = list(dict.fromkeys(numbers))[:MOST_NUMBERS]
    mine = QueueTicket.objects.select_for_update(of=("self",)).filter(
        **desk.occasion.keys, employer=desk.employer_id, number__in=wanted
    )
    tickets = {ticket.number: ticket for ticket in mine.order_by("pk")}
    waiting = (TicketState.WAITING, TicketState.AWAY, TicketState.BUSY_ELSEWHERE)
    noted = [number for number in wanted if number in tickets and tickets[number].state in waiting]
    met = [number for number in wanted if number in tickets and tickets[number].state == TicketState.SERVED]
    for number in noted:
        _note(tickets[number], desk, by, now, staff=staff)
    return OnPaper(tuple(noted), tuple(met), tuple(n for n in wanted if n not in noted and n not in met))


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
    release(ticket.seeker_id)
    details = {"desk": desk.pk, "staff": staff}
    audit.record(by=by, action="interview.on_paper", target=interview, at=now, details=details)
    touch(interview)
