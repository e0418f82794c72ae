"""Facts of the ledger."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn:
    subject: str
    purpose: str
    at: datetime
