"""Tables of desks, queues and talks, of extra interviewers, and of results that come late."""

from nhipcau.interviews.models.calls import CallPage, Rung, Side, Signal
from nhipcau.interviews.models.checks import LineCheck, Verdict
from nhipcau.interviews.models.day import (
    ACTIVE,
    ENDED,
    Booking,
    Channel,
    Desk,
    Interview,
    InterviewState,
    Occasion,
    OfOccasion,
    Outcome,
    QueueTicket,
    Reason,
    Stage,
    StateInterval,
    TicketState,
)
from nhipcau.interviews.models.guests import Guest, GuestTry
from nhipcau.interviews.models.results import ResultSheet, ResultsReminder, Slot
from nhipcau.interviews.models.rooms import RoomMessage, Sign
from nhipcau.interviews.models.waits import Estimate, Line

__all__ = [
    "ACTIVE",
    "ENDED",
    "Booking",
    "CallPage",
    "Channel",
    "Desk",
    "Estimate",
    "Guest",
    "GuestTry",
    "Interview",
    "InterviewState",
    "Line",
    "LineCheck",
    "Occasion",
    "OfOccasion",
    "Outcome",
    "QueueTicket",
    "Reason",
    "ResultSheet",
    "ResultsReminder",
    "RoomMessage",
    "Rung",
    "Side",
    "Sign",
    "Signal",
    "Slot",
    "Stage",
    "StateInterval",
    "TicketState",
    "Verdict",
]
