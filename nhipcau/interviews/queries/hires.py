"""Who was met and who was hired for openings, each with its day: what the progress of an order is counted from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from nhipcau.interviews.models import Interview, InterviewState, Outcome, Stage
from nhipcau.interviews.rules.outcomes import HIRED

STAYED = (Stage.RETAINED_1M, Stage.RETAINED_3M)


@dataclass(frozen=True)
class Hire:
    """One interview whose last line says hired. `hired_on` is the day that was first said."""

    vacancy_id: int
    seeker_id: int
    hired_on: date
    started_on: date | None
    stayed: bool


@dataclass(frozen=True)
class Met:
    vacancy_id: int
    seeker_id: int
    on: date


def hires_for(vacancy_ids: Collection[int]) -> list[Hire]:
    """A hire that was taken back later is none. One query."""
    if not vacancy_ids:
        return []
    lines = Outcome.objects.filter(interview=OuterRef("pk"))
    first = lines.filter(stage__in=HIRED).order_by("pk").values("at")[:1]
    start = lines.filter(stage=Stage.STARTED).order_by("-pk").values("date")[:1]
    in_force = lines.order_by("-pk").values("stage")[:1]
    talks = Interview.objects.filter(vacancy_id__in=vacancy_ids).annotate(in_force=Subquery(in_force))
    rows = talks.filter(in_force__in=HIRED).annotate(hired_at=Subquery(first), started_on=Subquery(start))
    said = rows.order_by("pk").values_list("vacancy_id", "seeker_id", "hired_at", "started_on", "in_force")
    return [
        Hire(vacancy_id, seeker_id, localdate(hired_at), started_on, stage in STAYED)
        for vacancy_id, seeker_id, hired_at, started_on, stage in said
        if vacancy_id is not None
    ]


def met_for(vacancy_ids: Collection[int]) -> list[Met]:
    """Talks that were held. One query."""
    if not vacancy_ids:
        return []
    held = Interview.objects.filter(vacancy_id__in=vacancy_ids, state=InterviewState.DONE, started_at__isnull=False)
    rows = held.order_by("pk").values_list("vacancy_id", "seeker_id", "started_at")
    return [
        Met(vacancy_id, seeker_id, localdate(started_at))
        for vacancy_id, seeker_id, started_at in rows
        if vacancy_id is not None and started_at is not None
    ]
