"""What time does to calls and places by itself, and the end of an occasion."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from nhipcau.accounts.api import User, may
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import locked_interview, move_interview, move_ticket
from nhipcau.interviews.actions.talks import WAITS, end, put_back, remind
from nhipcau.interviews.models import (
    ACTIVE,
    Channel,
    Desk,
    Interview,
    InterviewState,
    Occasion,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.rules import states


def release_overdue(*, occasion: Occasion, now: datetime) -> int:
    """Unanswered online calls go back, the late are reminded, who is away too long loses the place.

    Returns how many changed. In the hall only the recruiter says that nobody came: the talk may be on.
    """
    calls = Interview.objects.filter(**occasion.keys, state=InterviewState.CALLED)
    overdue = Q(desk__channel=Channel.ONLINE, acknowledged_at=None, ticket__hold_until__lt=now)
    late = Q(reminded_at=None, called_at__lte=now - states.ANSWER)
    changed = 0
    for interview in list(calls.filter(overdue | late).select_related("desk")):
        changed += _overdue(interview, now)
    away = QueueTicket.objects.filter(**occasion.keys, state=TicketState.AWAY, reconnect_until__lt=now)
    for ticket in list(away):
        changed += _gone(ticket, now)
    return changed


def release_all_overdue(*, now: datetime) -> int:
    """The same for every occasion where somebody is called or away."""
    called = Interview.objects.filter(state=InterviewState.CALLED)
    away = QueueTicket.objects.filter(state=TicketState.AWAY)
    pairs = {
        *called.values_list("occasion_kind", "occasion_id"),
        *away.values_list("occasion_kind", "occasion_id"),
    }
    return sum(release_overdue(occasion=Occasion(*pair), now=now) for pair in sorted(pairs))


@transaction.atomic
def _overdue(interview: Interview, now: datetime) -> int:
    interview = locked_interview(interview)
    if interview.state != InterviewState.CALLED:
        return 0
    hold = interview.ticket.hold_until
    if interview.desk.channel == Channel.ONLINE and interview.acknowledged_at is None and hold and hold < now:
        put_back(interview, by=None, now=now)
        audit.record(by=None, action="interview.skip", target=interview, at=now)
        return 1
    if interview.reminded_at is None:
        remind(interview, by=None, now=now)
        return 1
    return 0


@transaction.atomic
def _gone(ticket: QueueTicket, now: datetime) -> int:
    ticket = QueueTicket.objects.select_for_update().get(pk=ticket.pk)
    if ticket.state != TicketState.AWAY or ticket.reconnect_until is None or ticket.reconnect_until >= now:
        return 0
    move_ticket(ticket, TicketState.EXPIRED, now=now)
    live.touch(ticket.occasion.topic, f"queue:{ticket.employer_id}", f"seeker:{ticket.seeker_id}")
    return 1


@transaction.atomic
def stop_calls(*, occasion: Occasion, by: User, now: datetime) -> None:
    """The occasion is ending: no desk calls anybody any more, talks and calls that are on go on."""
    if not may(by, "fairs.run_session"):
        raise PermissionDenied("fairs.run_session")
    desks = Desk.objects.filter(**occasion.keys, closed_at=None, stopped_at=None)
    numbers = list(desks.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Desk.objects.filter(pk__in=numbers).update(stopped_at=now)
    live.touch(occasion.topic, *(f"desk:{pk}" for pk in numbers))


@transaction.atomic
def close_desk(*, desk: Desk, by: User, now: datetime) -> Desk:
    """Give a desk back before the day: its enterprise does not come. Its number is not given again."""
    if not may(by, "interviews.call_next", desk) and not may(by, "fairs.run_session"):
        raise PermissionDenied("fairs.run_session")
    return shut(desk, by=by, now=now)


def shut(desk: Desk, *, by: User, now: datetime) -> Desk:
    """Whoever asks may do it. In the caller's transaction."""
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    if desk.closed_at is None:
        desk.closed_at = now
        desk.save(update_fields=["closed_at"])
        audit.record(by=by, action="desk.close", target=desk, at=now)
        live.touch(desk.occasion.topic, f"desk:{desk.pk}")
    return desk


@transaction.atomic
def close_occasion(*, occasion: Occasion, by: User, now: datetime) -> None:
    """Talks that are on end now, calls are taken back, who still waits is kept as not served, desks close.

    The context that owns the occasion decides who may close it; here it takes somebody who runs sessions.
    """
    if not may(by, "fairs.run_session"):
        raise PermissionDenied("fairs.run_session")
    desks = list(Desk.objects.select_for_update(of=("self",)).filter(**occasion.keys, closed_at=None).order_by("pk"))
    for interview in Interview.objects.filter(**occasion.keys, state__in=ACTIVE).order_by("pk"):
        _stop(locked_interview(interview), by, now)
    waiting = QueueTicket.objects.filter(**occasion.keys, state__in=WAITS)
    waiting.update(state=TicketState.UNSERVED, ended_at=now)
    QueueTicket.objects.filter(**occasion.keys, place_kept=True).update(place_kept=False)
    for desk in desks:
        desk.closed_at = now
        desk.save(update_fields=["closed_at"])
        audit.record(by=by, action="desk.close", target=desk, at=now)
    live.touch(occasion.topic, *(f"desk:{desk.pk}" for desk in desks))


def _stop(interview: Interview, by: User, now: datetime) -> None:
    if interview.state == InterviewState.IN_PROGRESS:
        end(interview, by=by, now=now)
    elif interview.state == InterviewState.CALLED:
        move_interview(interview, InterviewState.CANCELLED, by=by, now=now)
        move_ticket(interview.ticket, TicketState.UNSERVED, now=now)
