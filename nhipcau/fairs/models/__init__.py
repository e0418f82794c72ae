"""Tables of the fair day: plan, taking part, attending."""

from nhipcau.fairs.models.attending import (
    Attendance,
    Registration,
    RegistrationState,
    ScanEvent,
    SignUp,
    Wish,
)
from nhipcau.fairs.models.plan import FairSeries, FairSession, Kind, Mode, Scope, SessionSite, SessionState
from nhipcau.fairs.models.taking_part import Participation, ParticipationState, SessionVacancy

__all__ = [
    "Attendance",
    "FairSeries",
    "FairSession",
    "Kind",
    "Mode",
    "Participation",
    "ParticipationState",
    "Registration",
    "RegistrationState",
    "ScanEvent",
    "Scope",
    "SessionSite",
    "SessionState",
    "SessionVacancy",
    "SignUp",
    "Wish",
]
