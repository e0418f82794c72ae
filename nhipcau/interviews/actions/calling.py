"""Calling the next person: one statement that no two desks can win, and two unique indexes behind it."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from nhipcau.accounts.api import User
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.actions.desks import take_seats
from nhipcau.interviews.actions.moves import Refused, for_recruiter, touch
from nhipcau.interviews.events import PersonCalled
from nhipcau.interviews.models import (
    ACTIVE,
    Channel,
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    StateInterval,
)
from nhipcau.interviews.rules import states
from nhipcau.interviews.rules.queue import CAP, SPARE, USUAL_TALK

# Waiting here and in no talk anywhere, in the order of rules.queue.callable_at: due here > put back in front > stand-by >
# booked for later. Tickets that another desk is just taking are passed over.
TAKE_NEXT = """
    UPDATE interviews_queueticket SET state = 'called', called_at = %(now)s, hold_until = %(hold_until)s
    WHERE id = (
        SELECT t.id FROM interviews_queueticket t
        LEFT JOIN interviews_desk d ON d.id = t.desk_id
        CROSS JOIN LATERAL (SELECT t.due_at <= %(now)s AND (d.id = %(desk)s OR d.paused_at IS NOT NULL
            OR d.stopped_at IS NOT NULL OR d.closed_at IS NOT NULL) IS TRUE AS is_due) AS b
        WHERE t.occasion_kind = %(kind)s AND t.occasion_id = %(occasion)s AND t.employer_id = %(employer)s
          AND t.channel = %(channel)s AND (t.channel = 'online' OR t.place_id = %(place)s)
          AND t.state IN ('waiting', 'busy_elsewhere') AND NOT t.line_lost
          AND NOT EXISTS (SELECT 1 FROM interviews_interview i
                          WHERE i.seeker_id = t.seeker_id AND i.state IN ('called', 'in_progress'))
          AND (t.in_front OR b.is_due OR (
                 (t.desk_id = %(desk)s OR NOT EXISTS (
                     SELECT 1 FROM interviews_queueticket e
                     WHERE e.desk_id = %(desk)s AND e.state IN ('waiting', 'busy_elsewhere', 'away')
                       AND e.due_at > %(now)s - %(grace)s
                       AND e.due_at < %(now)s + e.lasts * interval '1 minute' - %(spare)s))
             AND NOT EXISTS (
                     SELECT 1 FROM interviews_queueticket o JOIN interviews_desk od ON od.id = o.desk_id
                     WHERE o.seeker_id = t.seeker_id AND o.due_at IS NOT NULL AND o.occasion_kind = %(kind)s AND o.occasion_id = %(occasion)s
                       AND o.id <> t.id AND o.state IN ('waiting', 'busy_elsewhere', 'away')
                       AND od.stopped_at IS NULL AND od.closed_at IS NULL
                       AND o.due_at > %(now)s - %(usual)s
                       AND o.due_at < %(now)s + COALESCE(t.lasts * interval '1 minute', %(usual)s))))
        ORDER BY CASE WHEN b.is_due THEN 0 WHEN t.in_front THEN 1 WHEN t.due_at IS NULL THEN 2
                      WHEN t.desk_id = %(desk)s THEN 3 ELSE 4 END,
                 CASE WHEN b.is_due OR NOT t.in_front THEN t.due_at END,
                 CASE WHEN b.is_due OR NOT t.in_front AND t.due_at IS NOT NULL THEN t.id END,
                 (t.priority AND NOT t.in_front AND t.due_at IS NULL AND NOT EXISTS (
                     SELECT 1 FROM (SELECT p.priority FROM interviews_interview i
                                    JOIN interviews_queueticket p ON p.id = i.ticket_id
                                    WHERE i.occasion_kind = %(kind)s AND i.occasion_id = %(occasion)s
                                      AND i.employer_id = %(employer)s AND p.channel = %(channel)s
                                      AND (p.channel = 'online' OR p.place_id = %(place)s)
                                    ORDER BY i.id DESC LIMIT %(remembered)s) AS last
                     WHERE last.priority)) DESC,
                 t.position, t.id
        LIMIT 1
        FOR UPDATE OF t SKIP LOCKED
    )
    RETURNING *
