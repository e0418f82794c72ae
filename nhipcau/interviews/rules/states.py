"""From which state to which a ticket and an interview may go, and what must hold first."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nhipcau.interviews.models import (
    ACTIVE,
    Channel,
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    TicketState,
)

ANSWER: Final = timedelta(seconds=60)  # to acknowledge an online call
GRACE: Final = timedelta(minutes=3)  # before a person counts as absent
NOTICE: Final = timedelta(minutes=1)  # between the reminder and that
RECONNECT: Final = timedelta(minutes=10)  # a place is kept that long
MOST_SKIPS: Final = 2

_T, _I = TicketState, InterviewState
TICKET_MOVES: Final[dict[str, frozenset[str]]] = {
    _T.WAITING: frozenset({_T.AWAY, _T.BUSY_ELSEWHERE, _T.CALLED, _T.LEFT, _T.UNSERVED, _T.SERVED}),  # served on paper
    _T.AWAY: frozenset({_T.WAITING, _T.EXPIRED, _T.LEFT, _T.UNSERVED, _T.SERVED}),
    _T.BUSY_ELSEWHERE: frozenset({_T.WAITING, _T.CALLED, _T.LEFT, _T.UNSERVED, _T.SERVED}),
    _T.CALLED: frozenset({_T.SERVING, _T.WAITING, _T.EXPIRED, _T.LEFT, _T.UNSERVED}),
    _T.SERVING: frozenset({_T.SERVED, _T.WAITING}),
    _T.SERVED: frozenset(),
    _T.EXPIRED: frozenset(),
    _T.LEFT: frozenset(),
    _T.UNSERVED: frozenset(),
}
INTERVIEW_MOVES: Final[dict[str, frozenset[str]]] = {
    _I.CALLED: frozenset({_I.IN_PROGRESS, _I.WORKER_ABSENT, _I.EMPLOYER_ABSENT, _I.TECHNICAL_FAILURE, _I.CANCELLED}),
    _I.IN_PROGRESS: frozenset({_I.DONE, _I.TECHNICAL_FAILURE}),
    _I.DONE: frozenset(),
    _I.WORKER_ABSENT: frozenset(),
    _I.EMPLOYER_ABSENT: frozenset(),
    _I.TECHNICAL_FAILURE: frozenset(),
    _I.CANCELLED: frozenset(),
}


def said_of(ticket: QueueTicket) -> str:
    """Its state, as the person reads it."""
    if ticket.place_kept:
        return _("Your place is kept for when you are back there")
    return _("The enterprise did not come, or left") if ticket.employer_gone else str(ticket.get_state_display())


def reasons_not_to_move_ticket(ticket: QueueTicket, to: TicketState) -> list[str]:
    if to in TICKET_MOVES[ticket.state]:
        return []
    return [_("This turn is now: %(state)s.") % {"state": ticket.get_state_display()}]


def back_from_away(ticket: QueueTicket, now: datetime) -> TicketState:
    """Within ten minutes the same place; later it is gone."""
    in_time = ticket.reconnect_until is not None and now <= ticket.reconnect_until
    return TicketState.WAITING if in_time else TicketState.EXPIRED


def reasons_not_to_move_interview(interview: Interview, to: InterviewState) -> list[str]:
    if to in INTERVIEW_MOVES[interview.state]:
        return []
    return [_("This interview is now: %(state)s.") % {"state": interview.get_state_display()}]


def reasons_not_to_call(desk: Desk) -> list[str]:
    reasons = []
    if desk.closed_at is not None:
        reasons.append(_("This table is closed."))
    if desk.stopped_at is not None:
        reasons.append(_("The session is closing: nobody is called any more."))
    if desk.paused_at is not None:
        reasons.append(_("This table is on a break. Take up work again first."))
    return reasons


def reasons_not_to_call_off(talk: Interview) -> list[str]:
    words = _("A talk is on at desk %(number)s: this enterprise is here.")
    return [words % {"number": talk.desk.number}] if talk.state == InterviewState.IN_PROGRESS else []


def reasons_not_to_give_back(desk: Desk, *, others: int, called: bool) -> list[str]:
    """`others`: open ones of the enterprise at the same place, or online as this one."""
    reasons = []
    if called:
        reasons.append(
            _("Somebody is called to desk %(number)s or talks there. Finish it first.") % {"number": desk.number}
        )
    if not others:
        reasons.append(_("It is the last one: without it nobody calls the people who wait for this enterprise."))
    return reasons


def reasons_not_to_start(interview: Interview, channel: str) -> list[str]:
    """The room opens only after the person answered the call; in the hall the recruiter sees them come."""
    if reasons := reasons_not_to_move_interview(interview, InterviewState.IN_PROGRESS):
        return reasons
    if channel == Channel.ONLINE and interview.acknowledged_at is None:
        return [_("The person has not answered the call yet.")]
    return []


def ready_for_absence(interview: Interview) -> datetime | None:
    """From when a person may be marked absent; None until they were reminded."""
    if interview.reminded_at is None:
        return None
    return max(interview.called_at + GRACE, interview.reminded_at + NOTICE)


def reasons_against_absence(interview: Interview, now: datetime) -> list[str]:
    if reasons := reasons_not_to_move_interview(interview, InterviewState.WORKER_ABSENT):
        return reasons
    ready = ready_for_absence(interview)
    if ready is None:
        return [_("The person has not been reminded yet.")]
    if now < ready:
        return [_("We have reminded them. Please wait until %(time)s.") % {"time": f"{localtime(ready):%H:%M:%S}"}]
    return []


def reasons_against_employer_absence(interview: Interview, now: datetime) -> list[str]:
    """A person who answered waits three minutes too, then takes their place back, in front."""
    if reasons := reasons_not_to_move_interview(interview, InterviewState.EMPLOYER_ABSENT):
        return reasons
    if interview.acknowledged_at is None:
        return [_("Answer the call first.")]
    if now < interview.acknowledged_at + GRACE:
        ready = localtime(interview.acknowledged_at + GRACE)
        return [_("Please wait until %(time)s.") % {"time": f"{ready:%H:%M:%S}"}]
    return []


def reasons_not_to_write(interview: Interview) -> list[str]:
    """The room is open from the answered call to the end of the talk."""
    if interview.state not in ACTIVE:
        return [_("This interview is over.")]
    if interview.acknowledged_at is None:
        return [_("The person has not answered the call yet.")]
    return []
