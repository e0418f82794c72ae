"""The door of gatherings."""

from nhipcau.gatherings.actions import (
    Refused,
    answer,
    join_talk,
    open_gathering,
    plan_gathering,
    put_in,
)
from nhipcau.gatherings.events import GatheringEnded
from nhipcau.gatherings.models import Gathering, Kind, Member
from nhipcau.gatherings.queries import coming_talks, gatherings_of, managed_by
from nhipcau.gatherings.rules.planning import PLAN, GatheringData

__all__ = [
    "PLAN",
    "Gathering",
    "GatheringData",
    "GatheringEnded",
    "Kind",
    "Member",
    "Refused",
    "answer",
    "coming_talks",
    "gatherings_of",
    "join_talk",
    "managed_by",
    "open_gathering",
    "plan_gathering",
    "put_in",
]
