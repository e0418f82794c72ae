"""What the played morning came to, counted from the rows it left."""

from typing import Any, Final

from django.db import connection
from django.db.models import Count

from nhipcau.fairs.models import Attendance, FairSession
from nhipcau.statistics import api as statistics

OVERLAPS: Final = """
    SELECT count(*) FROM interviews_interview a JOIN interviews_interview b
      ON a.id < b.id AND a.occasion_kind = b.occasion_kind AND a.occasion_id = b.occasion_id
     AND (a.seeker_id = b.seeker_id OR a.desk_id = b.desk_id)
     AND a.called_at < coalesce(b.ended_at, 'infinity') AND b.called_at < coalesce(a.ended_at, 'infinity')
   WHERE a.occasion_kind = 'fair' AND a.occasion_id = %s
"""
COUNTED: Final = (
    *("enterprises_local", "enterprises_linked", "provinces", "openings", "registered", "walk_ins"),
    *("attended_hall", "attended_online", "interviews", "passed", "hired", "invited"),
)


def tally(session: FairSession) -> dict[str, Any]:
    """The report's own totals, and the doubles, which are measured here. `passed` counts a person once."""
    totals = statistics.figures_of(session)["totals"]
    counted = {name: totals[name] for name in COUNTED}
    return {**counted, "double_calls": double_calls(session), "double_checkins": double_checkins(session)}


def double_calls(session: FairSession) -> int:
    """Pairs of interviews of one person, or at one desk, that were on at the same moment."""
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS, [session.pk])
        row = cursor.fetchone()
    return int(row[0])


def double_checkins(session: FairSession) -> int:
    """People who were let in as new more than once, by their attendances in this session."""
    twice = Attendance.objects.filter(registration__session=session).values("registration__seeker")
    return twice.annotate(times=Count("pk")).filter(times__gt=1).count()
