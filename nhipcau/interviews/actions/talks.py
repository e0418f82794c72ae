"""From the call to the end of a talk, and what happens when somebody or the line is not there."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.actions.moves import (
    IllegalMove,
    Refused,
    for_person,
    for_recruiter,
    locked_interview,
    move_interview,
    move_ticket,
    touch,
    wait_again,
)
from nhipcau.interviews.events import PersonReminded
from nhipcau.interviews.models import (
    ENDED,
    Channel,
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.rules import states
from nhipcau.interviews.rules.queue import moved_back

WAITS = (TicketState.WAITING, TicketState.BUSY_ELSEWHERE, TicketState.AWAY)


class NotYet(Refused):
    """It will be possible later: `ready_at` says when."""

    def __init__(self, reasons: list[str], ready_at: datetime) -> None:
        super().__init__(reasons)
        self.ready_at = ready_at


@transaction.atomic
def acknowledge(*, interview: Interview, by: User, now: datetime) -> Interview:
    """The person answers: "I am coming". Only then an online room opens.

    In the hall the recruiter may tap it for somebody they see coming; online nobody answers for the person.
    """
    interview = locked_interview(interview)
    if interview.desk.channel == Channel.ONLINE or not sees_them(by, interview.desk):
        for_person(by, interview.ticket)
    if interview.state == InterviewState.IN_PROGRESS or interview.acknowledged_at is not None:
        return interview
    if interview.state != InterviewState.CALLED:
        raise IllegalMove([_("This call is over. Your place in the queue is shown below.")])
    interview.acknowledged_at = now
    interview.save(update_fields=["acknowledged_at"])
    audit.record(by=by, action="interview.acknowledge", target=interview, at=now)
    touch(interview)
    return interview


def sees_them(by: User, desk: Desk) -> bool:
    return may(by, "interviews.call_next", desk) or may(by, "interviews.act_for_recruiter", desk)


@transaction.atomic
def start_interview(*, interview: Interview, by: User, now: datetime) -> Interview:
    interview = locked_interview(interview)
    for_recruiter(by, "interviews.call_next", interview.desk)
    if interview.state == InterviewState.IN_PROGRESS:
        return interview
    if reasons := states.reasons_not_to_start(interview, interview.desk.channel):
        raise IllegalMove(reasons)
    begin(interview, by=by, now=now, started_at=now)
    audit.record(by=by, action="interview.start", target=interview, at=now)
    return interview


@transaction.atomic
def finish_interview(*, interview: Interview, by: User, now: datetime) -> Interview:
    interview = locked_interview(interview)
    for_recruiter(by, "interviews.call_next", interview.desk)
    if interview.state != InterviewState.DONE:
        end(interview, by=by, now=now)
        audit.record(by=by, action="interview.finish", target=interview, at=now)
    return interview


def begin(interview: Interview, *, by: User, now: datetime, started_at: datetime) -> None:
    move_interview(interview, InterviewState.IN_PROGRESS, by=by, now=now, started_at=started_at)
    move_ticket(interview.ticket, TicketState.SERVING, now=now)


def end(interview: Interview, *, by: User | None, now: datetime) -> None:
    move_interview(interview, InterviewState.DONE, by=by, now=now)
    move_ticket(interview.ticket, TicketState.SERVED, now=now)


@transaction.atomic
def skip_ticket(*, interview: Interview, by: User, now: datetime) -> QueueTicket:
    """Not here when called: two places back as stand-by, at most twice; then the turn is gone.

    Whose line is down could not answer: they are away, and their place is as it was.
    """
    interview = locked_interview(interview)
    for_recruiter(by, "interviews.call_next", interview.desk)
    if interview.state == InterviewState.CANCELLED:
        return interview.ticket
    put_back(interview, by=by, now=now)
    audit.record(by=by, action="interview.skip", target=interview, at=now)
    return interview.ticket


def put_back(interview: Interview, *, by: User | None, now: datetime) -> None:
    ticket = interview.ticket
    move_interview(interview, InterviewState.CANCELLED, by=by, now=now)
    if ticket.line_lost:
        wait_again(ticket, now=now)
        return
    if ticket.skips >= states.MOST_SKIPS:
        move_ticket(ticket, TicketState.EXPIRED, now=now)
        return
    queue = QueueTicket.objects.filter(
        **ticket.occasion.keys, employer_id=ticket.employer_id, channel=ticket.channel, state__in=WAITS
    )
    if ticket.channel == Channel.ONSITE:
        queue = queue.filter(place=ticket.place)
    others = list(queue.exclude(pk=ticket.pk).values_list("position", flat=True))
    place = moved_back(ticket.position, others)
    changes = {
        "skips": ticket.skips + 1,
        "in_front": False,
        "position": place,
        "desk": None,
        "due_at": None,
        "lasts": None,
        "stood": as_it_stands(ticket, now),
    }
    wait_again(ticket, now=now, **changes)


def as_it_stands(ticket: QueueTicket, now: datetime) -> dict[str, Any]:
    """The place that a call without an answer costs, to be given back when the line turns out to have been down."""
    due_at = ticket.due_at.isoformat() if ticket.due_at else None
    place = {"position": ticket.position, "in_front": ticket.in_front, "skips": ticket.skips}
    return place | {"desk_id": ticket.desk_id, "due_at": due_at, "lasts": ticket.lasts, "until": now.isoformat()}


def mark_absent(*, interview: Interview, by: User, now: datetime) -> Interview:
    """Never silently: three minutes after the call, and one after a reminder.

    Asked for before a reminder went out, it sends one and raises NotYet. Whose line is down is away, not absent.
    """
    for_recruiter(by, "interviews.call_next", interview.desk)
    with transaction.atomic():
        interview = locked_interview(interview)
        if interview.state == InterviewState.WORKER_ABSENT:
            return interview
        if interview.state == InterviewState.CALLED and interview.reminded_at is None:
            remind(interview, by=by, now=now)
    with transaction.atomic():
        interview = locked_interview(interview)
        if reasons := states.reasons_against_absence(interview, now):
            ready_at = states.ready_for_absence(interview)
            if interview.state == InterviewState.CALLED and ready_at is not None:
                raise NotYet(reasons, ready_at)
            raise IllegalMove(reasons)
        if interview.ticket.line_lost:
            put_back(interview, by=by, now=now)
            audit.record(by=by, action="interview.skip", target=interview, at=now)
            return interview
        move_interview(interview, InterviewState.WORKER_ABSENT, by=by, now=now)
        move_ticket(interview.ticket, TicketState.EXPIRED, now=now)
        audit.record(by=by, action="interview.absent", target=interview, at=now)
    return interview


@transaction.atomic
def remind_person(*, interview: Interview, by: User, now: datetime) -> Interview:
    """One reminder a call; asking again changes nothing."""
    interview = locked_interview(interview)
    for_recruiter(by, "interviews.call_next", interview.desk)
    if interview.state != InterviewState.CALLED:
        raise IllegalMove(states.reasons_not_to_move_interview(interview, InterviewState.WORKER_ABSENT))
    if interview.reminded_at is None:
        remind(interview, by=by, now=now)
    return interview


def remind(interview: Interview, *, by: User | None, now: datetime) -> None:
    interview.reminded_at = now
    interview.save(update_fields=["reminded_at"])
    audit.record(by=by, action="interview.remind", target=interview, at=now)
    outbox.publish(PersonReminded(interview_id=interview.pk, seeker_id=interview.seeker_id, at=now))
    touch(interview)


@transaction.atomic
def fail_technically(*, interview: Interview, by: User, now: datetime) -> QueueTicket:
    """The line failed and nobody is to blame: the person waits in front. Either side may say so."""
    interview = locked_interview(interview)
    if not may(by, "interviews.answer", interview):
        for_recruiter(by, "interviews.call_next", interview.desk)
    return _back_in_front(interview, InterviewState.TECHNICAL_FAILURE, by=by, now=now)


@transaction.atomic
def miss_employer(*, interview: Interview, by: User, now: datetime) -> QueueTicket:
    """The person came and nobody was there: they keep their place, in front."""
    interview = locked_interview(interview)
    for_person(by, interview.ticket)
    reasons = states.reasons_against_employer_absence(interview, now)
    if reasons and interview.state != InterviewState.EMPLOYER_ABSENT:
        raise IllegalMove(reasons)
    return _back_in_front(interview, InterviewState.EMPLOYER_ABSENT, by=by, now=now)


def _back_in_front(interview: Interview, to: InterviewState, *, by: User, now: datetime) -> QueueTicket:
    ticket = interview.ticket
    if interview.state == to:
        return ticket
    move_interview(interview, to, by=by, now=now)
    if ticket.state not in ENDED:
        wait_again(ticket, now=now, in_front=True)
    audit.record(by=by, action=f"interview.{to}", target=interview, at=now)
    return ticket
