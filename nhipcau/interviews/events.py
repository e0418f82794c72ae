"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class PersonCalled:
    interview_id: int
    seeker_id: int
    employer_id: int
    desk_id: int
    occasion_kind: str
    occasion_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonReminded:
    interview_id: int
    seeker_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class InterviewEnded:
    """`state` is how: done, worker_absent, employer_absent, technical_failure, cancelled."""

    interview_id: int
    seeker_id: int
    employer_id: int
    occasion_kind: str
    occasion_id: int
    state: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OutcomeRecorded:
    outcome_id: int
    interview_id: int
    seeker_id: int
    employer_id: int
    occasion_kind: str
    occasion_id: int
    stage: str
    at: datetime
