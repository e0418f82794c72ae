"""What becomes of a room on its media server when pages go, stop speaking, or all is over. Outside any transaction of theirs."""

from collections.abc import Collection
from datetime import datetime

from nhipcau.foundation.stage import api as stage
from nhipcau.gatherings.models import Gathering, Visit
from nhipcau.gatherings.models.members import holder_of


def give_up_seats(*, gathering_id: int, visits: Collection[int]) -> None:
    """Of pages that left, and of those that are heard though their turn is over; who listens again already keeps the seat."""
    key = Gathering(pk=gathering_id).topic
    here = set(Visit.objects.filter(pk__in=visits, left_at=None).values_list("pk", flat=True))
    heard = stage.speaking(key)
    for number in visits:
        if number not in here or holder_of(number) in heard:
            stage.part(key=key, holder=holder_of(number))


def close_stage(*, gathering_id: int, now: datetime) -> None:
    stage.close(key=Gathering(pk=gathering_id).topic, now=now)
