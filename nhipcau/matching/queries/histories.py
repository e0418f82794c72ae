"""What changed of people and of openings, from the histories that the database itself writes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.apps import apps
from django.db.models import Max
from django.db.models.functions import Now

PEOPLE: Final = "seekers.SeekerEvent"
OPENINGS: Final = "vacancies.VacancyEvent"
SETTLED: Final = timedelta(minutes=5)  # a transaction that began before this is over


@dataclass(frozen=True)
class Until:
    """How far a history was read: every line up to `number`, and the lines `seen` after it.

    A line gets its number when it is written and is seen when its transaction ends, which may be after a higher number
    was seen. So a line counts as read for good only when every transaction of its time is over.
    """

    number: int = 0
    seen: tuple[int, ...] = ()


NOTHING_READ: Final = Until()


def changed(history: str, since: Until) -> tuple[set[int], Until]:
    """Whose lines are new, and how far the history is read with them."""
    lines = dict(_lines(history, since.number).values_list("pk", "pgh_obj_id"))
    number = _settled(history, since.number)
    until = Until(number, tuple(sorted(line for line in lines if line > number)))
    read_before = {*since.seen}
    return {whose for line, whose in lines.items() if line not in read_before}, until


def has_moved(history: str, whose: int, since: Until) -> bool:
    """Whether there is a line about this one that was not read yet."""
    return bool(_lines(history, since.number).filter(pgh_obj_id=whose).exclude(pk__in=since.seen).exists())


def read_now(history: str) -> Until:
    """As far as the history goes at this moment: for who is about to read everything itself."""
    number = _settled(history, 0)
    return Until(number, tuple(_lines(history, number).order_by("pk").values_list("pk", flat=True)))


def _lines(history: str, after: int) -> Any:
    return apps.get_model(history)._default_manager.filter(pk__gt=after)


def _settled(history: str, at_least: int) -> int:
    old = _lines(history, at_least).filter(pgh_created_at__lt=Now() - SETTLED)
    return old.aggregate(last=Max("pk"))["last"] or at_least
