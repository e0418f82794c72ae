"""How many people openings have found. Reads only."""

from collections import Counter
from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from nhipcau.interviews.models import Interview, Outcome
from nhipcau.interviews.rules.outcomes import HIRED


def hired_by_vacancy(vacancy_ids: Collection[int]) -> dict[int, int]:
    """Different people who took the job, by opening; the last line of an interview counts. One query."""
    if not vacancy_ids:
        return {}
    in_force = Outcome.objects.filter(interview=OuterRef("pk")).order_by("-pk").values("stage")[:1]
    talks = Interview.objects.filter(vacancy_id__in=vacancy_ids).annotate(in_force=Subquery(in_force))
    people = talks.filter(in_force__in=HIRED).order_by().values_list("vacancy_id", "seeker_id").distinct()
    return dict(Counter(vacancy_id for vacancy_id, _seeker_id in people if vacancy_id is not None))
