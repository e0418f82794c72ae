"""What the played morning came to, counted from the rows it left."""

from typing import Any, Final

from django.db import connection
from django.db.models import Count, Sum

from nhipcau.fairs.models import (
    Attendance,
    FairSession,
    Participation,
    Registration,
    SessionSite,
    SessionVacancy,
    SignUp,
)
from nhipcau.interviews.models import Interview, InterviewState, Outcome, Stage

OVERLAPS: Final = """
    SELECT count(*) FROM interviews_interview a JOIN interviews_interview b
      ON a.id < b.id AND a.occasion_kind = b.occasion_kind AND a.occasion_id = b.occasion_id
     AND (a.seeker_id = b.seeker_id OR a.desk_id = b.desk_id)
     AND a.called_at < coalesce(b.ended_at, 'infinity') AND b.called_at < coalesce(a.ended_at, 'infinity')
   WHERE a.occasion_kind = 'fair' AND a.occasion_id = %s
"""
HIRED: Final = (Stage.OFFER_ACCEPTED, Stage.STARTED, Stage.RETAINED_1M, Stage.RETAINED_3M)


def tally(session: FairSession) -> dict[str, Any]:
    """Persons, talks and doubles of one session. `passed` counts a person once, hired or invited."""
    there = Participation.objects.filter(session=session, state__in=["present", "left"])
    linked = there.exclude(centre=session.centre)
    people = Registration.objects.filter(session=session)
    came = Attendance.objects.filter(registration__session=session)
    ends = last_outcomes(session)
    hired = {seeker for seeker, stage in ends if stage in HIRED}
    invited = {seeker for seeker, stage in ends if stage == Stage.SECOND_INTERVIEW} - hired
    held = Interview.objects.filter(occasion_kind="fair", occasion_id=session.pk, state=InterviewState.DONE)
    return {
        "enterprises_local": there.filter(centre=session.centre).count(),
        "enterprises_linked": linked.count(),
        "provinces": linked.values("centre__province").distinct().count(),
        "openings": SessionVacancy.objects.filter(participation__in=there).aggregate(n=Sum("headcount"))["n"] or 0,
        "registered": people.exclude(channel=SignUp.WALK_IN).count(),
        "walk_ins": people.filter(channel=SignUp.WALK_IN).count(),
        "attended_hall": came.filter(site__role=SessionSite.Role.HOST).count(),
        "attended_online": came.exclude(site__role=SessionSite.Role.HOST).count(),
        "interviews": held.count(),
        "passed": len(hired | invited),
        "hired": len(hired),
        "invited": len(invited),
        "double_calls": double_calls(session),
        "double_checkins": double_checkins(session),
    }


def last_outcomes(session: FairSession) -> list[tuple[int, str]]:
    """The person and the outcome in force of each interview."""
    lines = Outcome.objects.filter(interview__occasion_kind="fair", interview__occasion_id=session.pk)
    newest = lines.order_by("interview_id", "-at", "-pk").distinct("interview_id")
    return list(newest.values_list("interview__seeker_id", "stage"))


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