"""
BUSY = """
    UPDATE interviews_queueticket SET state = 'busy_elsewhere' WHERE id IN (
        SELECT t.id FROM interviews_queueticket t WHERE t.seeker_id = %(seeker)s AND t.state = 'waiting'
          AND EXISTS (SELECT 1 FROM interviews_interview i
                      WHERE i.seeker_id = t.seeker_id AND i.state IN ('called', 'in_progress'))
        FOR UPDATE OF t SKIP LOCKED
    )
"""
WALK = timedelta(minutes=3)  # from a seat in the hall to a table


class CannotCall(Refused):
    pass


@transaction.atomic
def call_next(*, desk: Desk, by: User, now: datetime) -> Interview | None:
    """Call the person whose turn it is to this desk; None when nobody can be called.

    A desk has one person at a time: while somebody is called or talking there, asking again gives that
    interview, so a double click is harmless. Raises CannotCall when the desk is on a break or closed.
    """
    staff = for_recruiter(by, "interviews.call_next", desk)
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    if current := Interview.objects.filter(desk=desk, state__in=ACTIVE).first():
        return current
    if reasons := states.reasons_not_to_call(desk):
        raise CannotCall(reasons)
    while ticket := _next_ticket(desk, now):
        if interview := _call(ticket, desk, by, now):
            if desk.awaited:  # who calls is there, also when nobody tapped that they came
                take_seats(occasion=desk.occasion, employer_id=desk.employer_id)
            audit.record(
                by=by,
                action="interview.call",
                target=interview,
                at=now,
                details={"desk": desk.pk, "staff": staff},
            )
            return interview
    return None


def _next_ticket(desk: Desk, now: datetime) -> QueueTicket | None:
    """Marks it called. It stays so only together with the interview."""
    values = {
        "now": now,
        "hold_until": now + (states.ANSWER if desk.channel == Channel.ONLINE else WALK),
        "kind": desk.occasion_kind,
        "occasion": desk.occasion_id,
        "employer": desk.employer_id,
        "channel": desk.channel,
        "place": desk.place_id,
        "desk": desk.pk,
        "grace": states.GRACE,
        "spare": SPARE,
        "usual": USUAL_TALK,
        "remembered": CAP - 1,
    }
    return next(iter(QueueTicket.objects.raw(TAKE_NEXT, values)), None)


def _call(ticket: QueueTicket, desk: Desk, by: User, now: datetime) -> Interview | None:
    """None when the person was called elsewhere at this very moment: their place here is kept."""
    try:
        with transaction.atomic():
            interview = _interview(ticket, desk, by, now)
    except IntegrityError:
        QueueTicket.objects.filter(pk=ticket.pk).update(state="waiting", called_at=None, hold_until=None)
        _mark_busy(ticket.seeker_id)
        return None
    StateInterval.objects.create(interview=interview, state=InterviewState.CALLED, since=now, by=by)
    _mark_busy(ticket.seeker_id)
    touch(interview)
    outbox.publish(
        PersonCalled(
            interview_id=interview.pk,
            seeker_id=interview.seeker_id,
            employer_id=interview.employer_id,
            desk_id=desk.pk,
            occasion_kind=interview.occasion_kind,
            occasion_id=interview.occasion_id,
            at=now,
        )
    )
    return interview


def _interview(ticket: QueueTicket, desk: Desk, by: User, now: datetime) -> Interview:
    return Interview.objects.create(
        ticket=ticket,
        **desk.occasion.keys,
        seeker_id=ticket.seeker_id,
        employer_id=desk.employer_id,
        vacancy_id=ticket.vacancy_id,
        desk=desk,
        room=secrets.token_hex(16) if desk.channel == Channel.ONLINE else "",
        called_by=by,
        called_at=now,
    )


def _mark_busy(seeker_id: int) -> None:
    """Their places in other queues are kept, and say so."""
    with connection.cursor() as cursor:
        cursor.execute(BUSY, {"seeker": seeker_id})
