"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class SeekerRegistered:
    seeker_id: int
    centre_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SeekerChanged:
    """Something in this person's file is otherwise."""

    seeker_id: int
    at: datetime
