"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class ReportFrozen:
    session_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RecordMade:
    record_id: int
    session_id: int
    at: datetime
