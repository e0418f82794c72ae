"""Many results in one go: each line stands for itself on a page; a sheet comes in whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day_of_year
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User
from nhipcau.interviews.actions.outcomes import CannotRecord, record_outcome
from nhipcau.interviews.models import Interview, InterviewState, Outcome, Stage
from nhipcau.interviews.rules.outcomes import NEEDS_DAY, NEEDS_REASON, ON_THE_DAY

MOST_LINES = 2000


@dataclass(frozen=True)
class Answer:
    """A result for one interview. `seen` is the line in force that the writer saw: 0 is none, None is any."""

    interview_id: int
    stage: str
    reason: str = ""
    date: day_of_year | None = None
    note: str = ""
    seen: int | None = None


@dataclass(frozen=True)
class Written:
    """The lines in force afterwards, how many of them are new, and what was refused: both by interview."""

    lines: Mapping[int, Outcome]
    added: int
    refused: Mapping[int, list[str]]


def record_results(*, answers: Sequence[Answer], interviews: Iterable[Interview], by: User, now: datetime) -> Written:
    """Write each answer that can be written; the others are refused one by one, and hold nobody up.

    `interviews` are those the writer may see; an answer for any other is refused like one that does not exist.
    """
    known = {interview.pk: interview for interview in interviews}
    lines: dict[int, Outcome] = {}
    refused: dict[int, list[str]] = {}
    before = set(Outcome.objects.filter(interview__in=known.values()).values_list("pk", flat=True))
    for answer in sorted(answers[:MOST_LINES], key=lambda answer: answer.interview_id):
        interview = known.get(answer.interview_id)
        if interview is None or interview.state != InterviewState.DONE or answer.stage not in ON_THE_DAY:
            refused[answer.interview_id] = [_("This line is not one of your talks.")]
            continue
        try:
            lines[answer.interview_id] = _record(answer, interview, by, now)
        except CannotRecord as refusal:
            refused[answer.interview_id] = refusal.reasons
    return Written(lines, sum(line.pk not in before for line in lines.values()), refused)


def _record(answer: Answer, interview: Interview, by: User, now: datetime) -> Outcome:
    """Only what this result needs is kept of what was typed beside it."""
    stage = Stage(answer.stage)
    return record_outcome(
        interview=interview,
        stage=answer.stage,
        reason=answer.reason if stage in NEEDS_REASON else "",
        date=answer.date if stage in NEEDS_DAY else None,
        note=answer.note,
        seen=answer.seen,
        by=by,
        now=now,
    )


class NotWhole(Exception):
    """At least one line was refused, so none was written."""

    def __init__(self, refused: Mapping[int, list[str]]) -> None:
        super().__init__(f"{len(refused)} lines")
        self.refused = refused


@transaction.atomic
def record_all_or_nothing(
    *, answers: Sequence[Answer], interviews: Iterable[Interview], by: User, now: datetime
) -> Written:
    """Raises NotWhole; then nothing of the batch is written."""
    written = record_results(answers=answers, interviews=interviews, by=by, now=now)
    if written.refused:
        raise NotWhole(written.refused)
    return written
