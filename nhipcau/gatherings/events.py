"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class GatheringEnded:
    gathering_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class GatheringCalledOff:
    gathering_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class GatheringMoved:
    """It begins at another time than was said before."""

    gathering_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OffStage:
    """These pages are not to be heard, or to hear, any more: they left, were sent out, or their turn to speak is over."""

    gathering_id: int
    visits: list[int]
    at: datetime
