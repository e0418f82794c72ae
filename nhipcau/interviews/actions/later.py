"""What became of a person weeks later, said by whoever followed them up."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, require
from nhipcau.interviews.actions.moves import locked_interview
from nhipcau.interviews.actions.outcomes import CannotRecord, announce
from nhipcau.interviews.models import Interview, Outcome, Reason, Stage
from nhipcau.interviews.rules import outcomes as rules

FOLLOW_UP = "counselling.follow_up"


@transaction.atomic
def record_later(
    *, interview: Interview, stages: Sequence[tuple[Stage, date | None]], by: User, now: datetime
) -> list[Outcome]:
    """Add these stages in their order, each under the same rules as on the day. Marked as entered by staff.

    The person's own centre says it, wherever the talk was held. Raises CannotRecord; then none is kept.
    """
    interview = locked_interview(interview)
    require(by, FOLLOW_UP, interview.seeker)
    lines = list(interview.outcomes.order_by("pk"))
    added = []
    for stage, day in stages:
        reason = str(Reason.OTHER) if stage in rules.NEEDS_REASON else ""
        started_on = next((line.date for line in reversed(lines) if line.stage == Stage.STARTED), None)
        current = lines[-1].stage if lines else ""
        asked: dict[str, Any] = {"stage": stage, "reason": reason, "day": day, "today": localdate(now)}
        if reasons := rules.reasons_not_to_record(interview, current=current, started_on=started_on, **asked):
            raise CannotRecord(reasons)
        line = Outcome.objects.create(
            interview=interview, stage=stage, reason=reason, date=day, by=by, for_recruiter=True, at=now
        )
        announce(line, interview, now)
        lines.append(line)
        added.append(line)
    return added
