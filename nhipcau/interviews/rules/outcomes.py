"""Which stage may follow which, and what each needs."""

from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from nhipcau.interviews.models import Interview, InterviewState, Reason, Stage

# What a recruiter answers on the day; a later line corrects an earlier one.
ON_THE_DAY: Final = (
    Stage.MET,
    Stage.NOT_SUITABLE,
    Stage.POOL,
    Stage.SECOND_INTERVIEW,
    Stage.OFFER,
    Stage.OFFER_ACCEPTED,
    Stage.OFFER_DECLINED,
)
LATER: Final = (Stage.STARTED, Stage.RETAINED_1M, Stage.RETAINED_3M)
HIRED: Final = frozenset({Stage.OFFER_ACCEPTED, *LATER})
NEEDS_REASON: Final = frozenset({Stage.NOT_SUITABLE, Stage.OFFER_DECLINED})
NEEDS_DAY: Final = frozenset({Stage.SECOND_INTERVIEW, Stage.STARTED})
BEFORE: Final = {
    Stage.STARTED: frozenset({Stage.OFFER_ACCEPTED, Stage.STARTED}),
    Stage.RETAINED_1M: frozenset({Stage.STARTED}),
    Stage.RETAINED_3M: frozenset({Stage.STARTED, Stage.RETAINED_1M}),
}
MONTHS: Final = {Stage.RETAINED_1M: 1, Stage.RETAINED_3M: 3}


def next_stages(current: str) -> list[Stage]:
    """What may be recorded after this; "" is nothing yet."""
    if current in LATER:
        return [stage for stage in LATER if current in BEFORE[stage] and stage != current]
    later = [stage for stage in LATER if current in BEFORE[stage]]
    return [*ON_THE_DAY, *later]


def reasons_not_to_record(
    interview: Interview,
    *,
    current: str,
    started_on: date | None,
    stage: Stage,
    reason: str,
    day: date | None,
    today: date,
) -> list[str]:
    """`current` is the stage in force, `started_on` the first day of work if it is known."""
    if interview.state != InterviewState.DONE:
        return [_("There was no talk that could have a result.")]
    reasons = reasons_against_details(stage, reason, day)
    if stage in LATER:
        return reasons + _too_early(stage, current, started_on, day, today)
    if current in LATER:
        reasons.append(_("This person has already started work."))
    if stage == Stage.SECOND_INTERVIEW and day is not None and day < today:
        reasons.append(_("The day of the direct interview has passed."))
    return reasons


def reasons_against_details(stage: Stage, reason: str, day: date | None) -> list[str]:
    """What a stage needs beside it."""
    reasons = []
    if stage in NEEDS_REASON and not reason:
        reasons.append(_("Please choose the reason."))
    if reason and reason not in Reason.values:
        reasons.append(_("This reason is not on the list."))
    if stage in NEEDS_DAY and day is None:
        reasons.append(_("Please choose the day."))
    return reasons


def _too_early(stage: Stage, current: str, started_on: date | None, day: date | None, today: date) -> list[str]:
    if current not in BEFORE[stage]:
        return [_("Before this, record: %(stage)s.") % {"stage": _first_of(stage)}]
    if stage == Stage.STARTED and day is not None and day > today:
        return [_("The first day of work has not come yet.")]
    if stage in MONTHS and (started_on is None or started_on + relativedelta(months=MONTHS[stage]) > today):
        return [_("It has not been that long since the first day of work.")]
    return []


def _first_of(stage: Stage) -> str:
    return str(Stage.OFFER_ACCEPTED.label if stage == Stage.STARTED else Stage.STARTED.label)
