"""What the use cases share: refusals, who may act for whom, and how a state changes and is made known."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from nhipcau.accounts.api import User, may
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.events import InterviewEnded
from nhipcau.interviews.models import (
    ACTIVE,
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    StateInterval,
    TicketState,
)
from nhipcau.interviews.rules import states

RELEASE = """
    UPDATE interviews_queueticket SET state = CASE WHEN line_lost THEN 'away' ELSE 'waiting' END,
        reconnect_until = CASE WHEN line_lost THEN %(until)s ELSE reconnect_until END
    WHERE id IN (
        SELECT id FROM interviews_queueticket WHERE seeker_id = %(seeker)s AND state = 'busy_elsewhere'
        FOR UPDATE SKIP LOCKED
    )
"""


class Refused(Exception):
    """It cannot be done, and every reason why, in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class IllegalMove(Refused):
    """The ticket or the interview is in another state by now."""


def for_recruiter(by: User, permission: str, desk: Desk) -> bool:
    """False when a recruiter of the enterprise acts, True when staff of the desk's centre act for one."""
    if may(by, permission, desk):
        return False
    if may(by, "interviews.act_for_recruiter", desk):
        return True
    raise PermissionDenied(permission)


def for_person(by: User, ticket: QueueTicket) -> None:
    """The person; or staff who receive people, where the person sits or where their file is kept."""
    if may(by, "interviews.answer", ticket):
        return
    here = ticket.place is not None and may(by, "fairs.check_in", ticket.place)
    if not here and not may(by, "fairs.check_in", ticket.seeker):
        raise PermissionDenied("interviews.answer")


def locked_interview(interview: Interview) -> Interview:
    """Interview first, then its ticket: everybody locks in this order."""
    mine = Interview.objects.select_for_update(of=("self",)).select_related("desk").get(pk=interview.pk)
    mine.ticket = (
        QueueTicket.objects.select_for_update(of=("self",)).select_related("place", "seeker").get(pk=mine.ticket_id)
    )
    return mine


def move_interview(interview: Interview, to: InterviewState, *, by: User | None, now: datetime, **changes: Any) -> None:
    """Change the state, keep its interval, wake the watchers; tell of the end when it is one."""
    if reasons := states.reasons_not_to_move_interview(interview, to):
        raise IllegalMove(reasons)
    if to not in ACTIVE:
        changes["ended_at"] = now
    for name, value in {"state": to, **changes}.items():
        setattr(interview, name, value)
    interview.save(update_fields=["state", *changes])
    StateInterval.objects.create(interview=interview, state=to, since=now, by=by)
    touch(interview)
    if to not in ACTIVE:
        release(interview.seeker_id, now)
        outbox.publish(
            InterviewEnded(
                interview_id=interview.pk,
                seeker_id=interview.seeker_id,
                employer_id=interview.employer_id,
                occasion_kind=interview.occasion_kind,
                occasion_id=interview.occasion_id,
                state=str(to),
                at=now,
            )
        )


def move_ticket(ticket: QueueTicket, to: TicketState, *, now: datetime, **changes: Any) -> None:
    if reasons := states.reasons_not_to_move_ticket(ticket, to):
        raise IllegalMove(reasons)
    if not states.TICKET_MOVES[to]:
        changes["ended_at"] = now
    for name, value in {"state": to, **changes}.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["state", *changes])


def wait_again(ticket: QueueTicket, *, now: datetime, **changes: Any) -> None:
    """The call or talk is over: they wait; or, while no page of theirs is open, the place is kept for ten minutes from now."""
    changes |= {"called_at": None, "hold_until": None}
    if ticket.line_lost:
        move_ticket(ticket, TicketState.AWAY, now=now, reconnect_until=now + states.RECONNECT, **changes)
    else:
        move_ticket(ticket, TicketState.WAITING, now=now, **changes)


def release(seeker_id: int, now: datetime) -> None:
    """The person is free: their other places, kept meanwhile, can be called again, or once their line is back."""
    with connection.cursor() as cursor:
        cursor.execute(RELEASE, {"seeker": seeker_id, "until": now + states.RECONNECT})


def touch(interview: Interview) -> None:
    live.touch(
        interview.occasion.topic,
        f"desk:{interview.desk_id}",
        f"interview:{interview.pk}",
        f"queue:{interview.employer_id}",
        f"seeker:{interview.seeker_id}",
    )
