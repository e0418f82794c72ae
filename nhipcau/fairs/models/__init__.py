"""Tables of the fair day: plan, taking part, attending."""

from nhipcau.fairs.models.appointments import Appointment, DeskHours, TimesLine, Timetable, WhySo
from nhipcau.fairs.models.attending import (
    Attendance,
    Registration,
    RegistrationState,
    ScanEvent,
    SignUp,
    Wish,
)
from nhipcau.fairs.models.devices import Device, Roster, RosterLine, Seating, UnreadEntry, WalkIn
from nhipcau.fairs.models.plan import FairSeries, FairSession, Kind, Mode, Scope, SessionSite, SessionState
from nhipcau.fairs.models.taking_part import Participation, ParticipationState, SessionVacancy
from nhipcau.fairs.models.telling import EnterpriseInvitation, News, NewsLine, SessionNews, Way
from nhipcau.fairs.models.week import BroughtBy, ChannelLink, ReadinessCheck, SessionProposal, SiteInvitation

__all__ = [
    "Appointment",
    "Attendance",
    "BroughtBy",
    "ChannelLink",
    "DeskHours",
    "Device",
    "EnterpriseInvitation",
    "FairSeries",
    "FairSession",
    "Kind",
    "Mode",
    "News",
    "NewsLine",
    "Participation",
    "ParticipationState",
    "ReadinessCheck",
    "Registration",
    "RegistrationState",
    "Roster",
    "RosterLine",
    "ScanEvent",
    "Scope",
    "Seating",
    "SessionNews",
    "SessionProposal",
    "SessionSite",
    "SessionState",
    "SessionVacancy",
    "SignUp",
    "SiteInvitation",
    "TimesLine",
    "Timetable",
    "UnreadEntry",
    "WalkIn",
    "Way",
    "WhySo",
    "Wish",
]
