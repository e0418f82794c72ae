"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class EmployerVerified:
    employer_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EmployerRefused:
    employer_id: int
    at: datetime
