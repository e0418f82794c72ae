"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class SessionAnnounced:
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionPostponed:
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionCancelled:
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionOpened:
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionClosed:
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ParticipationApproved:
    participation_id: int
    session_id: int
    employer_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ParticipationRejected:
    participation_id: int
    session_id: int
    employer_id: int
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonRegistered:
    registration_id: int
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonCheckedIn:
    registration_id: int
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TimesFellAway:
    """An enterprise changed its hours: times that people were told are outside them."""

    participation_id: int
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EnterpriseNotComing:
    """It was expected and does not come; or it was there and has left."""

    participation_id: int
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TimetableAsked:
    timetable_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TimetableSending:
    timetable_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TimetableSent:
    timetable_id: int
    session_id: int
    at: datetime
