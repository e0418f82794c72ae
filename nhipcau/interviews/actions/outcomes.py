"""What a talk led to: lines that are only added, the last one in force."""

from datetime import date as day_of_year
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.actions.moves import Refused, for_recruiter, locked_interview, touch
from nhipcau.interviews.actions.talks import begin, end
from nhipcau.interviews.events import OutcomeRecorded
from nhipcau.interviews.models import Channel, Interview, InterviewState, Outcome, Stage
from nhipcau.interviews.rules import outcomes as rules


class CannotRecord(Refused):
    pass


@transaction.atomic
def record_outcome(
    *,
    interview: Interview,
    stage: str,
    reason: str = "",
    date: day_of_year | None = None,
    note: str = "",
    seen: int | None = None,
    by: User,
    now: datetime,
) -> Outcome:
    """Add a stage; the talk ends with it if it was still on. The same answer twice is one line.

    Staff of the desk's centre may record for a recruiter; the line says so. `seen` is the line that the writer
    had before their eyes (0: none): when there is another one meanwhile, nothing is written over it.
    """
    interview = locked_interview(interview)
    staff = for_recruiter(by, "interviews.record_outcome", interview.desk)
    _finish(interview, by, now)
    lines = list(interview.outcomes.order_by("pk"))
    current = lines[-1] if lines else None
    if current and (current.stage, current.reason, current.date, current.note) == (stage, reason, date, note):
        return current
    if seen is not None and seen != (current.pk if current else 0):
        raise CannotRecord([_written_meanwhile(current, by)])
    started_on = next((line.date for line in reversed(lines) if line.stage == Stage.STARTED), None)
    asked: dict[str, Any] = {"stage": Stage(stage), "reason": reason, "day": date, "today": localdate(now)}
    in_force = current.stage if current else ""
    if reasons := rules.reasons_not_to_record(interview, current=in_force, started_on=started_on, **asked):
        raise CannotRecord(reasons)
    said: dict[str, Any] = {"stage": stage, "reason": reason, "date": date, "note": note}
    outcome = Outcome.objects.create(interview=interview, **said, by=by, for_recruiter=staff, at=now)
    announce(outcome, interview, now)
    return outcome


def _written_meanwhile(current: Outcome | None, by: User) -> str:
    words = _("Somebody else has written a result meanwhile: %(stage)s. Look at it again.")
    if current and current.by_id == by.pk:
        words = _("You have written a result here meanwhile: %(stage)s. Look at it again.")
    return words % {"stage": current.get_stage_display() if current else ""}


def _finish(interview: Interview, by: User, now: datetime) -> None:
    """In the hall a recruiter may talk without tapping "start": then the talk began with the call."""
    came = interview.desk.channel == Channel.ONSITE or interview.acknowledged_at is not None
    if interview.state == InterviewState.CALLED and came:
        begin(interview, by=by, now=now, started_at=interview.acknowledged_at or interview.called_at)
    if interview.state == InterviewState.IN_PROGRESS:
        end(interview, by=by, now=now)


def announce(outcome: Outcome, interview: Interview, now: datetime) -> None:
    details = {"stage": outcome.stage, "for_recruiter": outcome.for_recruiter}
    audit.record(by=outcome.by, action="outcome.record", target=interview, at=now, details=details)
    touch(interview)
    outbox.publish(
        OutcomeRecorded(
            outcome_id=outcome.pk,
            interview_id=interview.pk,
            seeker_id=interview.seeker_id,
            employer_id=interview.employer_id,
            occasion_kind=interview.occasion_kind,
            occasion_id=interview.occasion_id,
            stage=outcome.stage,
            at=now,
        )
    )
